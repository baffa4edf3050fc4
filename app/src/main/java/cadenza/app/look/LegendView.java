package cadenza.app.look;

import cadenza.app.widgets.GradientBar;
import java.util.Arrays;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
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
      case Legend.Ramp ramp -> showScale(ramp(ramp.map()), ramp.low(), ramp.unit(), ramp.high());
      case Legend.Gradient scale ->
          showScale(scale.argb(), scale.low(), scale.meaning(), scale.high());
      case Legend.Classes classes -> showClasses(classes);
    }
  }

  private static Label note(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("note");
    return label;
  }

  private static int[] ramp(ColorMap map) {
    int[] argb = new int[STOPS + 1];
    Arrays.setAll(argb, i -> map.argb((double) i / STOPS));
    return argb;
  }

  private void showScale(int[] argb, String lowText, String unitText, String highText) {
    GradientBar bar = new GradientBar(10);
    bar.show(argb);
    Label low = figure(lowText);
    Label unit = figure(unitText);
    Label high = figure(highText);
    Region left = new Region();
    Region right = new Region();
    HBox.setHgrow(left, Priority.ALWAYS);
    HBox.setHgrow(right, Priority.ALWAYS);
    getChildren().addAll(bar, new HBox(low, left, unit, right, high));
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
