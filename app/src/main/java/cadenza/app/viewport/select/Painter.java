package cadenza.app.viewport.select;

import cadenza.render.Selection;

/// Takes what tools find instead of the selection: labels are painted with the same tools.
public interface Painter {
  /// A shape, a stroke or a region is done.
  ///
  /// @param points of the shown cloud; never hidden ones
  /// @param erases whether the person wants the points cleared (Ctrl)
  /// @param how what it was done with, a word such as `brush`
  void paint(Selection points, boolean erases, String how);
}
