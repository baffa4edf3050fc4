package cadenza.app.viewport;

import cadenza.render.Vec3;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What floats over the picture: view buttons, axes, scale, a hint, what is under the pointer, and
/// what the camera turns about.
public final class ViewportOverlay extends StackPane {
  private static final String HINT =
      "Drag to orbit  ·  right-drag to pan  ·  wheel to zoom at the pointer  ·  double-click sets"
          + " the pivot";
  private static final double PIVOT_RADIUS = 5;
  private static final double NARROW = 520;
  private static final double CORNER_GAP = 34;

  private final ViewportModel model;
  private final ScaleBar scaleBar = new ScaleBar();
  private final Circle pivot = new Circle(PIVOT_RADIUS);
  private final BooleanProperty hintWanted = new SimpleBooleanProperty(true);

  /// @param more buttons after those of this pane
  public ViewportOverlay(ViewportModel model, Node... more) {
    this.model = model;
    setPickOnBounds(false);
    getStyleClass().add("viewport-overlay");
    setPadding(new Insets(12));

    Button projection = button(Feather.BOX, "", "view-projection", model::toggleOrthographic);
    projection
        .textProperty()
        .bind(
            model
                .cameraProperty()
                .map(camera -> camera.orthographic() ? "Orthographic" : "Perspective"));
    projection.setTooltip(new Tooltip("Switch between perspective and orthographic  (5)"));
    Button home = button(Feather.HOME, null, "view-home", model::home);
    home.setTooltip(new Tooltip("Home view  (H)"));
    Button frame = button(Feather.MAXIMIZE, null, "view-frame", model::frameAll);
    frame.setTooltip(new Tooltip("Frame everything  (F)"));
    HBox buttons = new HBox(6, home, frame, projection);
    buttons.getChildren().addAll(more);
    place(buttons, Pos.TOP_LEFT);

    HBox corner = new HBox(10, scaleBar, new AxisGizmo(model));
    corner.setAlignment(Pos.BOTTOM_RIGHT);
    place(corner, Pos.BOTTOM_RIGHT);

    pivot.setManaged(false);
    pivot.setMouseTransparent(true);
    pivot.getStyleClass().add("pivot-mark");
    model.cameraProperty().addListener(observable -> follow());
    model.pivotProperty().addListener(observable -> follow());
    heightProperty().addListener(observable -> follow());
    scaleBar.visibleProperty().bind(widthProperty().greaterThan(NARROW));
    scaleBar.managedProperty().bind(scaleBar.visibleProperty());
    follow();

    Label hint = new Label(HINT);
    hint.getStyleClass().addAll("overlay-chip", "hint");
    hint.setMouseTransparent(true);
    HBox hintBox = new HBox(hint);
    place(hintBox, Pos.BOTTOM_LEFT);

    Rectangle swatch = new Rectangle(12, 12);
    swatch.setArcWidth(4);
    swatch.setArcHeight(4);
    Label words = new Label(null, swatch);
    words.setId("readout");
    words.getStyleClass().addAll("overlay-chip", "readout");
    // In a narrow picture it takes several lines rather than the place of the axes.
    words.setWrapText(true);
    words.setMinHeight(Region.USE_PREF_SIZE);
    HBox readout = new HBox(words);
    readout.setMouseTransparent(true);
    place(readout, Pos.BOTTOM_LEFT);
    model
        .readoutProperty()
        .addListener((property, old, now) -> {
          words.setText(text(now));
          swatch.setFill(now == null ? Color.TRANSPARENT : color(now.argb()));
        });
    readout.visibleProperty().bind(Bindings.isNotNull(model.readoutProperty()));
    // What is written at the left never runs under what stands at the right.
    readout
        .maxWidthProperty()
        .bind(widthProperty().subtract(corner.widthProperty()).subtract(CORNER_GAP));
    hintBox
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    hintWanted.get()
                        && !readout.isVisible()
                        && hint.prefWidth(-1) < getWidth() - corner.getWidth() - CORNER_GAP,
                hintWanted,
                readout.visibleProperty(),
                widthProperty(),
                corner.widthProperty(),
                hint.widthProperty()));

    visibleProperty().bind(Bindings.isNotNull(model.sceneProperty()));
    getChildren().addAll(pivot, hintBox, readout, corner, buttons);
  }

  /// Whether what is told of the mouse is true now: not while a tool has it.
  public BooleanProperty hintWantedProperty() {
    return hintWanted;
  }

  private void follow() {
    scaleBar.show(model.camera(), getHeight());
    Vec3 about = model.pivotProperty().get();
    int width = (int) Math.max(1, Math.round(getWidth()));
    int height = (int) Math.max(1, Math.round(getHeight()));
    double[] at = about == null ? null : model.camera().project(about, width, height);
    pivot.setVisible(at != null && at[2] > 0);
    if (at != null && at[2] > 0) {
      pivot.setCenterX(at[0]);
      pivot.setCenterY(at[1]);
    }
  }

  private void place(Region node, Pos position) {
    node.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    node.setPickOnBounds(false);
    setAlignment(node, position);
  }

  private static Button button(Feather icon, @Nullable String text, String id, Runnable action) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().addAll("overlay-button", "small");
    button.setFocusTraversable(false);
    button.setOnAction(event -> action.run());
    return button;
  }

  private static String text(@Nullable PointReadout readout) {
    if (readout == null) {
      return "";
    }
    String facts = String.join("   ·   ", readout.facts());
    return facts.isEmpty() ? readout.position() : readout.position() + "   ·   " + facts;
  }

  private static Color color(int argb) {
    return Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff);
  }
}
