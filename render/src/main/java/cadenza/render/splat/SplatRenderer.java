package cadenza.render.splat;

import cadenza.render.Camera;
import cadenza.render.DrawOrder;
import cadenza.render.DrawPlan;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.FrameRenderer;
import cadenza.render.FrameStats;
import cadenza.render.Pace;
import cadenza.render.PreparedScene;
import cadenza.render.Projection;
import cadenza.render.Samples;
import cadenza.render.Scene;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Draws points on the processor.
///
/// # How it works
///
/// `Splatter` scatters points into a framebuffer of depth and slot, `Shading` turns it into
/// colours. Which points a picture takes says a `DrawPlan`. While the camera moves, that is as many
/// as the budget allows, with splats as much larger as the gaps are wider; if those are not all, at
/// half resolution. When it stands still all points are added, cell by cell, to a *fine*
/// framebuffer, and until that is complete the picture falls back to a *coarse* one where the fine
/// one has a gap. Then follow samples: the same again, moved by fractions of a pixel, and the
/// picture is their mean.
///
/// The fine framebuffer is kept with what it shows, so new colours only need new shading.
public final class SplatRenderer implements FrameRenderer {
  /// Of the time for a frame in motion, what is planned to be used: frames differ.
  private static final double PLANNED = 0.75;

  /// A standing picture that takes no longer than so many steps is drawn in one.
  private static final double AT_ONCE = 4;

  private final Team team;
  private final Splatter splatter;
  private final Shading shading;
  private final Upsampling upsampling;
  private final Accumulation mean;
  private final Pace moving = new Pace();
  private final Pace standing = new Pace();
  private final PreparedScene prepared = new PreparedScene();

  private long[] fine = {};
  private long[] other = {};
  private int[] sampled = {};
  private int[] smallPixels = {};
  private int[] smallSlots = {};

  /// What `fine` shows, or null where it shows nothing of use.
  private @Nullable Still still;

  /// Entries of the plan of `still` that are in `fine`.
  private int fineEntries;

  private boolean coarseDrawn;
  private int sample;
  private int sampleEntries;

  /// What the fine framebuffer depends on.
  ///
  /// @param plan the points of the complete picture
  private record Still(long geometry, Camera camera, int width, int height, DrawPlan plan) {
    boolean shows(long wantedGeometry, Camera from, Frame target) {
      return geometry == wantedGeometry
          && camera.equals(from)
          && width == target.width()
          && height == target.height();
    }
  }

