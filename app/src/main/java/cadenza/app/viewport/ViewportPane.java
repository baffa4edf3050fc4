package cadenza.app.viewport;

import cadenza.render.Camera;
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
  private final RenderLoop loop;
  private final ReadOnlyLongWrapper pointsDrawn = new ReadOnlyLongWrapper();
  private final List<Runnable> onFirstFrame = new ArrayList<>();
  private double lastX;
  private double lastY;
  private boolean dragging;

  /// @param renderer opened on the render loop's thread
  public ViewportPane(ViewportModel model, Supplier<RendererChoice> renderer) {
    this.model = model;
    this.frames = new FrameImage(this::show);
    this.loop = new RenderLoop(renderer, frames::accept);
    setId("viewport");
    getStyleClass().add("viewport");
    setFocusTraversable(true);
    setMinSize(0, 0);
    picture.setManaged(false);
    picture.setSmooth(false);
    getChildren().add(picture);

    ChangeListener<@Nullable Scene> sceneChanged = (property, old, now) -> showScene(now);
    model.sceneProperty().addListener(sceneChanged);
    ChangeListener<Camera> cameraChanged = (property, old, now) -> loop.look(now);
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
    addEventHandler(ZoomEvent.ZOOM, this::pinched);
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  /// Starts drawing.
  public void start() {
    loop.start();
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

  @Override
  public void close() {
    frames.close();
    loop.close();
  }

  @Override
  protected void layoutChildren() {
    double scale = scale();
    int width = (int) Math.round(getWidth() * scale);
    int height = (int) Math.round(getHeight() * scale);
    model.resize(width, height);
    loop.resize(width, height);
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

  private Optional<Pick> pick(double x, double y) {
    double scale = scale();
    return loop.pick(
        (int) (x * scale), (int) (y * scale), (int) Math.round(PICK_RADIUS_PIXELS * scale));
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    lastX = event.getX();
    lastY = event.getY();
    dragging = false;
    double scale = scale();
    model.grab(lastX * scale, lastY * scale, pick(lastX, lastY));
  }

  private void dragged(MouseEvent event) {
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
    setCursor(Cursor.DEFAULT);
  }

  private void clicked(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
      pick(event.getX(), event.getY()).ifPresent(model::pivotAt);
    }
  }

  private void moved(MouseEvent event) {
    model.hover(pick(event.getX(), event.getY()));
  }

  private void scrolled(ScrollEvent event) {
    double scroll = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
    if (event.isInertia() || scroll == 0) {
      return;
    }
    // A mouse wheel gives 40 a notch, a touchpad many small steps of the same unit.
    double notches = Math.clamp(scroll / 40, -5, 5);
    double scale = scale();
    model.zoom(
        event.getX() * scale, event.getY() * scale, notches, pick(event.getX(), event.getY()));
    event.consume();
  }

  private void pinched(ZoomEvent event) {
    double scale = scale();
    double notches = Math.log(event.getZoomFactor()) / Math.log(1.16);
    model.zoom(
        event.getX() * scale, event.getY() * scale, notches, pick(event.getX(), event.getY()));
    event.consume();
  }

  private void key(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    KeyCode code = event.getCode();
    switch (code) {
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
