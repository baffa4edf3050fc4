package cadenza.app.viewport;

import cadenza.app.look.Coloring;
import cadenza.app.look.Legend;
import java.util.Locale;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/// The classes of the picture with their colours and points, for a picture that explains itself.
public final class LegendOverlay extends StackPane {
  private static final double WIDTH = 216;
  private static final double NAME_WIDTH = 108;
  private static final double SHARE_OF_HEIGHT = 0.5;

  private final VBox rows = new VBox(3);
  private final ScrollPane scroll = new ScrollPane(rows);

  /// @param coloring the colours of the picture
  /// @param wanted whether the person wants it in the picture
  public LegendOverlay(ObservableValue<@Nullable Coloring> coloring, BooleanProperty wanted) {
    setId("legend-overlay");
    setPickOnBounds(false);
    rows.getStyleClass().add("legend-rows");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("legend-overlay", "edge-to-edge");
    scroll.setPrefWidth(WIDTH);
    scroll.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    setAlignment(scroll, Pos.CENTER_RIGHT);
    setMargin(scroll, new Insets(0, 12, 0, 12));
    getChildren().add(scroll);
    coloring.addListener((property, old, now) -> show(now, wanted.get()));
    wanted.addListener((property, old, now) -> show(coloring.getValue(), now));
    heightProperty().addListener(observable -> limit());
    // The rows are as high as their font, which is known once they have been styled.
    rows.heightProperty().addListener(observable -> limit());
    show(coloring.getValue(), wanted.get());
  }

  private void limit() {
    double all = rows.prefHeight(WIDTH) + 2;
    scroll.setMaxHeight(Math.min(all, Math.max(60, SHARE_OF_HEIGHT * getHeight())));
  }

  private void show(@Nullable Coloring coloring, boolean wanted) {
    rows.getChildren().clear();
    boolean classes = coloring != null && coloring.legend() instanceof Legend.Classes;
    setVisible(wanted && classes);
    if (coloring != null && coloring.legend() instanceof Legend.Classes legend) {
      legend.entries().forEach(entry -> rows.getChildren().add(row(entry)));
      limit();
    }
  }

  private static Node row(Legend.Entry entry) {
    Color color =
        Color.rgb(entry.argb() >> 16 & 0xff, entry.argb() >> 8 & 0xff, entry.argb() & 0xff);
    Rectangle swatch = new Rectangle(11, 11, color);
    swatch.setArcWidth(4);
    swatch.setArcHeight(4);
    Label name = new Label(entry.name());
    name.setMaxWidth(NAME_WIDTH);
    Label count = new Label(String.format(Locale.US, "%,d", entry.pointCount()));
    count.getStyleClass().add("legend-count");
    count.setMinWidth(Region.USE_PREF_SIZE);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox row = new HBox(8, swatch, name, gap, count);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
