package cadenza.app.pictures;

import cadenza.app.tasks.TaskRunner;
import java.io.File;
import java.util.List;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/// Asks how large a screenshot shall be and where it goes.
public final class ScreenshotDialog {
  private final ScreenshotModel model;
  private final TaskRunner tasks;

  public ScreenshotDialog(ScreenshotModel model, TaskRunner tasks) {
    this.model = model;
    this.tasks = tasks;
  }

  /// Shows the dialog, waits, and saves what it asks for.
  public void show(Window owner, Subject subject) {
    model.settings().begin(subject);
    try {
      ask(owner, model.settings());
    } finally {
      model.settings().end();
    }
  }

  private void ask(Window owner, PictureSettings settings) {
    boolean wanted =
        PictureDialog.confirm(
            owner,
            "Screenshot",
            settings,
            settings::camera,
            tasks,
            List.of(
                PictureRows.size(settings),
                PictureRows.pixels(settings),
                PictureRows.backdrop(settings),
                PictureRows.wholeScan(settings),
                PictureRows.overlays(settings),
                PictureRows.bothHalves(settings)),
            model.summaryBinding(),
            model.problemBinding());
    if (!wanted) {
      return;
    }
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the screenshot");
    chooser.setInitialFileName(model.suggestedName());
    chooser.getExtensionFilters().add(new ExtensionFilter("PNG", "*.png"));
    File file = chooser.showSaveDialog(owner);
    if (file != null) {
      model.save(file.toPath());
    }
  }
}
