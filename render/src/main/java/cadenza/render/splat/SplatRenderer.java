package cadenza.render.splat;

import cadenza.render.Camera;
import cadenza.render.DrawOrder;
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
/// colours. While the camera moves, as many slabs as the budget allows are drawn, with splats as
/// much larger as the gaps are wider; if that is not the whole cloud, at half resolution. When it
/// stands still the remaining slabs are added, in their true size, to a *fine* framebuffer, and
/// until that is complete the picture falls back to a *coarse* one where the fine one has a gap.
/// Then follow samples: the same again, moved by fractions of a pixel, and the picture is their
/// mean.
///
/// The fine framebuffer is kept with what it shows, so new colours only need new shading.
public final class SplatRenderer implements FrameRenderer {
  private final Team team;
  private final Splatter splatter;
  private final Shading shading;
  private final Upsampling upsampling;
  private final Accumulation mean;
  private final Pace pace = new Pace();
  private final PreparedScene prepared = new PreparedScene();

  private long[] fine = {};
  private long[] other = {};
  private int[] sampled = {};
  private int[] smallPixels = {};
  private int[] smallSlots = {};

  /// What `fine` shows, or null where it shows nothing of use.
  private @Nullable Still still;

  private int fineSlabs;
  private boolean coarseDrawn;
  private int sample;
  private int sampleSlabs;

