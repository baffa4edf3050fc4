package cadenza.app.viewport.clip;

import cadenza.app.viewport.ViewportModel;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Ray;
import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import javafx.event.Event;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The handles of the clip box, over the picture: one beside each face, one in the middle, one on
/// the ring. They stay as large as they are and follow the camera.
public final class ClipHandles extends Pane {
  private static final double SIZE = 20;
  private static final double STAND_OFF = 17;
  // An axis that is seen this short, of its length, cannot be dragged along.
  private static final double SHORTEST_AXIS = 0.12;
  private static final String[] COLORS = {"handle-x", "handle-y", "handle-z"};

  private final ViewportModel viewport;
  private final ClipModel clips;
  private final List<Node> faces = new ArrayList<>();
  private final Node middle;
  private final Node knob;

  /// @param picture what lies under the handles and gets what they have no use for
  public ClipHandles(ViewportModel viewport, ClipModel clips, Node picture) {
    this.viewport = viewport;
    this.clips = clips;
    setId("clip-handles");
    setPickOnBounds(false);
    for (int axis = 0; axis < 3; axis++) {
      for (int end = 0; end < 2; end++) {
        faces.add(face(axis, end == 1));
      }
    }
    middle =
        handle(
            "clip-middle",
            Feather.MOVE,
            Cursor.MOVE,
            (ray, event) -> clips.grabMiddle(ray, event.isShiftDown()));
    knob = handle("clip-knob", Feather.ROTATE_CW, Cursor.HAND, (ray, event) -> clips.grabRing(ray));
    Tooltip.install(knob, new Tooltip("Drag to turn the box; with Shift in steps of 15°"));
    Tooltip middleTip = new Tooltip();
    Tooltip.install(middle, middleTip);
    clips
        .clipProperty()
        .addListener((property, old, now) ->
            middleTip.setText(
                now != null && now.isSection()
                    ? "Drag to move the section through the scan"
                    : "Drag to move the box over the floor; with Shift up and down"));
    getChildren().addAll(faces);
    getChildren().addAll(middle, knob);
    viewport.cameraProperty().addListener(observable -> place());
    clips.clipProperty().addListener(observable -> place());
    clips.handlesProperty().addListener(observable -> place());
    addEventHandler(ScrollEvent.ANY, event -> passOn(event, picture));
    place();
  }

  private static void passOn(Event event, Node picture) {
    picture.fireEvent(event.copyFor(picture, picture));
    event.consume();
  }

  private Node face(int axis, boolean far) {
    Node node =
        handle(
            "clip-face-" + axis + (far ? "-far" : "-near"),
            Feather.CHEVRON_RIGHT,
            Cursor.HAND,
            (ray, event) -> clips.grabFace(axis, far, ray));
    node.getStyleClass().add(COLORS[axis]);
    Tooltip.install(node, new Tooltip("Drag to move this side of the box"));
    return node;
  }

  private Node handle(String id, Feather icon, Cursor cursor, BiConsumer<Ray, MouseEvent> grab) {
    StackPane node = new StackPane(new FontIcon(icon));
    node.setId(id);
    node.getStyleClass().add("clip-handle");
    node.setCursor(cursor);
    node.setManaged(false);
    node.resize(SIZE, SIZE);
    node.setOnMousePressed(event -> {
      if (event.getButton() == MouseButton.PRIMARY) {
        grab.accept(ray(event), event);
      }
      event.consume();
    });
    node.setOnMouseDragged(event -> {
      clips.dragTo(ray(event), event.isShiftDown());
      event.consume();
    });
    node.setOnMouseReleased(event -> {
      clips.letGo();
      event.consume();
    });
    node.setOnMouseClicked(Event::consume);
    return node;
  }

  private Ray ray(MouseEvent event) {
    Point2D at = sceneToLocal(event.getSceneX(), event.getSceneY());
    return viewport.camera().ray(at.getX(), at.getY(), width(), height());
  }

  private int width() {
    return (int) Math.max(1, Math.round(getWidth()));
  }

  private int height() {
    return (int) Math.max(1, Math.round(getHeight()));
  }

  @Override
  protected void layoutChildren() {
    place();
  }

  private void place() {
    Clip clip = clips.clip();
    boolean shown = clip != null && clips.handlesProperty().get();
    setVisible(shown);
    if (clip == null || !shown) {
      return;
    }
    ClipBox box = clip.box();
    for (int axis = 0; axis < 3; axis++) {
      placeFace(faces.get(2 * axis), box, axis, -1);
      placeFace(faces.get(2 * axis + 1), box, axis, 1);
    }
    moveTo(middle, box.center());
    moveTo(knob, ClipShape.knob(clip));
    knob.setVisible(knob.isVisible() && ClipShape.hasRing(clip));
  }

  private void placeFace(Node node, ClipBox box, int axis, int sign) {
    Camera camera = viewport.camera();
    Vec3 out = box.axis(axis).times(sign);
    Vec3 face = box.center().plus(out.times(box.half(axis)));
    double depth = camera.depth(face);
    // A step that is short against the distance shows which way the axis goes in the picture here.
    double step = 0.01 * Math.max(camera.orthographic() ? camera.distance() : depth, 1e-6);
    double[] at = camera.project(face, width(), height());
    double[] further = camera.project(face.plus(out.times(step)), width(), height());
    double dx = further[0] - at[0];
    double dy = further[1] - at[1];
    double seen = Math.hypot(dx, dy) * camera.metersPerPixel(depth, height());
    if (depth <= 0 || seen < SHORTEST_AXIS * step) {
      node.setVisible(false);
      return;
    }
    double length = Math.hypot(dx, dy);
    node.setRotate(Math.toDegrees(Math.atan2(dy, dx)));
    put(node, at[0] + dx / length * STAND_OFF, at[1] + dy / length * STAND_OFF);
  }

  private void moveTo(Node node, Vec3 world) {
    double[] at = viewport.camera().project(world, width(), height());
    if (at[2] <= 0) {
      node.setVisible(false);
    } else {
      put(node, at[0], at[1]);
    }
  }

  private static void put(Node node, double x, double y) {
    node.setVisible(true);
    node.relocate(x - SIZE / 2, y - SIZE / 2);
  }
}
