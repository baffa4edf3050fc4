package cadenza.app.viewport;

import cadenza.app.viewport.tool.PointerAt;
import cadenza.app.viewport.tool.PointerTool;
import cadenza.app.viewport.tool.ToolModel;
import cadenza.render.Camera;
import cadenza.render.DrawOrders;
import cadenza.render.Pick;
import cadenza.render.RenderLoop;
import cadenza.render.RendererChoice;
import cadenza.render.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.value.ChangeListener;
import javafx.scene.Cursor;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.ZoomEvent;
import javafx.scene.layout.Region;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// The picture: shows the render loop's frames and turns mouse and keys into what the model
/// understands.
public final class ViewportPane extends Region implements AutoCloseable {
  private static final int PICK_RADIUS_PIXELS = 4;
  private static final double CLICK_TOLERANCE = 4;
  private static final double ARROW_PIXELS = 24;

  private final ViewportModel model;
  private final ImageView picture = new ImageView();
  private final FrameImage frames;
  private final DrawOrders orders;
  private final RenderLoop loop;
  private final ToolModel tools;
  private final SketchLayer sketches;
  private final ReadOnlyLongWrapper pointsDrawn = new ReadOnlyLongWrapper();
  private final List<Runnable> onFirstFrame = new ArrayList<>();
  private final ChangeListener<@Nullable Scene> sceneChanged;
  private final ChangeListener<Camera> cameraChanged;
  private double lastX;
  private double lastY;
  private boolean dragging;
  private boolean scrollGesture;

  /// A picture with draw orders of its own.
  ///
  /// @param tools what the primary button may do instead of moving the camera
  /// @param renderer opened on the render loop's thread
  public ViewportPane(ViewportModel model, ToolModel tools, Supplier<RendererChoice> renderer) {
    this(model, tools, renderer, new DrawOrders());
  }

  /// @param orders shared with other pictures of the same clouds
  ViewportPane(
      ViewportModel model, ToolModel tools, Supplier<RendererChoice> renderer, DrawOrders orders) {
    this.model = model;
    this.tools = tools;
    this.sketches = new SketchLayer(tools, this::scale);
    this.frames = new FrameImage(this::show);
    this.orders = orders;
    this.loop = new RenderLoop(renderer, orders, frames::accept);
    setId("viewport");
    getStyleClass().add("viewport");
    setFocusTraversable(true);
    setMinSize(0, 0);
    picture.setManaged(false);
    picture.setSmooth(false);
    sketches.setManaged(false);
    getChildren().addAll(picture, sketches);

    sceneChanged = (property, old, now) -> showScene(now);
    model.sceneProperty().addListener(sceneChanged);
    cameraChanged = (property, old, now) -> loop.look(now);
    model.cameraProperty().addListener(cameraChanged);
    loop.look(model.camera());
    showScene(model.sceneProperty().get());

    addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    addEventHandler(MouseEvent.MOUSE_EXITED, event -> model.hover(Optional.empty()));
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(ScrollEvent.SCROLL_STARTED, event -> scrollGesture = true);
    addEventHandler(ScrollEvent.SCROLL_FINISHED, event -> scrollGesture = false);
    addEventHandler(ZoomEvent.ZOOM, this::pinched);
    addEventHandler(KeyEvent.KEY_PRESSED, this::toolKey);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    tools
        .activeProperty()
        .addListener(
            (property, old, now) -> setCursor(now == null ? Cursor.DEFAULT : Cursor.CROSSHAIR));
  }

  /// The tools that the primary button may be.
  ToolModel tools() {
    return tools;
  }

  /// Starts drawing.
  public void start() {
    loop.start();
  }

  /// Draw orders of the clouds that were shown.
  public DrawOrders orders() {
    return orders;
  }

  /// The loop that draws, to ask for its renderer and speed.
  public RenderLoop loop() {
    return loop;
  }

  /// Points considered for the picture that is shown.
  public ReadOnlyLongProperty pointsDrawnProperty() {
    return pointsDrawn.getReadOnlyProperty();
  }

  /// Runs once, when the first picture with points is in the window.
  public void onFirstFrame(Runnable action) {
    onFirstFrame.add(action);
  }

  /// Shows nothing new any more; [#close()] then only waits for the thread that draws, and may be
  /// called from any other.
  void stop() {
    model.sceneProperty().removeListener(sceneChanged);
    model.cameraProperty().removeListener(cameraChanged);
    frames.close();
  }

  @Override
  public void close() {
    stop();
    loop.close();
  }

  @Override
  protected void layoutChildren() {
    double scale = scale();
    int width = (int) Math.round(getWidth() * scale);
    int height = (int) Math.round(getHeight() * scale);
    model.resize(width, height);
    loop.resize(width, height);
    sketches.resizeRelocate(0, 0, getWidth(), getHeight());
  }

  /// Pixels of the picture per unit of the window.
  public double pixelScale() {
    return scale();
  }

  private double scale() {
    Window window = getScene() == null ? null : getScene().getWindow();
    return window == null ? 1 : window.getRenderScaleX();
  }

  private void showScene(@Nullable Scene scene) {
    picture.setVisible(scene != null);
    if (scene == null) {
      pointsDrawn.set(0);
    } else {
      loop.show(scene);
    }
  }

  private void show(FrameImage.Shown shown) {
    picture.setImage(shown.image());
    double scale = scale();
    picture.setFitWidth(shown.width() / scale);
    picture.setFitHeight(shown.height() / scale);
    pointsDrawn.set(model.sceneProperty().get() == null ? 0 : shown.pointsDrawn());
    List<Runnable> actions = List.copyOf(onFirstFrame);
    onFirstFrame.clear();
    actions.forEach(Runnable::run);
  }

