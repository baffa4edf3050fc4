package cadenza.app.pictures;

import cadenza.app.tasks.TaskRunner;
import cadenza.app.widgets.NumberField;
import cadenza.app.widgets.Rows;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;

/// Asks what a turntable film shall be like and where it goes.
public final class TurntableDialog {
  private final TurntableModel model;
  private final TaskRunner tasks;

  public TurntableDialog(TurntableModel model, TaskRunner tasks) {
    this.model = model;
    this.tasks = tasks;
  }

  /// Shows the dialog, waits, and saves what it asks for.
  public void show(Window owner, Subject subject) {
    model.begin(subject);
    try {
      ask(owner, model.settings());
    } finally {
      model.settings().end();
    }
  }

  private void ask(Window owner, PictureSettings settings) {
    ComboBox<FilmFormat> format =
        PictureRows.choice(
            "turntable-format",
            List.of(FilmFormat.values()),
            model.formatProperty(),
            FilmFormat::title);
    Label advice = new Label();
    advice.setId("turntable-advice");
    advice.setWrapText(true);
    advice.getStyleClass().add("note");
    advice
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                model::advice,
                model.ffmpegProperty(),
                model.formatProperty(),
                model.problemBinding()));
    advice.visibleProperty().bind(advice.textProperty().isNotEmpty());
    advice.managedProperty().bind(advice.visibleProperty());
    boolean wanted =
        PictureDialog.confirm(
            owner,
            "Turntable",
            settings,
            settings::turningCamera,
            tasks,
            List.of(
                Rows.named("Save as", format),
                advice,
                Rows.named(
                    "Duration",
                    new NumberField("turntable-seconds", model.secondsProperty(), 1),
                    new Label("seconds")),
                Rows.named(
                    "Smoothness",
                    new NumberField("turntable-fps", model.framesPerSecondProperty(), 1),
                    new Label("pictures a second")),
                Rows.check(
                    "Clockwise",
                    "turntable-clockwise",
                    "Direction of the camera as seen from above",
                    model.clockwiseProperty()),
                PictureRows.size(settings),
                PictureRows.pixels(settings),
                PictureRows.backdrop(settings),
                PictureRows.wholeScan(settings),
                PictureRows.overlays(settings),
                PictureRows.bothHalves(settings)),
            model.summaryBinding(),
            model.problemBinding());
    advice.textProperty().unbind();
    if (wanted) {
      target(owner).ifPresent(model::save);
    }
  }

  private Optional<Path> target(Window owner) {
    Optional<VideoFormat> video = model.formatProperty().get().video();
    if (video.isEmpty()) {
      DirectoryChooser chooser = new DirectoryChooser();
      chooser.setTitle("Choose a folder for the pictures");
      return Optional.ofNullable(chooser.showDialog(owner))
          .map(folder -> folder.toPath().resolve(model.suggestedName()));
    }
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Save the turntable");
    chooser.setInitialFileName(model.suggestedName());
    chooser
        .getExtensionFilters()
        .add(new ExtensionFilter(video.get().title(), "*." + video.get().extension()));
    File file = chooser.showSaveDialog(owner);
    return Optional.ofNullable(file).map(File::toPath);
  }
}
