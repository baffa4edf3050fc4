package cadenza.app.viewport;

import cadenza.render.Camera;
import javafx.animation.AnimationTimer;
import javafx.beans.property.ObjectProperty;
import org.jspecify.annotations.Nullable;

/// Moves the camera over a quarter of a second, so that one sees where one goes.
public final class AnimatedGlide implements CameraGlide {
  private static final double DURATION_NANOS = 260e6;

  private @Nullable AnimationTimer running;

  @Override
  public void to(ObjectProperty<Camera> camera, Camera destination) {
    stop();
    Camera start = camera.get();
    AnimationTimer timer =
        new AnimationTimer() {
          private long startNanos = -1;

          @Override
          public void handle(long nanos) {
            if (startNanos < 0) {
              startNanos = nanos;
            }
            double t = Math.min(1, (nanos - startNanos) / DURATION_NANOS);
            double eased = t * t * (3 - 2 * t);
            if (t >= 1) {
              AnimatedGlide.this.stop();
              camera.set(destination);
            } else {
              camera.set(start.towards(destination, eased));
            }
          }
        };
    running = timer;
    timer.start();
  }

  @Override
  public void stop() {
    if (running != null) {
      running.stop();
      running = null;
    }
  }
}
