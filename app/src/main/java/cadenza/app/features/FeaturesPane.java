package cadenza.app.features;

import cadenza.app.pipeline.Finding;
import cadenza.app.tasks.RunningTask;
import cadenza.app.widgets.Rows;
import cadenza.app.widgets.Section;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.DoubleSpinnerValueFactory;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Weights, device, grid; what the model sees; encode; PCA.
public final class FeaturesPane extends Section {
  private final FeaturesModel model;
  private final Workspace workspace;

  /// @param gpu the libraries that an NVIDIA GPU needs
  /// @param browser shows a page in the browser
  /// @param weightsFile asks the person for a weights file
  /// @param more rows below those of the colours
  public FeaturesPane(
      FeaturesModel model,
      GpuModel gpu,
      Workspace workspace,
      Consumer<URI> browser,
      Supplier<Optional<Path>> weightsFile,
      Node... more) {
    super("Features", Feather.CPU);
    this.model = model;
    this.workspace = workspace;
    setId("features-pane");

    VBox seen = new VBox(9);
    seen.setId("findings");
    model.findings().addListener((ListChangeListener<Finding>) change -> showFindings(seen));
    showFindings(seen);

    addRows(
        new WeightsPane(model.weights(), new WeightsPane.Outside(browser, weightsFile)),
        new VBox(4, new DeviceRow(model.device()).node(), new GpuCard(gpu, browser)),
        grid(),
        ofScan(encode()),
        ofScan(new PcaRows(model.pca(), workspace)));
    addRows(more);
    addRows(ofScan(Rows.heading("What the model sees")), seen);
  }

  /// A row that means nothing without a scan; weights can be chosen and downloaded at any time.
  private <N extends Node> N ofScan(N row) {
    row.disableProperty().bind(Bindings.isNull(workspace.currentProperty()));
    return row;
  }

  private HBox grid() {
    DoubleSpinnerValueFactory millimeters = new DoubleSpinnerValueFactory(1, 1000, 20, 5);
    Spinner<Double> spinner = new Spinner<>(millimeters);
    spinner.setId("grid-size");
    spinner.setEditable(true);
    spinner.setPrefWidth(92);
    spinner.getStyleClass().add("small");
    millimeters
        .valueProperty()
        .addListener((property, old, now) -> {
          if (now != null) {
            model.gridSizeMetersProperty().set(now / 1000);
          }
        });
    Runnable show =
        () -> millimeters.setValue(Math.round(model.gridSizeMetersProperty().get() * 1e4) / 10.0);
    model.gridSizeMetersProperty().addListener(observable -> show.run());
    show.run();
    Button reset = new Button(null, new FontIcon(Feather.ROTATE_CCW));
    reset.getStyleClass().addAll("flat", "button-icon", "small");
    reset.setTooltip(new Tooltip("The grid these weights were made for"));
    reset.setOnAction(event -> model.resetGrid());
    Label unit = new Label("mm");
    unit.setMinWidth(Region.USE_PREF_SIZE);
    return Rows.named("Grid size", spinner, unit, reset);
  }

  private void showFindings(VBox seen) {
    seen.getChildren().clear();
    for (Finding finding : model.findings()) {
      seen.getChildren().add(line(finding));
    }
  }

  private HBox line(Finding finding) {
    FontIcon icon =
        new FontIcon(
            switch (finding.severity()) {
              case OK -> Feather.CHECK_CIRCLE;
              case NOTE -> Feather.INFO;
              case WARNING -> Feather.ALERT_TRIANGLE;
            });
    icon.getStyleClass()
        .add(
            switch (finding.severity()) {
              case OK -> "icon-ok";
              case NOTE -> "icon-note";
              case WARNING -> "icon-warning";
            });
    Text topic = new Text(finding.topic() + "  ");
    topic.getStyleClass().add("finding-topic");
    Text text = new Text(finding.text());
    text.getStyleClass().add("finding-text");
    VBox words = new VBox(1, new TextFlow(topic, text));
    HBox.setHgrow(words, Priority.ALWAYS);
    finding
        .fix()
        .ifPresent(fix -> {
          Button button = new Button(fix.label());
          button.getStyleClass().addAll("small", "fix-button");
          button.setOnAction(event -> model.apply(fix));
          VBox.setMargin(button, new Insets(4, 0, 2, 0));
          words.getChildren().add(button);
        });
    HBox row = new HBox(9, icon, words);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }

  private StackPane encode() {
    Button button = new Button("Encode", new FontIcon(Feather.PLAY));
    button.setId("encode");
    button.getStyleClass().add("accent");
    button.setMaxWidth(Double.MAX_VALUE);
    button.setOnAction(event -> model.encode());
    workspace
        .currentProperty()
        .flatMap(OpenScan::encodingProperty)
        .map(encoding -> "Encode again")
        .orElse("Encode")
        .subscribe(button::setText);

    ProgressBar bar = new ProgressBar();
    bar.setMaxWidth(Double.MAX_VALUE);
    Label step = new Label();
    step.getStyleClass().add("note");
    HBox.setHgrow(step, Priority.ALWAYS);
    step.setMaxWidth(Double.MAX_VALUE);
    Button cancel = new Button("Cancel");
    cancel.setId("encode-cancel");
    cancel.getStyleClass().add("small");
    cancel.setOnAction(event -> model.cancel());
    HBox below = new HBox(8, step, cancel);
    below.setAlignment(Pos.CENTER_LEFT);
    VBox running = new VBox(6, bar, below);
    running.visibleProperty().bind(Bindings.isNotNull(model.encodingTaskProperty()));
    running.managedProperty().bind(running.visibleProperty());
    button.visibleProperty().bind(running.visibleProperty().not());
    button.managedProperty().bind(button.visibleProperty());
    model
        .encodingTaskProperty()
        .addListener((property, old, now) -> follow(now, bar, step, cancel));
    return new StackPane(button, running);
  }

  private static void follow(
      @Nullable RunningTask task, ProgressBar bar, Label step, Button cancel) {
    bar.progressProperty().unbind();
    step.textProperty().unbind();
    cancel.disableProperty().unbind();
    if (task != null) {
      bar.progressProperty().bind(task.fractionProperty());
      cancel.disableProperty().bind(task.stoppingProperty());
      step.textProperty().bind(task.descriptionBinding());
    }
  }
}
