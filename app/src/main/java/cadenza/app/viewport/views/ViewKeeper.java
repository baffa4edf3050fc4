package cadenza.app.viewport.views;

import cadenza.app.settings.SavedView;
import cadenza.app.workspace.OpenScan;
import java.util.List;
import java.util.Optional;

/// Keeps the saved views of scans in the place of the settings, as a project does.
public interface ViewKeeper {
  /// The views of a scan; empty if the settings have them.
  Optional<List<SavedView>> views(OpenScan scan);

  /// Keeps other views of a scan.
  ///
  /// @return false if the settings shall keep them
  boolean keep(OpenScan scan, List<SavedView> before, List<SavedView> after);

  /// Whether the person will come back to what it keeps; else the settings keep it too.
  boolean isLasting();
}
