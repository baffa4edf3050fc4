package cadenza.app.bench;

import cadenza.app.pipeline.ProcessUse;
import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.FrameRenderer;
import cadenza.render.HomeView;
import cadenza.render.Pick;
import cadenza.render.Scene;
import cadenza.render.Style;
import cadenza.render.Vec3;
import cadenza.render.select.BrushSize;
import cadenza.render.select.BrushStroke;
import cadenza.render.select.FillRule;
import cadenza.render.select.PointIndex;
import cadenza.render.select.Reach;
import cadenza.render.select.ScreenMask;
import cadenza.render.select.ScreenSelect;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/// One measurement of a renderer. Make it in a process of its own, so that its peak memory is its
/// own.
///
/// # How it works
///
/// The camera goes a fixed way about a floor of furnished rooms: once around from the home view,
/// then down into a room, then a turn in it. Every frame of the way is drawn as the window draws
/// while it moves; at six places along it the camera stops, and the time is taken until every point
/// is in the picture, and until it is anti-aliased, too.
///
/// @param name what the renderer is called in the answer
/// @param points about so many
public record RenderRun(String name, FrameRenderer renderer, int points, int width, int height) {
  private static final double MOTION_MILLIS = 14;
  private static final double REFINE_MILLIS = 33;
  private static final int FRAMES = 240;
  private static final int WARM_UP_FRAMES = 120;
  private static final int STOPS = 6;
  private static final int PICKS = 2000;
  private static final int COMPLETE_FRAMES = 15;
  private static final int SELECTIONS = 40;
  private static final int MOST_POINTS_SELECTED = 20_000_000;

  /// Measures.
  ///
  /// @return what `bench render --json` says of a run
  public Map<String, Object> measure() {
    PointCloud cloud = BenchScene.floor(points);
    Scene scene = Scene.of(cloud).withStyle(Style.DEFAULT);
    Frame frame = new Frame(width, height);
    Camera home = HomeView.of(cloud, width, height);
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("renderer", name);
    run.put("points", cloud.pointCount());
    run.put("width", width);
    run.put("height", height);

    long start = System.nanoTime();
    renderer.render(scene, home, FrameBudget.complete(), frame);
    run.put("openMillis", rounded(millisSince(start)));

    for (int i = 0; i < WARM_UP_FRAMES; i++) {
      renderer.render(scene, along(home, cloud.bounds(), i, WARM_UP_FRAMES), motion(), frame);
    }
    List<Double> moving = new ArrayList<>();
    List<Double> refining = new ArrayList<>();
    List<Double> finishing = new ArrayList<>();
    List<Double> picking = new ArrayList<>();
    for (int i = 0; i < FRAMES; i++) {
      Camera camera = along(home, cloud.bounds(), i, FRAMES);
      long from = System.nanoTime();
      renderer.render(scene, camera, motion(), frame);
      moving.add(millisSince(from));
      if (i % (FRAMES / STOPS) == FRAMES / STOPS / 2) {
        stop(scene, camera, frame, refining, finishing);
        pick(frame, picking);
      }
    }
    run.put("completeMillis", rounded(complete(scene, home, frame)));
    renderer.render(scene, home, FrameBudget.complete(), frame);
    run.put("frameMillis", percentiles(moving));
    run.put("refineMillis", rounded(EncodeRun.median(refining)));
    run.put("finishMillis", rounded(EncodeRun.median(finishing)));
    run.put("pickMillis", percentiles(picking));
    if (cloud.pointCount() <= MOST_POINTS_SELECTED) {
      select(cloud, frame, run);
    }
    ProcessUse.peakBytes().ifPresent(bytes -> run.put("peakRssBytes", bytes));
    return run;
  }

  private static FrameBudget motion() {
    return FrameBudget.motion(MOTION_MILLIS);
  }

  /// The camera at a step of its way.
  static Camera along(Camera home, Bounds bounds, int step, int steps) {
    double t = (double) step / steps;
    Vec3 room = new Vec3(bounds.min()[0] + 3, bounds.min()[1] + 2.6, bounds.min()[2] + 1.3);
    if (t < 0.5) {
      return home.orbit(2 * Math.PI * (t / 0.5), 0);
    }
    Camera inside = new Camera(room, 1.5, 0.6, 0.15, home.fieldOfViewRadians(), false);
    if (t < 0.75) {
      return home.towards(inside, (t - 0.5) / 0.25);
    }
    return inside.orbit(2 * Math.PI * (t - 0.75) / 0.25, 0);
  }

