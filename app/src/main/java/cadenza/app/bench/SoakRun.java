package cadenza.app.bench;

import cadenza.app.pipeline.ProcessUse;
import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.FrameRenderer;
import cadenza.render.HomeView;
import cadenza.render.Pick;
import cadenza.render.PointSize;
import cadenza.render.Scene;
import cadenza.scan.PointCloud;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/// A renderer used at random for a long time: memory must not grow, and nothing may fail.
///
/// What it does: drags, zooms, jumps home, stops and refines, picks, and now and then changes
/// colours, the size of points, the projection or the size of the picture.
///
/// @param name what the renderer is called in the answer
public record SoakRun(String name, FrameRenderer renderer, int points, double minutes) {
  private static final double MOTION_MILLIS = 14;
  private static final double REFINE_MILLIS = 33;
  private static final int[][] SIZES = {{1600, 1000}, {1280, 720}, {801, 601}};

  /// Memory is compared with what it was after this part of the time.
  private static final double SETTLED = 0.1;

  /// Goes on for the time given; a failure of the renderer, an error of OpenGL too, ends it.
  ///
  /// @return what `bench render --soak --json` says of a run
  public Map<String, Object> measure() {
    PointCloud cloud = BenchScene.floor(points);
    SplittableRandom random = new SplittableRandom(4);
    Scene scene = Scene.of(cloud);
    Frame frame = new Frame(SIZES[0][0], SIZES[0][1]);
    Camera camera = HomeView.of(cloud, frame.width(), frame.height());
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("renderer", name);
    run.put("points", cloud.pointCount());
    run.put("minutes", minutes);
    long start = System.nanoTime();
    long frames = 0;
    boolean settled = false;
    for (double spent = 0; spent < minutes; spent = (System.nanoTime() - start) / 6e10) {
      if (!settled && spent > SETTLED * minutes) {
        settled = true;
        ProcessUse.residentBytes().ifPresent(bytes -> run.put("rssSettledBytes", bytes));
        run.put("heapSettledBytes", reachableBytes());
      }
      switch (random.nextInt(40)) {
        case 0 -> camera = HomeView.of(cloud, frame.width(), frame.height());
        case 1 -> camera = camera.withOrthographic(!camera.orthographic());
        case 2 -> scene = scene.withColors(other(scene.colors()));
        case 3 ->
            scene =
                scene.withStyle(
                    scene.style().withPointSize(PointSize.adaptive(random.nextDouble(0.6, 1.6))));
        case 4 -> {
          int[] size = SIZES[random.nextInt(SIZES.length)];
          frame = new Frame(size[0], size[1]);
        }
        case 5, 6, 7 -> frames += refine(scene, camera, frame);
        default -> {
          camera = moved(camera, frame, random);
          renderer.render(scene, camera, FrameBudget.motion(MOTION_MILLIS), frame);
          frames++;
        }
      }
    }
    ProcessUse.residentBytes().ifPresent(bytes -> run.put("rssAtEndBytes", bytes));
    run.put("heapAtEndBytes", reachableBytes());
    run.put("frames", frames);
    return run;
  }

  /// What Java holds on to; resident memory has garbage in it, too, as much as the heap lets be.
  private static long reachableBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private long refine(Scene scene, Camera camera, Frame frame) {
    long frames = 0;
    do {
      renderer.render(scene, camera, FrameBudget.refine(REFINE_MILLIS), frame);
      frames++;
    } while (!frame.stats().finished());
    return frames;
  }

  private static Camera moved(Camera camera, Frame frame, SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      int x = random.nextInt(frame.width());
      int y = random.nextInt(frame.height());
      return Pick.at(frame, x, y, 4)
          .map(pick -> camera.zoomAt(pick.world(), random.nextDouble(0.8, 1.3)))
          .orElse(camera);
    }
    double right = random.nextDouble(-60, 60);
    double down = random.nextDouble(-20, 20);
    return random.nextInt(3) == 0
        ? camera.pan(camera.target(), right, down, frame.height())
        : camera.drag(camera.target(), right, down, frame.height());
  }

  private static int[] other(int[] argb) {
    int[] changed = new int[argb.length];
    for (int i = 0; i < argb.length; i++) {
      changed[i] = argb[i] ^ 0x00102040;
    }
    return changed;
  }

  /// A line for people.
  public static String line(Map<String, Object> run) {
    return "%-6s %s points, %s minutes: %s frames; bytes settled and at the end: resident %s, %s, reachable in Java's heap %s, %s"
        .formatted(
            run.get("renderer"),
            run.get("points"),
            run.get("minutes"),
            run.get("frames"),
            run.get("rssSettledBytes"),
            run.get("rssAtEndBytes"),
            run.get("heapSettledBytes"),
            run.get("heapAtEndBytes"));
  }
}
