package cadenza.app.project;

import cadenza.app.labels.LabelModel;
import cadenza.app.settings.SavedView;
import cadenza.app.viewport.views.ViewKeeper;
import cadenza.app.workspace.OpenScan;
import java.util.List;
import java.util.Optional;

/// Keeps saved views in the project, where taking them back is a step as any other. Of a scan whose
/// views nobody changed since, a project without a name shows those of the settings.
final class ProjectViews implements ViewKeeper {
  private final ProjectSession session;
  private final LabelModel labels;

  ProjectViews(ProjectSession session, LabelModel labels) {
    this.session = session;
    this.labels = labels;
  }

  @Override
  public Optional<List<SavedView>> views(OpenScan scan) {
    return session.isNamed() || labels.hasViews(scan)
        ? Optional.of(labels.views(scan))
        : Optional.empty();
  }

  @Override
  public boolean keep(OpenScan scan, List<SavedView> before, List<SavedView> after) {
    if (!scan.isComplete()) {
      return false;
    }
    labels.setViews(scan, before, after, nameOf(before, after));
    return true;
  }

  @Override
  public boolean isLasting() {
    return session.isNamed();
  }

  private static String nameOf(List<SavedView> before, List<SavedView> after) {
    if (after.size() > before.size()) {
      return "Save view";
    }
    return after.size() < before.size() ? "Delete view" : "Change view";
  }
}