  /// A renderer with as many threads as there are processors, at most eight.
  public SplatRenderer() {
    this(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8));
  }

  /// A renderer that draws with `threads` threads, the calling one included.
  public SplatRenderer(int threads) {
    team = new Team(threads);
    splatter = new Splatter(team);
    shading = new Shading(team);
    upsampling = new Upsampling(team);
    mean = new Accumulation(team);
  }

  @Override
  public String name() {
    return "Java renderer";
  }

  @Override
  public void close() {
    team.close();
  }

  @Override
  public void render(Scene scene, Camera camera, FrameBudget budget, Frame target) {
    long start = System.nanoTime();
    boolean sameColors = prepared.take(scene);
    long ready = System.nanoTime();
    if (still != null && !still.shows(prepared.geometryVersion(), camera, target)) {
      still = null;
    }
    boolean drawn = still != null && fineEntries == still.plan.size();
    if (!sameColors && drawn) {
      restartSamples();
    }
    long shown;
    if (budget.purpose() == FrameBudget.Purpose.MOTION && !drawn) {
      shown = move(scene, camera, budget.millis(), target);
    } else {
      Still known = still == null ? begin(plan(scene, camera, target), camera, target) : still;
      shown = refine(scene, known, budget.millis(), budget.millis(), ready, target);
    }
    boolean complete = still != null && fineEntries == still.plan.size();
    boolean whole = complete && still != null && still.plan.isWhole();
    boolean finished = complete && sample >= Samples.wanted(scene.style());
    target.describe(
        scene,
        camera,
        prepared.order().pointOfSlot(),
        new FrameStats(
            whole ? prepared.order().slotCount() : shown,
            scene.cloud().pointCount(),
            complete,
            finished,
            (System.nanoTime() - start) / 1e6));
  }

  /// The plan of the complete picture.
  private DrawPlan plan(Scene scene, Camera camera, Frame target) {
    Projection projection = projection(scene, camera, target.width(), target.height(), 0, 1);
    return DrawPlan.complete(
        prepared.order(), projection, scene.clip(), target.width(), target.height());
  }

  private Still begin(DrawPlan plan, Camera camera, Frame target) {
    int size = target.width() * target.height();
    if (fine.length != size) {
      fine = new long[size];
      other = new long[size];
    }
    clear(fine, size);
    Still begun =
        new Still(prepared.geometryVersion(), camera, target.width(), target.height(), plan);
    still = begun;
    fineEntries = 0;
    coarseDrawn = false;
    restartSamples();
    return begun;
  }

  private void restartSamples() {
    mean.clear();
    sample = 0;
    sampleEntries = 0;
  }

  /// A frame in motion; returns how many points it shows.
  private long move(Scene scene, Camera camera, double millis, Frame target) {
    DrawOrder order = prepared.order();
    int width = target.width();
    int height = target.height();
    int smallWidth = (width + 1) / 2;
    int smallHeight = (height + 1) / 2;
    int size = smallWidth * smallHeight;
    long start = System.nanoTime();
    Projection projection = projection(scene, camera, smallWidth, smallHeight, 0, 0.5);
    double points = moving.points(PLANNED * millis, size);
    DrawPlan plan = DrawPlan.of(order, projection, scene.clip(), smallWidth, smallHeight, points);
    if (standing.fullFrameMillis(plan.pointsInSight(), width * height) <= PLANNED * millis) {
      Still begun = begin(plan(scene, camera, target), camera, target);
      return refine(scene, begun, Double.POSITIVE_INFINITY, 0, start, target);
    }
    still = null;
    if (other.length < size) {
      other = new long[size];
    }
    if (smallPixels.length != size) {
      smallPixels = new int[size];
      smallSlots = new int[size];
    }
    clear(other, size);
    pass(scene, camera, plan, projection, other, smallWidth, smallHeight, 0, plan.size(), 0);
    long splatted = System.nanoTime();
    shade(scene, camera, other, null, smallWidth, smallHeight, smallPixels, smallSlots);
    upsampling.twice(smallPixels, smallSlots, width, height, target.pixels(), target.slots());
    moving.learn(plan.points(), splatted - start, size, System.nanoTime() - splatted);
    return plan.points();
  }

  /// Goes on refining from `start`: points for about `pointMillis`, then samples until
  /// `sampleMillis`; returns how many points the picture shows.
  private long refine(
      Scene scene, Still begun, double pointMillis, double sampleMillis, long start, Frame target) {
    int width = target.width();
    int height = target.height();
    Camera camera = begun.camera;
    long shown = begun.plan.points();
    if (fineEntries < begun.plan.size()) {
      shown = addFine(scene, begun, pointMillis);
    }
    if (sample == 0) {
      boolean gaps = fineEntries < begun.plan.size();
      long from = System.nanoTime();
      shade(
          scene,
          camera,
          fine,
          gaps && coarseDrawn ? other : null,
          width,
          height,
          target.pixels(),
          target.slots());
      standing.learnShading(width * height, System.nanoTime() - from);
      if (gaps) {
        return shown;
      }
      mean.add(target.pixels());
      sample = 1;
      if (sample >= Samples.wanted(scene.style())
          || (System.nanoTime() - start) / 1e6 >= sampleMillis) {
        return shown;
      }
    } else {
      copySlots(target.slots());
    }
    addSamples(scene, begun, sampleMillis, start);
    mean.mean(target.pixels());
    return shown;
  }

  /// Draws more points into `fine`; returns how many the picture then shows at best.
  private long addFine(Scene scene, Still begun, double millis) {
    DrawOrder order = prepared.order();
    DrawPlan plan = begun.plan;
    int width = begun.width;
    int height = begun.height;
    int pixels = width * height;
    Projection projection = projection(scene, begun.camera, width, height, 0, 1);
    boolean oneGo =
        fineEntries == 0 && standing.fullFrameMillis(plan.points(), pixels) <= AT_ONCE * millis;
    long coarsePoints = 0;
    double spare = millis;
    if (!oneGo && !coarseDrawn) {
      double points = standing.points(millis / 2, pixels);
      DrawPlan coarse = DrawPlan.of(order, projection, scene.clip(), width, height, points);
      clear(other, pixels);
      pass(scene, begun.camera, coarse, projection, other, width, height, 0, coarse.size(), 0);
      coarseDrawn = true;
      coarsePoints = coarse.points();
      spare = millis / 4;
    }
    int to = oneGo ? plan.size() : plan.advance(fineEntries, standing.step(spare, pixels));
    long from = System.nanoTime();
    pass(scene, begun.camera, plan, projection, fine, width, height, fineEntries, to, 0);
    long before = plan.pointsBefore(fineEntries);
    fineEntries = to;
    long after = plan.pointsBefore(to);
    standing.learnSplatting(after - before, System.nanoTime() - from);
    return Math.max(coarsePoints, after);
  }

  private void addSamples(Scene scene, Still begun, double millis, long start) {
    DrawPlan plan = begun.plan;
    int width = begun.width;
    int height = begun.height;
    // At least one step a call, however slow the machine: else it would never finish.
    for (boolean first = true; sample < Samples.wanted(scene.style()); first = false) {
      double spare = millis - (System.nanoTime() - start) / 1e6;
      if (spare <= 0 && !first) {
        return;
      }
      if (sampleEntries == 0) {
        clear(other, width * height);
        coarseDrawn = false;
      }
      int to =
          Double.isInfinite(spare)
              ? plan.size()
              : plan.advance(sampleEntries, standing.step(spare, width * height));
      Projection projection = projection(scene, begun.camera, width, height, sample, 1);
      pass(scene, begun.camera, plan, projection, other, width, height, sampleEntries, to, sample);
      sampleEntries = to;
      if (sampleEntries == plan.size()) {
        if (sampled.length != width * height) {
          sampled = new int[width * height];
        }
        // The slots of a sample are of no interest; `sampled` takes the colours.
        shade(
            scene, begun.camera, other, null, width, height, sampled, unusedSlots(width * height));
        mean.add(sampled);
        sample++;
        sampleEntries = 0;
      }
    }
  }

  private int[] unusedSlots(int size) {
    if (smallSlots.length < size) {
      smallSlots = new int[size];
      smallPixels = new int[size];
    }
    return smallSlots;
  }

  private Projection projection(
      Scene scene, Camera camera, int width, int height, int ofSample, double pixelScale) {
    return Projection.of(
        camera, prepared.order(), width, height, scene.style().pointSize(), ofSample, pixelScale);
  }

  private void pass(
      Scene scene,
      Camera camera,
      DrawPlan plan,
      Projection projection,
      long[] framebuffer,
      int width,
      int height,
      int from,
      int to,
      int ofSample) {
    if (from < to) {
      DrawOrder order = prepared.order();
      SlotFilter filter = SlotFilter.of(scene, camera, order, prepared.normals());
      splatter.draw(
          new Splatter.Pass(order, projection, filter, plan, from, to, ofSample),
          framebuffer,
          width,
          height);
    }
  }

  private void shade(
      Scene scene,
      Camera camera,
      long[] keys,
      long @Nullable [] coarse,
      int width,
      int height,
      int[] pixels,
      int[] slots) {
    shading.shade(
        new Shading.Job(
            keys,
            coarse,
            width,
            height,
            prepared.colors(),
            !camera.orthographic(),
            (float) (1 / (Math.log(2) * camera.distance())),
            (float) scene.style().edlStrength(),
            scene.style().background(),
            height / 1000.0),
        pixels,
        slots);
  }

  private void copySlots(int[] slots) {
    team.run(
        8,
        part -> {
          int end = (int) ((long) slots.length * (part + 1) / 8);
          for (int i = (int) ((long) slots.length * part / 8); i < end; i++) {
            slots[i] = fine[i] == Splatter.EMPTY ? -1 : (int) fine[i];
          }
        });
  }

  private void clear(long[] framebuffer, int size) {
    team.run(
        8,
        part ->
            Arrays.fill(
                framebuffer,
                (int) ((long) size * part / 8),
                (int) ((long) size * (part + 1) / 8),
                Splatter.EMPTY));
  }
}