  /// The point at a place of this pane.
  public Optional<Pick> pick(double x, double y) {
    double scale = scale();
    return loop.pick(
        (int) (x * scale), (int) (y * scale), (int) Math.round(PICK_RADIUS_PIXELS * scale));
  }

  private PointerAt at(MouseEvent event) {
    double scale = scale();
    return new PointerAt(
        event.getX() * scale,
        event.getY() * scale,
        pick(event.getX(), event.getY()),
        event.isShiftDown(),
        event.isShortcutDown() || event.isAltDown(),
        event.getClickCount());
  }

  /// The tool that this press, drag or release belongs to, or null if it moves the camera.
  private @Nullable PointerTool toolOf(MouseEvent event) {
    return event.getButton() == MouseButton.PRIMARY ? tools.active() : null;
  }

  /// The tool that a drag with this button belongs to, or null if it moves the camera.
  private @Nullable PointerTool dragToolOf(MouseEvent event) {
    PointerTool tool = toolOf(event);
    return tool != null && tool.leavesDrags() ? null : tool;
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    lastX = event.getX();
    lastY = event.getY();
    dragging = false;
    PointerTool tool = dragToolOf(event);
    if (tool != null) {
      tool.pressed(at(event));
      return;
    }
    double scale = scale();
    model.grab(lastX * scale, lastY * scale, pick(lastX, lastY));
  }

  private void dragged(MouseEvent event) {
    PointerTool tool = dragToolOf(event);
    if (tool != null) {
      dragging |= Math.hypot(event.getX() - lastX, event.getY() - lastY) >= CLICK_TOLERANCE;
      tool.dragged(at(event));
      return;
    }
    double dx = event.getX() - lastX;
    double dy = event.getY() - lastY;
    if (!dragging && Math.hypot(dx, dy) < CLICK_TOLERANCE) {
      return;
    }
    dragging = true;
    lastX = event.getX();
    lastY = event.getY();
    double scale = scale();
    if (isPan(event)) {
      setCursor(Cursor.CLOSED_HAND);
      model.pan(dx * scale, dy * scale);
    } else {
      setCursor(Cursor.MOVE);
      model.orbit(dx * scale, dy * scale);
    }
  }

  private static boolean isPan(MouseEvent event) {
    return event.getButton() == MouseButton.SECONDARY
        || event.getButton() == MouseButton.MIDDLE
        || event.isShiftDown();
  }

  private void released(MouseEvent event) {
    model.release();
    setCursor(tools.active() == null ? Cursor.DEFAULT : Cursor.CROSSHAIR);
    PointerTool tool = dragToolOf(event);
    if (tool != null) {
      tool.released(at(event));
    }
  }

  private void clicked(MouseEvent event) {
    PointerTool tool = toolOf(event);
    if (tool != null) {
      if (!dragging) {
        tool.clicked(at(event));
      }
      return;
    }
    if (event.getButton() != MouseButton.PRIMARY || dragging) {
      return;
    }
    PointerTool resting = tools.resting();
    if (resting != null) {
      resting.clicked(at(event));
    }
    if (event.getClickCount() == 2) {
      pick(event.getX(), event.getY()).ifPresent(model::pivotAt);
    }
  }

  private void moved(MouseEvent event) {
    PointerAt at = at(event);
    model.hover(at.pick());
    PointerTool tool = tools.active();
    if (tool != null) {
      tool.moved(at);
    }
  }

  private void scrolled(ScrollEvent event) {
    Scrolling scrolling = Scrolling.of(event, scrollGesture);
    double notches = scrolling.notches();
    double scale = scale();
    Optional<Pick> pick = pick(event.getX(), event.getY());
    PointerAt at =
        new PointerAt(
            event.getX() * scale,
            event.getY() * scale,
            pick,
            event.isShiftDown(),
            event.isShortcutDown(),
            0);
    PointerTool tool = tools.active();
    if (tool != null && notches != 0 && tool.scrolled(at, notches)) {
      event.consume();
      return;
    }
    if (scrolling.isPan()) {
      if (!event.isInertia()) {
        // What slides on by itself keeps the depth of what the fingers were on.
        model.grab(at.x(), at.y(), pick);
      }
      model.pan(scrolling.right() * scale, scrolling.down() * scale);
    } else if (notches != 0) {
      model.zoom(at.x(), at.y(), notches, pick);
    }
    event.consume();
  }

  private void pinched(ZoomEvent event) {
    double scale = scale();
    double notches = Math.log(event.getZoomFactor()) / Math.log(1.16);
    model.zoom(
        event.getX() * scale, event.getY() * scale, notches, pick(event.getX(), event.getY()));
    event.consume();
  }

  private void toolKey(KeyEvent event) {
    PointerTool tool = tools.active();
    if (tool == null || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case ESCAPE -> tools.escape();
      case ENTER -> tool.finished();
      case BACK_SPACE -> tool.stepBack();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    KeyCode code = event.getCode();
    switch (code) {
      case ESCAPE -> {
        PointerTool resting = tools.resting();
        if (resting == null || !resting.cancelled()) {
          return;
        }
      }
      case LEFT -> model.orbit(ARROW_PIXELS, 0);
      case RIGHT -> model.orbit(-ARROW_PIXELS, 0);
      case UP -> model.orbit(0, ARROW_PIXELS);
      case DOWN -> model.orbit(0, -ARROW_PIXELS);
      default -> {
        return;
      }
    }
    event.consume();
  }
}
