package cadenza.app.pretrain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/// A small chart of curves by step, with what they are and their values above it: the latest, or
/// those under the pointer.
///
/// It draws once a pulse at most, a point a pixel column and curve, so that a run of any length
/// costs the same.
final class CurvePlot extends VBox {
  private static final double HEIGHT = 92;
  private static final double LEFT = 36;
  private static final double DASH = 6;
  private static final double RIGHT = 4;
  private static final double TOP = 5;
  private static final double BOTTOM = 16;
  private static final int COLORS = 6;

  private final RunCurves curves;
  private final Supplier<List<Named>> shown;
  private final double least;
  private final double most;
  private final FlowPane legend = new FlowPane(10, 1);
  private final Label title = new Label();
  private final Area area = new Area();
  private double pointedStep = Double.NaN;

  /// A curve with its name.
  ///
  /// @param format of a value, for [String#format]
  record Named(String name, Curve curve, String format) {}

  /// @param least the axis reaches down to it at least; NaN to follow the values
  /// @param most the axis reaches up to it at least; NaN to follow the values
  /// @param shown curves there are now
  CurvePlot(
      String id,
      String title,
      String tip,
      RunCurves curves,
      double least,
      double most,
      Supplier<List<Named>> shown) {
    super(2);
    this.curves = curves;
    this.shown = shown;
    this.least = least;
    this.most = most;
    setId(id);
    getStyleClass().add("curve-plot");
    this.title.setText(title);
    this.title.getStyleClass().add("row-heading");
    this.title.setTooltip(new Tooltip(tip));
    getChildren().addAll(this.title, legend, area);
    curves.versionProperty().addListener(observable -> area.requestLayout());
    area.setOnMouseMoved(this::point);
    area.setOnMouseExited(event -> {
      pointedStep = Double.NaN;
      area.requestLayout();
    });
  }

  private void point(MouseEvent event) {
    double share = (event.getX() - LEFT) / Math.max(1, area.getWidth() - LEFT - RIGHT);
    pointedStep = share < 0 || share > 1 ? Double.NaN : share * lastStep();
    area.requestLayout();
  }

  // Up to the run's end while that is near, else up to where it is, so that beginnings are seen.
  private double lastStep() {
    double last = 0;
    for (Named named : shown.get()) {
      last = Math.max(last, named.curve().lastStep());
    }
    double total = curves.totalSteps();
    return Math.max(1, last > 0.5 * total ? Math.max(total, last) : last);
  }

  private void showLegend(List<Named> names) {
    while (legend.getChildren().size() > names.size()) {
      legend.getChildren().removeLast();
    }
    while (legend.getChildren().size() < names.size()) {
      Circle dot = new Circle(3.5);
      dot.getStyleClass().addAll("plot-dot", color(legend.getChildren().size()));
      Label label = new Label("", dot);
      label.getStyleClass().add("curve-text");
      legend.getChildren().add(label);
    }
    for (int i = 0; i < names.size(); i++) {
      Curve curve = names.get(i).curve();
      double value = Double.isNaN(pointedStep) ? curve.latest() : curve.at(pointedStep);
      String figure =
          Double.isNaN(value) ? "–" : String.format(Locale.ROOT, names.get(i).format(), value);
      ((Label) legend.getChildren().get(i)).setText(names.get(i).name() + " " + figure);
    }
  }

  private static String color(int index) {
    return "plot-" + (index % COLORS + 1);
  }

  /// Where the curves are drawn.
  private final class Area extends Pane {
    private final List<Polygon> bands = new ArrayList<>();
    private final List<Polyline> lines = new ArrayList<>();
    private final List<Line> grid = List.of(gridLine(), gridLine(), gridLine());
    private final List<Text> levels = List.of(words(), words(), words());
    private final Text first = words();
    private final Text last = words();
    private final Text empty = words();
    private final Line pointer = new Line();
    private final Rectangle clip = new Rectangle();

    Area() {
      setMinHeight(HEIGHT);
      setPrefHeight(HEIGHT);
      setMaxHeight(HEIGHT);
      setMinWidth(0);
      setPrefWidth(200);
      setPickOnBounds(true);
      setClip(clip);
      pointer.getStyleClass().add("plot-pointer");
      pointer.setMouseTransparent(true);
      getChildren().addAll(grid);
      getChildren().addAll(levels);
      getChildren().addAll(first, last, empty, pointer);
    }

    private static Line gridLine() {
      Line line = new Line();
      line.getStyleClass().add("curve-grid");
      return line;
    }

    private static Text words() {
      Text text = new Text();
      text.getStyleClass().add("plot-text");
      text.setTextOrigin(VPos.CENTER);
      return text;
    }

