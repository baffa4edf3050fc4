package cadenza.app.shell;

import cadenza.app.tasks.RunningTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.ViewportPane;
import java.util.Locale;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableStringValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Separator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The line at the bottom: what is running, where it runs, how much is drawn and how fast.
final class StatusBar extends HBox {
  private static final Duration POLL = Duration.millis(500);

  private final HBox running = new HBox(14);
  private final Label idle = new Label("Ready");
  private final Timeline poll;

  /// @param device name of the device the encoder uses
  /// @param deviceReason why it is that one
  StatusBar(
      TaskRunner tasks,
      ViewportPane viewport,
      ObservableStringValue device,
      ObservableStringValue deviceReason) {
    super(10);
    getStyleClass().add("status-bar");
    setId("status-bar");
    setAlignment(Pos.CENTER_LEFT);

    idle.getStyleClass().add("status-idle");
    running.setAlignment(Pos.CENTER_LEFT);
    running.setMinWidth(0);
    HBox.setHgrow(running, Priority.ALWAYS);
    tasks.tasks().addListener((ListChangeListener<RunningTask>) change -> list(tasks));
    list(tasks);

    Label deviceLabel = new Label(null, new FontIcon(Feather.CPU));
    deviceLabel.setId("status-device");
    deviceLabel.textProperty().bind(device);
    Tooltip why = new Tooltip();
    why.textProperty().bind(deviceReason);
    why.setWrapText(true);
    why.setMaxWidth(420);
    deviceLabel.setTooltip(why);

    Label points = new Label();
    points.setId("status-points");
    points
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    String.format(
                        Locale.ROOT, "%,d points drawn", viewport.pointsDrawnProperty().get()),
                viewport.pointsDrawnProperty()));
    Label speed = new Label("0 fps", new FontIcon(Feather.ACTIVITY));
    speed.setId("status-fps");
    speed.setMinWidth(70);
    Tooltip renderer = new Tooltip();
    renderer.setWrapText(true);
    renderer.setMaxWidth(420);
    speed.setTooltip(renderer);
    poll =
        new Timeline(
            new KeyFrame(
                POLL,
                event -> {
                  speed.setText(viewport.loop().framesPerSecond() + " fps");
                  renderer.setText(
                      viewport.loop().rendererName()
                          + "\n"
                          + viewport.loop().rendererReason()
                          + "\nFrames of the last second; a picture at rest needs none.");
                }));
    poll.setCycleCount(Animation.INDEFINITE);
    poll.play();

    getChildren()
        .addAll(
            running,
            deviceLabel,
            new Separator(Orientation.VERTICAL),
            points,
            new Separator(Orientation.VERTICAL),
            speed);
  }

  /// Stops asking for the speed.
  void stop() {
    poll.stop();
  }

  private void list(TaskRunner tasks) {
    running.getChildren().clear();
    for (RunningTask task : tasks.tasks()) {
      if (!task.isQuiet()) {
        running.getChildren().add(row(task));
      }
    }
    if (running.getChildren().isEmpty()) {
      running.getChildren().add(idle);
    }
  }

  private static Node row(RunningTask task) {
    Label title = new Label(task.title());
    title.getStyleClass().add("task-title");
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(task.fractionProperty());
    bar.setPrefWidth(120);
    bar.setMinWidth(60);
    Label step = new Label();
    step.getStyleClass().add("task-step");
    step.textProperty().bind(task.descriptionBinding());
    Button cancel = new Button(null, new FontIcon(Feather.X));
    cancel.getStyleClass().addAll("flat", "button-icon", "small", "task-cancel");
    cancel.setTooltip(new Tooltip("Cancel"));
    cancel.setFocusTraversable(false);
    cancel.disableProperty().bind(task.stoppingProperty());
    cancel.setOnAction(event -> task.cancel());
    HBox row = new HBox(6, title, bar, step, cancel);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