  /// What the fine framebuffer depends on.
  private record Still(long geometry, Camera camera, int width, int height) {}

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
    DrawOrder order = prepared.order();
    Still wanted = new Still(prepared.geometryVersion(), camera, target.width(), target.height());
    boolean known = wanted.equals(still);
    boolean drawn = known && fineSlabs == order.slabCount();
    if (!sameColors && drawn) {
      restartSamples();
    }
    int slabs;
    if (budget.purpose() == FrameBudget.Purpose.MOTION && !drawn) {
      slabs = move(scene, camera, budget.millis(), wanted, target);
    } else {
      if (!known) {
        begin(wanted);
      }
      slabs = refine(scene, camera, budget.millis(), budget.millis(), ready, target);
    }
    boolean complete = still != null && fineSlabs == order.slabCount();
    boolean finished = complete && sample >= Samples.wanted(scene.style());
    target.describe(
        scene,
        camera,
        order.pointOfSlot(),
        new FrameStats(
            order.slabStart(slabs),
            scene.cloud().pointCount(),
            complete,
            finished,
            (System.nanoTime() - start) / 1e6));
  }

  private void begin(Still wanted) {
    int size = wanted.width * wanted.height;
    if (fine.length != size) {
      fine = new long[size];
      other = new long[size];
    }
    clear(fine, size);
    still = wanted;
    fineSlabs = 0;
    coarseDrawn = false;
    restartSamples();
  }

  private void restartSamples() {
    mean.clear();
    sample = 0;
    sampleSlabs = 0;
  }

  /// A frame in motion; returns how many slabs it shows.
  private int move(Scene scene, Camera camera, double millis, Still wanted, Frame target) {
    DrawOrder order = prepared.order();
    int width = target.width();
    int height = target.height();
    if (pace.fullFrameMillis(order.slotCount(), width * height) <= millis) {
      begin(wanted);
      return refine(scene, camera, Double.POSITIVE_INFINITY, 0, System.nanoTime(), target);
    }
    still = null;
    int smallWidth = (width + 1) / 2;
    int smallHeight = (height + 1) / 2;
    int size = smallWidth * smallHeight;
    if (other.length < size) {
      other = new long[size];
    }
    if (smallPixels.length != size) {
      smallPixels = new int[size];
      smallSlots = new int[size];
    }
    int slabs = pace.slabs(order, 0, millis, size);
    long start = System.nanoTime();
    clear(other, size);
    pass(scene, camera, other, smallWidth, smallHeight, 0, slabs, order.gapFactor(slabs), 0, 0.5);
    long splatted = System.nanoTime();
    shade(scene, camera, other, null, smallWidth, smallHeight, smallPixels, smallSlots);
    upsampling.twice(smallPixels, smallSlots, width, height, target.pixels(), target.slots());
    pace.learn(order.slabStart(slabs), splatted - start, size, System.nanoTime() - splatted);
    return slabs;
  }

  /// Goes on refining from `start`: points for about `pointMillis`, then samples until
  /// `sampleMillis`; returns how many slabs the picture shows.
  private int refine(
      Scene scene,
      Camera camera,
      double pointMillis,
      double sampleMillis,
      long start,
      Frame target) {
    DrawOrder order = prepared.order();
    int width = target.width();
    int height = target.height();
    int all = order.slabCount();
    int shown = all;
    if (fineSlabs < all) {
      shown = addFine(scene, camera, pointMillis, width, height);
    }
    if (sample == 0) {
      boolean gaps = fineSlabs < all;
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
      pace.learnShading(width * height, System.nanoTime() - from);
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
    addSamples(scene, camera, sampleMillis, start, width, height);
    mean.mean(target.pixels());
    return shown;
  }

  /// Draws more slabs into `fine`; returns how many slabs the picture then shows at best.
  private int addFine(Scene scene, Camera camera, double millis, int width, int height) {
    DrawOrder order = prepared.order();
    int all = order.slabCount();
    boolean oneGo =
        fineSlabs == 0 && pace.fullFrameMillis(order.slotCount(), width * height) <= millis;
    int coarse = 0;
    double spare = millis;
    if (!oneGo && !coarseDrawn) {
      coarse = Math.min(all, pace.slabs(order, 0, millis / 2, width * height));
      clear(other, width * height);
      pass(scene, camera, other, width, height, 0, coarse, order.gapFactor(coarse), 0, 1);
      coarseDrawn = true;
      spare = millis / 4;
    }
    int to =
        oneGo
            ? all
            : Math.min(all, fineSlabs + pace.slabs(order, fineSlabs, spare, width * height));
    long from = System.nanoTime();
    pass(scene, camera, fine, width, height, fineSlabs, to, 1, 0, 1);
    pace.learnSplatting(order.slabStart(to) - order.slabStart(fineSlabs), System.nanoTime() - from);
    fineSlabs = to;
    return Math.max(coarse, fineSlabs);
  }

  private void addSamples(
      Scene scene, Camera camera, double millis, long start, int width, int height) {
    DrawOrder order = prepared.order();
    int all = order.slabCount();
    // At least one step a call, however slow the machine: else it would never finish.
    for (boolean first = true; sample < Samples.wanted(scene.style()); first = false) {
      double spare = millis - (System.nanoTime() - start) / 1e6;
      if (spare <= 0 && !first) {
        return;
      }
      if (sampleSlabs == 0) {
        clear(other, width * height);
        coarseDrawn = false;
      }
      int to =
          Double.isInfinite(spare)
              ? all
              : Math.min(all, sampleSlabs + pace.slabs(order, sampleSlabs, spare, width * height));
      pass(scene, camera, other, width, height, sampleSlabs, to, 1, sample, 1);
      sampleSlabs = to;
      if (sampleSlabs == all) {
        if (sampled.length != width * height) {
          sampled = new int[width * height];
        }
        // The slots of a sample are of no interest; `sampled` takes the colours.
        shade(scene, camera, other, null, width, height, sampled, unusedSlots(width * height));
        mean.add(sampled);
        sample++;
        sampleSlabs = 0;
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

  private void pass(
      Scene scene,
      Camera camera,
      long[] framebuffer,
      int width,
      int height,
      int fromSlab,
      int toSlab,
      double gapFactor,
      int ofSample,
      double pixelScale) {
    if (fromSlab >= toSlab) {
      return;
    }
    DrawOrder order = prepared.order();
    Projection projection =
        Projection.of(
            camera,
            order,
            width,
            height,
            scene.style().pointSize(),
            gapFactor,
            ofSample,
            pixelScale);
    SlotFilter filter = SlotFilter.of(scene, camera, order, prepared.normals());
    splatter.draw(
        new Splatter.Pass(order, projection, filter, fromSlab, toSlab, ofSample),
        framebuffer,
        width,
        height);
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
