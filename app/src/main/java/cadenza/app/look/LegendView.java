package cadenza.app.look;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.paint.CycleMethod;
import javafx.scene.paint.LinearGradient;
import javafx.scene.paint.Stop;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// Says what the colours mean.
final class LegendView extends VBox {
  private static final int STOPS = 12;
  private static final int CLASS_LIMIT = 24;

  LegendView(LookModel model) {
    super(4);
    setId("legend");
    model.coloringProperty().addListener((property, old, now) -> show(now));
    show(model.coloringProperty().get());
  }

  private void show(@Nullable Coloring coloring) {
    getChildren().clear();
    Legend legend = coloring == null ? new Legend.None() : coloring.legend();
    boolean empty = legend instanceof Legend.None;
    setVisible(!empty);
    setManaged(!empty);
    switch (legend) {
      case Legend.None none -> {}
      case Legend.Sentence sentence -> getChildren().add(note(sentence.text()));
      case Legend.Ramp ramp -> showRamp(ramp);
      case Legend.Classes classes -> showClasses(classes);
    }
  }

  private static Label note(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("note");
    return label;
  }

  private void showRamp(Legend.Ramp ramp) {
    Rectangle bar = new Rectangle(0, 10);
    List<Stop> stops = new ArrayList<>();
    for (int i = 0; i <= STOPS; i++) {
      double t = (double) i / STOPS;
      stops.add(new Stop(t, color(ramp.map().argb(t))));
    }
    bar.setFill(new LinearGradient(0, 0, 1, 0, true, CycleMethod.NO_CYCLE, stops));
    bar.setArcWidth(6);
    bar.setArcHeight(6);
    Region holder = new Region();
    holder.setMinHeight(10);
    bar.setManaged(false);
    VBox column = new VBox(holder);
    column.getChildren().add(bar);
    bar.widthProperty().bind(column.widthProperty());
    Label low = figure(ramp.low());
    Label unit = figure(ramp.unit());
    Label high = figure(ramp.high());
    Region left = new Region();
    Region right = new Region();
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren().addAll(column, new HBox(low, left, unit, right, high));
  }

  private static Label figure(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("note");
    return label;
  }

  private void showClasses(Legend.Classes classes) {
    FlowPane flow = new FlowPane(10, 4);
    int total = classes.entries().stream().mapToInt(Legend.Entry::pointCount).sum();
    classes.entries().stream()
        .limit(CLASS_LIMIT)
        .forEach(entry -> flow.getChildren().add(chip(entry, total)));
    int more = classes.entries().size() - CLASS_LIMIT;
    if (more > 0) {
      flow.getChildren().add(figure("and " + more + " more"));
    }
    getChildren().add(flow);
  }

  private static Label chip(Legend.Entry entry, int total) {
    Rectangle swatch = new Rectangle(10, 10, color(entry.argb()));
    swatch.setArcWidth(4);
    swatch.setArcHeight(4);
    double percent = 100.0 * entry.pointCount() / Math.max(total, 1);
    String share = String.format(Locale.ROOT, percent < 10 ? "%.1f %%" : "%.0f %%", percent);
    Label label = new Label(entry.name() + "  " + share, swatch);
    label.getStyleClass().add("class-chip");
    return label;
  }

  static Color color(int argb) {
    return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
  }
}