    @Override
    protected void layoutChildren() {
      List<Named> names = shown.get();
      showLegend(names);
      clip.setWidth(getWidth());
      clip.setHeight(getHeight());
      draw(names, (int) Math.round(getWidth() - LEFT - RIGHT));
    }

    private void draw(List<Named> names, int width) {
      makeLines(names.size());
      boolean isEmpty = names.stream().allMatch(named -> named.curve().isEmpty());
      if (width < 10) {
        return;
      }
      double end = lastStep();
      List<Curve.Columns> columns =
          names.stream().map(named -> named.curve().columns(end, width)).toList();
      ChartScale scale = ChartScale.of(columns, least, most);
      for (int i = 0; i < grid.size(); i++) {
        double y = yOf(i / 2.0);
        place(grid.get(i), LEFT, y, LEFT + width, y);
        Text text = levels.get(i);
        text.setText(isEmpty && Double.isNaN(most) ? "" : scale.text(i / 2.0));
        text.setX(LEFT - 5 - text.getLayoutBounds().getWidth());
        text.setY(y);
      }
      steps(end, isEmpty, width);
      for (int i = 0; i < names.size(); i++) {
        draw(columns.get(i), scale, lines.get(i), bands.get(i));
      }
      double x = LEFT + pointedStep / end * width;
      pointer.setVisible(!isEmpty && !Double.isNaN(pointedStep));
      if (pointer.isVisible()) {
        place(pointer, x, TOP, x, HEIGHT - BOTTOM);
      }
    }

    private void steps(double end, boolean isEmpty, int width) {
      first.setText(isEmpty ? "" : "0");
      first.setX(LEFT);
      first.setY(HEIGHT - BOTTOM / 2);
      boolean isPointed = !Double.isNaN(pointedStep);
      last.setText(
          isEmpty ? "" : String.format(Locale.US, "step %,.0f", isPointed ? pointedStep : end));
      last.setX(LEFT + width - last.getLayoutBounds().getWidth());
      last.setY(HEIGHT - BOTTOM / 2);
      empty.setText(isEmpty ? "Nothing told yet" : "");
      empty.setX(LEFT + width / 2.0 - empty.getLayoutBounds().getWidth() / 2);
      empty.setY(yOf(0.5) - 12);
    }

    private static double yOf(double share) {
      return HEIGHT - BOTTOM - share * (HEIGHT - BOTTOM - TOP);
    }

    private static void place(Line line, double x, double y, double toX, double toY) {
      line.setStartX(x);
      line.setStartY(y);
      line.setEndX(toX);
      line.setEndY(toY);
    }

    private void makeLines(int count) {
      while (lines.size() < count) {
        Polygon band = new Polygon();
        band.getStyleClass().addAll("plot-band", color(lines.size()));
        band.setMouseTransparent(true);
        Polyline line = new Polyline();
        line.getStyleClass().addAll("curve-line", color(lines.size()));
        line.setMouseTransparent(true);
        bands.add(band);
        lines.add(line);
        getChildren().add(getChildren().size() - 1, band);
        getChildren().add(getChildren().size() - 1, line);
      }
      for (int i = 0; i < lines.size(); i++) {
        lines.get(i).setVisible(i < count);
        bands.get(i).setVisible(i < count);
      }
    }

    private static void draw(Curve.Columns of, ChartScale scale, Polyline line, Polygon band) {
      Double[] mean = new Double[2 * of.size()];
      Double[] around = new Double[4 * of.size()];
      boolean isBand = false;
      for (int i = 0; i < of.size(); i++) {
        double x = LEFT + of.column()[i] + 0.5;
        mean[2 * i] = x;
        mean[2 * i + 1] = yOf(scale.share(of.mean()[i]));
        around[2 * i] = x;
        around[2 * i + 1] = yOf(scale.share(of.high()[i]));
        int back = 4 * of.size() - 2 * i - 2;
        around[back] = x;
        around[back + 1] = yOf(scale.share(of.low()[i]));
        isBand |= of.high()[i] > of.low()[i];
      }
      line.getPoints().setAll(mean);
      if (of.size() == 1) {
        line.getPoints().addAll(mean[0] - DASH, mean[1]); // a line of one point would not be seen
      }
      if (isBand) {
        band.getPoints().setAll(around);
      } else {
        band.getPoints().clear();
      }
    }
  }

  /// Draws now, as the next pulse would; for tests that time it.
  void drawNow() {
    area.layoutChildren();
  }

  /// Points of each curve's line as drawn last.
  List<Integer> drawnPoints() {
    return area.lines.stream().map(line -> line.getPoints().size() / 2).toList();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width); // the pane scrolls; charts are never squeezed
  }
}
