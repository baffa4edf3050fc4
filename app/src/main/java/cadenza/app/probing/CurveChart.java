package cadenza.app.probing;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javafx.beans.InvalidationListener;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/// How scores grew with labels: mIoU upwards, labelled voxels to the right.
final class CurveChart extends Pane {
  private static final double HEIGHT = 90;
  private static final double LEFT = 34;
  private static final double BOTTOM = 16;

  private final ObservableList<Tuning.Progressed> curve;

  CurveChart(ObservableList<Tuning.Progressed> curve) {
    this.curve = curve;
    setId("learning-curve");
    getStyleClass().add("curve-chart");
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    InvalidationListener changed = observable -> draw();
    curve.addListener(changed);
    widthProperty().addListener(changed);
    draw();
  }

  private void draw() {
    getChildren().clear();
    double right = getWidth() - 4;
    double bottom = HEIGHT - BOTTOM;
    if (right <= LEFT) {
      return;
    }
    for (double level : new double[] {0, 0.5, 1}) {
      double y = bottom - level * (bottom - 6);
      Line line = new Line(LEFT, y, right, y);
      line.getStyleClass().add("curve-grid");
      getChildren().addAll(line, text(String.format(Locale.ROOT, "%.0f%%", 100 * level), 0, y - 8));
    }
    if (curve.size() < 2) {
      getChildren()
          .add(text("Grows as you label (mIoU by labelled voxels)", LEFT + 8, bottom / 2 - 14));
      return;
    }
    int most = curve.getLast().labelledVoxels();
    getChildren().add(legend());
    add(Tuning.Progressed::meanIou, most, right, bottom, "curve-validated");
    add(Tuning.Progressed::agreement, most, right, bottom, "curve-truth");
    getChildren().add(text("0", LEFT, bottom));
    Label last = text(String.format(Locale.US, "%,d voxels", most), right - 70, bottom);
    getChildren().add(last);
  }

  /// Which line is which.
  private static Node legend() {
    HBox row = new HBox(10);
    row.setLayoutX(LEFT + 30);
    row.setLayoutY(HEIGHT - BOTTOM);
    for (String[] kind :
        new String[][] {{"held out", "curve-validated"}, {"file's labels", "curve-truth"}}) {
      Circle dot = new Circle(3);
      dot.getStyleClass().addAll("curve-end", kind[1]);
      Label words = text(kind[0], 0, 0);
      words.setGraphic(dot);
      row.getChildren().add(words);
    }
    return row;
  }

  private void add(
      ToDoubleFunction<Tuning.Progressed> score,
      int most,
      double right,
      double bottom,
      String style) {
    Polyline line = new Polyline();
    line.getStyleClass().addAll("curve-line", style);
    List<Tuning.Progressed> known =
        curve.stream().filter(point -> !Double.isNaN(score.applyAsDouble(point))).toList();
    for (Tuning.Progressed point : known) {
      line.getPoints()
          .addAll(
              LEFT + (right - LEFT) * point.labelledVoxels() / most,
              bottom - score.applyAsDouble(point) * (bottom - 6));
    }
    getChildren().add(line);
    if (!known.isEmpty()) {
      int size = line.getPoints().size();
      Node end = new Circle(line.getPoints().get(size - 2), line.getPoints().get(size - 1), 2.5);
      end.getStyleClass().addAll("curve-end", style);
      getChildren().add(end);
    }
  }

  private static Label text(String words, double x, double y) {
    Label label = new Label(words);
    label.getStyleClass().add("curve-text");
    label.setLayoutX(x);
    label.setLayoutY(y);
    return label;
  }
}
