package cadenza.app.labels;

import cadenza.app.workspace.OpenScan;

/// Told when labels or classes have changed. After a project was opened [LabelModel#labels] gives
/// other objects than before.
public interface LabelListener {
  /// Labels of an open scan are other ones now.
  void labelsChanged(OpenScan scan);

  /// A class came, went, or has another name, colour or state.
  void classesChanged();

  /// Saved views of an open scan are other ones now.
  default void viewsChanged(OpenScan scan) {}
}
