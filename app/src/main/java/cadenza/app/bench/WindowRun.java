package cadenza.app.bench;

import cadenza.app.viewport.FrameImage;
import cadenza.render.Camera;
import cadenza.render.HomeView;
import cadenza.render.RenderLoop;
import cadenza.render.RendererChoice;
import cadenza.render.Scene;
import cadenza.scan.PointCloud;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.image.ImageView;
import javafx.stage.Stage;
import javafx.stage.StageStyle;

/// How many frames a second reach a window while the camera moves: the render loop, the way of its
/// frames to JavaFX, and JavaFX's own drawing.
///
/// @param renderer opened on the render loop's thread
public record WindowRun(
    Supplier<RendererChoice> renderer, PointCloud cloud, int width, int height) {
  private static final double WARM_UP_SECONDS = 5;
  private static final double SECONDS = 15;

  /// Measures; needs a display.
  ///
  /// @return what `bench render --window --json` says of a run
  public Map<String, Object> measure() {
    Scene scene = Scene.of(cloud);
    Camera home = HomeView.of(cloud, width, height);
    CompletableFuture<Double> framesPerSecond = new CompletableFuture<>();
    Platform.startup(() -> begin(scene, home, framesPerSecond));
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("window", true);
    run.put("points", cloud.pointCount());
    run.put("width", width);
    run.put("height", height);
    run.put("framesPerSecond", Math.round(framesPerSecond.join() * 10) / 10.0);
    Platform.exit();
    return run;
  }

  private void begin(Scene scene, Camera home, CompletableFuture<Double> result) {
    ImageView view = new ImageView();
    AtomicInteger shown = new AtomicInteger();
    FrameImage frames =
        new FrameImage(frame -> {
          view.setImage(frame.image());
          shown.incrementAndGet();
        });
    RenderLoop loop = new RenderLoop(renderer, frames::accept).start();
    loop.show(scene);
    loop.resize(width, height);
    Stage stage = new Stage(StageStyle.UNDECORATED);
    stage.setScene(new javafx.scene.Scene(new Group(view), width, height));
    stage.show();
    new AnimationTimer() {
      private long start;
      private int before = -1;

      @Override
      public void handle(long now) {
        if (shown.get() == 0) {
          loop.look(home);
          return;
        }
        start = start == 0 ? now : start;
        double seconds = (now - start) * 1e-9;
        double way = seconds * 16;
        // Fine steps: the camera is never where it was at the frame before.
        int step = (int) (way * 1000) % 240_000;
        loop.look(RenderRun.along(home, scene.cloud().bounds(), step, 240_000));
        if (before < 0 && seconds > WARM_UP_SECONDS) {
          before = shown.get();
        } else if (seconds > WARM_UP_SECONDS + SECONDS) {
          stop();
          result.complete((shown.get() - before) / SECONDS);
          frames.close();
          loop.close();
        }
      }
    }.start();
  }

  /// A line for people.
  public static String line(Map<String, Object> run) {
    return "%-6s %9s points  %s frames a second reach the window"
        .formatted(run.get("renderer"), run.get("points"), run.get("framesPerSecond"));
  }
}