  /// A frame with every point, once, from around home; the median of a few.
  private double complete(Scene scene, Camera home, Frame frame) {
    Scene once = scene.withStyle(scene.style().withAntiAliased(false));
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < COMPLETE_FRAMES; i++) {
      Camera camera = home.orbit(0.3 * (i + 0.5), 0);
      long from = System.nanoTime();
      renderer.render(once, camera, FrameBudget.complete(), frame);
      millis.add(millisSince(from));
    }
    return EncodeRun.median(millis);
  }

  /// Refines from here, as the window does, to the end.
  private void stop(
      Scene scene, Camera camera, Frame frame, List<Double> refining, List<Double> finishing) {
    long from = System.nanoTime();
    boolean complete = false;
    while (!frame.stats().finished()) {
      renderer.render(scene, camera, FrameBudget.refine(REFINE_MILLIS), frame);
      if (!complete && frame.stats().complete()) {
        complete = true;
        refining.add(millisSince(from));
      }
    }
    finishing.add(millisSince(from));
  }

  private void pick(Frame frame, List<Double> picking) {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < PICKS; i++) {
      long from = System.nanoTime();
      Pick.at(frame, random.nextInt(width), random.nextInt(height), 4);
      picking.add(millisSince(from));
    }
  }

  /// Times a step of the brush and a lasso about the middle of the picture, both visible only.
  private void select(PointCloud cloud, Frame frame, Map<String, Object> run) {
    long start = System.nanoTime();
    PointIndex index = PointIndex.of(cloud, Progress.none());
    run.put("selectIndexMillis", rounded(millisSince(start)));
    List<Double> brushing = new ArrayList<>();
    List<Double> lassoing = new ArrayList<>();
    for (int i = 0; i < SELECTIONS; i++) {
      BrushStroke stroke = new BrushStroke(index, BrushSize.pixels(40), Reach.VISIBLE);
      double x = width * (0.3 + 0.4 * i / SELECTIONS);
      stroke.to(frame, x, height / 2.0);
      long from = System.nanoTime();
      stroke.to(frame, x + 20, height / 2.0 + 5);
      long brushed = System.nanoTime();
      double[] lasso = circle(width / 2.0 + i, height / 2.0, height * 0.35);
      ScreenMask mask = ScreenMask.polygon(width, height, lasso, FillRule.NON_ZERO);
      ScreenSelect.inside(frame, index, mask, Reach.VISIBLE);
      if (i >= SELECTIONS / 4) {
        brushing.add((brushed - from) / 1e6);
        lassoing.add(millisSince(brushed));
      }
    }
    run.put("brushMillis", percentiles(brushing).get("p50"));
    run.put("lassoMillis", percentiles(lassoing).get("p50"));
  }

  private static double[] circle(double x, double y, double radius) {
    double[] xy = new double[128];
    for (int i = 0; i < xy.length / 2; i++) {
      double angle = 4 * Math.PI * i / xy.length;
      xy[2 * i] = x + radius * Math.cos(angle);
      xy[2 * i + 1] = y + radius * Math.sin(angle);
    }
    return xy;
  }

  private static double millisSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  private static Map<String, Object> percentiles(List<Double> millis) {
    List<Double> sorted = millis.stream().sorted().toList();
    Map<String, Object> both = new LinkedHashMap<>();
    both.put("p50", rounded(sorted.get(sorted.size() / 2)));
    both.put("p95", rounded(sorted.get((int) (sorted.size() * 0.95))));
    return both;
  }

  static double rounded(double millis) {
    return Math.round(millis * 1e4) / 1e4;
  }

  /// A line for people.
  public static String line(Map<String, Object> run) {
    String peak =
        run.get("peakRssBytes") instanceof Number bytes
            ? String.format(Locale.ROOT, "%.2f GB", bytes.doubleValue() * 1e-9)
            : "unknown";
    return "%-6s %9s points  first picture %s ms  in motion %s ms  complete %s ms, refined to it %s ms, anti-aliased %s ms  pick %s ms  brush %s ms  lasso %s ms  peak memory %s"
        .formatted(
            run.get("renderer"),
            run.get("points"),
            run.get("openMillis"),
            run.get("frameMillis"),
            run.get("completeMillis"),
            run.get("refineMillis"),
            run.get("finishMillis"),
            run.get("pickMillis"),
            run.get("brushMillis"),
            run.get("lassoMillis"),
            peak);
  }
}
