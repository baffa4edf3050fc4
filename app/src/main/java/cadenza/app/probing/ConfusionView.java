package cadenza.app.probing;

import cadenza.probe.Evaluation;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// A confusion matrix as a picture: rows are the truth, columns what was predicted, each row in
/// shares of its own.
public final class ConfusionView extends VBox {
  private static final double CELL = 42;
  private static final double NAME_WIDTH = 120;

  /// @param title what was compared
  public ConfusionView(String title, Evaluation evaluation) {
    super(10);
    setId("confusion-view");
    getStyleClass().add("confusion");
    Label heading = new Label(title);
    heading.getStyleClass().add("row-heading");
    Label scores =
        new Label(
            String.format(
                Locale.ROOT,
                "mIoU %s   mAcc %s   allAcc %s",
                ProbeWords.percent(evaluation.meanIou()),
                ProbeWords.percent(evaluation.meanAccuracy()),
                ProbeWords.percent(evaluation.accuracy())));
    Label note = new Label("Rows: true class. Columns: predicted. Numbers: percent of the row.");
    note.getStyleClass().add("note");
    ScrollPane scroll = new ScrollPane(grid(evaluation));
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setPrefViewportWidth(
        Math.min(760, NAME_WIDTH + CELL * evaluation.classes().size() + 24));
    scroll.setPrefViewportHeight(Math.min(560, NAME_WIDTH + CELL * evaluation.classes().size()));
    getChildren().addAll(heading, scores, scroll, note);
  }

  private static GridPane grid(Evaluation evaluation) {
    GridPane grid = new GridPane(2, 2);
    int size = evaluation.classes().size();
    for (int k = 0; k < size; k++) {
      String name = evaluation.classes().get(k).name();
      Label row = new Label(name);
      row.setPrefWidth(NAME_WIDTH);
      row.setAlignment(Pos.CENTER_RIGHT);
      row.setTooltip(new Tooltip(name));
      grid.add(row, 0, k + 1);
      Label column = new Label(name);
      column.setRotate(-60);
      column.setMaxWidth(NAME_WIDTH);
      column.setTooltip(new Tooltip(name));
      StackPane head = new StackPane(new javafx.scene.Group(column));
      head.setAlignment(Pos.BOTTOM_CENTER);
      GridPane.setHalignment(head, HPos.CENTER);
      grid.add(head, k + 1, 0);
    }
    for (int truth = 0; truth < size; truth++) {
      long all = 0;
      for (long count : evaluation.confusion()[truth]) {
        all += count;
      }
      for (int predicted = 0; predicted < size; predicted++) {
        long count = evaluation.confusion()[truth][predicted];
        grid.add(cell(count, all, truth == predicted), predicted + 1, truth + 1);
      }
    }
    return grid;
  }

  private static StackPane cell(long count, long all, boolean right) {
    double share = all == 0 ? 0 : (double) count / all;
    Label figure = new Label(all == 0 ? "–" : Long.toString(Math.round(100 * share)));
    // Dark text on the light half of the scale, light on the dark one, in both themes.
    String rgb = right ? "46, 160, 90" : "228, 80, 80";
    StackPane cell = new StackPane(figure);
    cell.setMinSize(CELL, CELL);
    cell.setStyle(
        String.format(
            Locale.ROOT,
            "-fx-background-color: rgba(%s, %.2f); -fx-background-radius: 3;",
            rgb,
            0.06 + 0.84 * share));
    Tooltip.install(cell, new Tooltip(String.format(Locale.US, "%,d of %,d", count, all)));
    return cell;
  }
}
