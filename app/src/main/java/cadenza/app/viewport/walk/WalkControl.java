package cadenza.app.viewport.walk;

import cadenza.app.viewport.ViewportPane;
import cadenza.app.viewport.tool.ToolModel;
import cadenza.app.viewport.walk.WalkModel.Direction;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/// Takes keys, drags and the wheel from the picture while one walks, so that they neither orbit nor
/// are shortcuts. A chosen tool keeps the primary button; the secondary one looks around then.
public final class WalkControl {
  private static final double PER_NOTCH = 40;

  private final ViewportPane pane;
  private final WalkModel model;
  private final ToolModel tools;
  private final AnimationTimer clock = new Clock();
  private double lastX;
  private double lastY;

  public WalkControl(ViewportPane pane, WalkModel model, ToolModel tools) {
    this.pane = pane;
    this.model = model;
    this.tools = tools;
  }

  /// Begins to listen.
  public void install() {
    pane.addEventFilter(KeyEvent.ANY, this::key);
    pane.addEventFilter(MouseEvent.ANY, this::mouse);
    pane.addEventFilter(ScrollEvent.ANY, this::scrolled);
    pane.focusedProperty().addListener(observable -> model.letGo());
    model
        .activeProperty()
        .addListener((property, old, now) -> {
          if (now) {
            pane.requestFocus();
            clock.start();
          } else {
            clock.stop();
          }
        });
  }

  private void key(KeyEvent event) {
    boolean pressed = event.getEventType() == KeyEvent.KEY_PRESSED;
    // A key that is let go with Ctrl down was pressed without it.
    boolean command =
        pressed && (event.isShortcutDown() || event.isAltDown() || event.isMetaDown());
    if (!model.isActive() || command || event.getCode().isFunctionKey()) {
      return;
    }
    if (event.getCode() == KeyCode.ESCAPE) {
      if (tools.active() != null) {
        return; // the tool's first
      }
      if (pressed) {
        model.stop();
      }
    } else if (event.getEventType() != KeyEvent.KEY_TYPED) {
      model.run(event.isShiftDown());
      direction(event.getCode())
          .ifPresent(way -> {
            if (pressed) {
              model.hold(way);
            } else {
              model.release(way);
            }
          });
    }
    event.consume();
  }

  private static Optional<Direction> direction(KeyCode code) {
    return Optional.ofNullable(
        switch (code) {
          case W, UP -> Direction.AHEAD;
          case S, DOWN -> Direction.BACK;
          case A, LEFT -> Direction.LEFT;
          case D, RIGHT -> Direction.RIGHT;
          case E, PAGE_UP -> Direction.UP;
          case Q, PAGE_DOWN -> Direction.DOWN;
          default -> null;
        });
  }

  private void mouse(MouseEvent event) {
    boolean tool = tools.active() != null && event.getButton() == MouseButton.PRIMARY;
    if (!model.isActive() || tool) {
      return;
    }
    if (event.getEventType() == MouseEvent.MOUSE_PRESSED) {
      pane.requestFocus();
      lastX = event.getX();
      lastY = event.getY();
    } else if (event.getEventType() == MouseEvent.MOUSE_DRAGGED) {
      double scale = pane.pixelScale();
      model.look((event.getX() - lastX) * scale, (event.getY() - lastY) * scale);
      lastX = event.getX();
      lastY = event.getY();
    } else if (event.getEventType() == MouseEvent.MOUSE_CLICKED) {
      if (event.getClickCount() == 2 && event.isStillSincePress()) {
        pane.pick(event.getX(), event.getY()).ifPresent(model::standAt);
      }
    } else if (event.getEventType() != MouseEvent.MOUSE_RELEASED) {
      return; // moving tells what is under the pointer
    }
    event.consume();
  }

  private void scrolled(ScrollEvent event) {
    if (model.isActive()) {
      double delta = event.getDeltaY() != 0 ? event.getDeltaY() : event.getDeltaX();
      model.changeSpeed(event.isInertia() ? 0 : delta / PER_NOTCH);
      event.consume();
    }
  }

  /// Goes on with every picture of the window.
  private final class Clock extends AnimationTimer {
    private long beforeNanos = -1;

    @Override
    public void start() {
      beforeNanos = -1;
      super.start();
    }

    @Override
    public void handle(long nanos) {
      if (beforeNanos >= 0) {
        model.advance((nanos - beforeNanos) / 1e9);
      }
      beforeNanos = nanos;
    }
  }
}
