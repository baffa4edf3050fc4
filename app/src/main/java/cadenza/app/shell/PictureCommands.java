package cadenza.app.shell;

import cadenza.app.pictures.CameraJson;
import cadenza.app.pictures.Ffmpeg;
import cadenza.app.pictures.PictureSize;
import cadenza.app.pictures.ScreenshotDialog;
import cadenza.app.pictures.ScreenshotModel;
import cadenza.app.pictures.Subject;
import cadenza.app.pictures.TurntableDialog;
import cadenza.app.pictures.TurntableModel;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.Problem;
import cadenza.app.viewport.LegendOverlay;
import cadenza.app.viewport.SplitModel;
import cadenza.app.viewport.SplitPicture;
import cadenza.app.workspace.Notice;
import cadenza.app.workspace.OpenScan;
import cadenza.render.DrawOrder;
import cadenza.render.Scene;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What can be done with the picture as a whole: split it, save it, film it, copy its view.
final class PictureCommands {
  private final MainWindow window;
  private final SplitModel split;
  private final SplitPicture picture;
  private final ScreenshotModel screenshot;
  private final TurntableModel turntable;
  private final ObservableBooleanValue open;

  PictureCommands(MainWindow window) {
    this.window = window;
    split =
        new SplitModel(window.workspace(), window.tasks(), window.look(), window.viewportModel());
    picture =
        new SplitPicture(
            window.viewport(),
            window.viewportModel(),
            split,
            window.look(),
            window.services().renderer(),
            this::tell,
            this::inBackground);
    picture.overSecond(
        new LegendOverlay(split.coloringProperty(), window.settings().legendInPictureProperty()));
    screenshot = new ScreenshotModel(window.workspace(), window.tasks());
    turntable = new TurntableModel(window.workspace(), window.tasks(), Ffmpeg::find);
    open = Bindings.isNotNull(window.workspace().currentProperty());
  }

  private void tell(Throwable failure) {
    Platform.runLater(
        () -> window.workspace().tell(Problem.of("Drawing the second picture", failure)));
  }

  private void inBackground(Runnable work) {
    window
        .tasks()
        .start(
            BackgroundTask.named(
                    "Closing the second picture",
                    progress -> {
                      work.run();
                      return "";
                    })
                .quiet());
  }

  SplitModel split() {
    return split;
  }

  SplitPicture picture() {
    return picture;
  }

  ScreenshotModel screenshot() {
    return screenshot;
  }

  TurntableModel turntable() {
    return turntable;
  }

  List<Command> all() {
    return List.of(
        command("view.split", "View", "Split view", Feather.COLUMNS, "Shift+V", this::toggleSplit),
        command("view.copy", "View", "Copy view", Feather.COPY, null, this::copyView),
        command(
            "view.turntable", "View", "Turntable film…", Feather.FILM, null, this::showTurntable));
  }

  private Command command(
      String id, String group, String title, Feather icon, @Nullable String keys, Runnable action) {
    KeyCombination shortcut = keys == null ? null : KeyCombination.keyCombination(keys);
    return new Command(id, group, title, icon, shortcut, open, action);
  }

  /// The button over the picture.
  ToggleButton splitButton() {
    ToggleButton button = new ToggleButton("Split", new FontIcon(Feather.COLUMNS));
    button.setId("view-split");
    button.getStyleClass().addAll("overlay-button", "small");
    button.setFocusTraversable(false);
    button.setTooltip(new Tooltip("Two colourings of the scan side by side  (Shift+V)"));
    button.selectedProperty().bindBidirectional(split.openProperty());
    return button;
  }

  private void toggleSplit() {
    split.openProperty().set(!split.openProperty().get());
  }

  private void copyView() {
    String text = CameraJson.write(window.viewportModel().camera());
    Clipboard.getSystemClipboard().setContent(Map.of(DataFormat.PLAIN_TEXT, text));
    window
        .workspace()
        .tell(
            Notice.info(
                "View copied",
                "Paste it where you keep views, or use it with cadenza render --camera '…'."));
  }

  void showScreenshot() {
    subject()
        .ifPresent(subject ->
            new ScreenshotDialog(screenshot, window.tasks()).show(window.stage(), subject));
  }

  private void showTurntable() {
    subject()
        .ifPresent(subject ->
            new TurntableDialog(turntable, window.tasks()).show(window.stage(), subject));
  }

  /// What the window shows now; empty if nothing.
  Optional<Subject> subject() {
    OpenScan scan = window.workspace().current();
    Scene first = window.viewportModel().sceneProperty().get();
    if (scan == null || first == null) {
      return Optional.empty();
    }
    Scene second = split.sceneProperty().get();
    DrawOrder order = window.viewport().orders().whole(first.cloud()).orElse(null);
    List<Scene> scenes =
        Stream.of(Optional.of(first), Optional.ofNullable(second))
            .flatMap(Optional::stream)
            .map(scene -> scene.withOrder(order))
            .toList();
    double scale = window.stage().getRenderScaleX();
    PictureSize shown =
        new PictureSize(
            Math.max(1, (int) Math.round(picture.getWidth() * scale)),
            Math.max(1, (int) Math.round(picture.getHeight() * scale)));
    String name = scan.name();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    return Optional.of(new Subject(stem, scenes, window.viewportModel().camera(), shown));
  }
}
