package cadenza.render.gl;

import static org.lwjgl.opengl.GL33C.GL_NO_ERROR;
import static org.lwjgl.opengl.GL33C.glFinish;
import static org.lwjgl.opengl.GL33C.glGetError;

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
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Draws points with OpenGL 3.3 core; the same picture as the Java renderer.
///
/// # How it works
///
/// Each slot is a point sprite; `points.frag` cuts the disc, tilts its depth and writes colour,
/// slot and logarithm of the depth, each into a texture. `shade.frag` makes the picture of these,
/// for each sample, and adds it to a sum; `mean.frag` divides. Colours and slots are then read back
/// into the frame. Rows count downwards in all textures, so nothing is flipped.
///
/// While the camera moves, as many points as the budget allows are drawn (`DrawPlan`), with splats
/// as much larger as the gaps are wider. When it stands still the points go into a target of their
/// own, in steps, and the coarse picture stays until that is complete.
public final class GlRenderer implements FrameRenderer {
  private final GlContext context;
  private final PointProgram points;
  private final GlScreen screen;
  private final PreparedScene prepared = new PreparedScene();
  private final Pace moving = new Pace();
  private final Pace standing = new Pace();

  private @Nullable PointBuffers buffers;
  private @Nullable DrawOrder uploadedOrder;
  private long uploadedColors = -1;
  private int @Nullable [] uploadedFacing;
  private @Nullable BitSet uploadedVisible;

  /// What the targets show or are on the way to; null where they show nothing of use.
  private @Nullable Shown shown;

  /// Entries of the plan of `shown` that are in the still target.
  private int stillEntries;

  /// Points of the coarse picture; 0 where there is none.
  private long coarsePoints;

  private int sample;

  /// @param plan the points of the complete picture
  private record Shown(long geometry, Camera camera, int width, int height, DrawPlan plan) {
    boolean is(long wantedGeometry, Camera from, Frame target) {
      return geometry == wantedGeometry
          && camera.equals(from)
          && width == target.width()
          && height == target.height();
    }

    int entries() {
      return plan.size();
    }
  }

  private GlRenderer(GlContext context) {
    this.context = context;
    this.points = new PointProgram();
    this.screen = new GlScreen();
  }

  /// A renderer, or null with the reason why there is none.
  public record Opened(@Nullable GlRenderer renderer, String reason) {}

  /// Opens OpenGL on the calling thread, which must then be the one that draws and closes. Never
  /// throws because of what the machine lacks.
  ///
  /// @param acceptSoftware take also an OpenGL that is emulated on the processor
  public static Opened tryOpen(boolean acceptSoftware) {
    GlContext context;
    try {
      context = GlContext.open();
    } catch (GlException e) {
      return new Opened(null, "no OpenGL here: " + e.getMessage());
    } catch (LinkageError e) {
      return new Opened(null, "the libraries of OpenGL do not load: " + e.getMessage());
    }
    if (context.isSoftware() && !acceptSoftware) {
      context.close();
      return new Opened(null, "OpenGL here is software (" + context.deviceName() + ")");
    }
    try {
      return new Opened(new GlRenderer(context), "OpenGL on " + context.deviceName());
    } catch (GlException e) {
      context.close();
      return new Opened(null, "OpenGL here does not do: " + e.getMessage());
    }
  }

  @Override
  public String name() {
    return "OpenGL renderer";
  }

  @Override
  public void render(Scene scene, Camera camera, FrameBudget budget, Frame target) {
    long start = System.nanoTime();
    boolean same = prepared.take(scene);
    DrawOrder order = prepared.order();
    same &= upload(scene, order);
    screen.resize(target.width(), target.height());
    Shown wanted = shown;
    if (!same || wanted == null || !wanted.is(prepared.geometryVersion(), camera, target)) {
      Projection projection = projection(scene, camera, screen.still(), 0);
      wanted =
          new Shown(
              prepared.geometryVersion(),
              camera,
              target.width(),
              target.height(),
              DrawPlan.complete(order, projection, scene.clip(), target.width(), target.height()));
      shown = wanted;
      stillEntries = 0;
      coarsePoints = 0;
      sample = 0;
    }
    long ready = System.nanoTime();
    if (budget.purpose() == FrameBudget.Purpose.MOTION && stillEntries < wanted.entries()) {
      drawCoarse(scene, wanted, budget.millis());
    } else {
      refine(scene, wanted, budget.millis(), ready);
    }
    boolean complete = isComplete(wanted);
    screen.readBack(complete ? screen.still() : screen.moving(), target);
    checkErrors();
    long points = complete ? wanted.plan.points() : coarsePoints;
    target.describe(
        scene,
        camera,
        order.pointOfSlot(),
        new FrameStats(
            complete && wanted.plan.isWhole() ? order.slotCount() : points,
            scene.cloud().pointCount(),
            complete,
            complete && sample >= Samples.wanted(scene.style()),
            (System.nanoTime() - start) / 1e6));
  }

  /// Whether the still target shows everything, and not only because there is nothing to show.
  private boolean isComplete(Shown wanted) {
    return stillEntries == wanted.entries() && sample > 0;
  }

  /// Gives the device what it does not have yet; false if colours changed.
  private boolean upload(Scene scene, DrawOrder order) {
    PointBuffers current = buffers;
    if (current == null || !identical(uploadedOrder, order)) {
      if (current != null) {
        current.close();
      }
      current = new PointBuffers(order);
      buffers = current;
      uploadedOrder = order;
      uploadedColors = -1;
      uploadedFacing = null;
    }
    int[] normals = prepared.normals();
    int[] facing = normals == null ? order.tilts() : normals;
    if (!identical(uploadedFacing, facing)) {
      current.facing(facing);
      uploadedFacing = facing;
    }
    int[] colors = prepared.colors();
    BitSet visible = scene.visible();
    if (uploadedColors == prepared.colorsVersion() && identical(uploadedVisible, visible)) {
      return true;
    }
    current.colors(visible == null ? colors : hide(colors, visible, order));
    uploadedColors = prepared.colorsVersion();
    uploadedVisible = visible;
    return false;
  }

  private static int[] hide(int[] colors, BitSet visible, DrawOrder order) {
    int[] some = colors.clone();
    for (int slot = 0; slot < some.length; slot++) {
      if (!visible.get(order.pointOfSlot()[slot])) {
        some[slot] = 0;
      }
    }
    return some;
  }

  @SuppressWarnings("ReferenceEquality") // identity is what the contract of Scene is about
  private static boolean identical(@Nullable Object a, @Nullable Object b) {
    return a == b;
  }

  /// Draws as many points as fit into the time.
  private void drawCoarse(Scene scene, Shown wanted, double millis) {
    DrawOrder order = prepared.order();
    GlTarget target = screen.moving();
    int pixels = target.width() * target.height();
    double budget = moving.points(millis, pixels);
    if (wanted.plan.points() <= budget) {
      refine(scene, wanted, 0, System.nanoTime());
      return;
    }
    long start = System.nanoTime();
    Projection projection = projection(scene, wanted.camera, target, 0);
    DrawPlan plan =
        DrawPlan.of(order, projection, scene.clip(), target.width(), target.height(), budget);
    points.clear(target);
    draw(scene, wanted.camera, target, plan, 0, plan.size(), 0);
    glFinish();
    long drawn = System.nanoTime();
    screen.addShaded(target, scene.style(), true);
    screen.takeMean(1);
    glFinish();
    coarsePoints = plan.points();
    moving.learn(coarsePoints, drawn - start, pixels, System.nanoTime() - drawn);
  }

  /// Goes on towards the finished picture for about `millis` from `start`.
  private void refine(Scene scene, Shown wanted, double millis, long start) {
    GlTarget target = screen.still();
    if (stillEntries < wanted.entries() && !drawStill(scene, wanted, millis, target)) {
      return;
    }
    if (wanted.entries() == 0 && sample == 0) {
      points.clear(target);
    }
    boolean first = sample > 0;
    if (sample == 0) {
      screen.addShaded(target, scene.style(), true);
      sample = 1;
    }
    // At least one step a call, however slow the machine: else it would never finish.
    while (sample < Samples.wanted(scene.style())
        && (first || (System.nanoTime() - start) / 1e6 < millis)) {
      first = false;
      points.clear(screen.moving());
      draw(scene, wanted.camera, screen.moving(), wanted.plan, 0, wanted.entries(), sample);
      screen.addShaded(screen.moving(), scene.style(), false);
      glFinish();
      sample++;
    }
    screen.takeMean(sample);
  }

  /// Draws more of the standing picture; false while some is missing.
  private boolean drawStill(Scene scene, Shown wanted, double millis, GlTarget target) {
    int all = wanted.entries();
    int pixels = target.width() * target.height();
    double affordable = standing.step(millis, pixels);
    boolean oneGo = Double.isInfinite(millis) || wanted.plan.points() <= affordable;
    if (!oneGo && coarsePoints == 0) {
      drawCoarse(scene, wanted, millis / 2);
      return stillEntries == all;
    }
    int last = oneGo ? all : wanted.plan.advance(stillEntries, affordable);
    if (stillEntries == 0) {
      points.clear(target);
    }
    long from = System.nanoTime();
    draw(scene, wanted.camera, target, wanted.plan, stillEntries, last, 0);
    glFinish();
    standing.learnSplatting(
        wanted.plan.pointsBefore(last) - wanted.plan.pointsBefore(stillEntries),
        System.nanoTime() - from);
    stillEntries = last;
    return stillEntries == all;
  }

  private Projection projection(Scene scene, Camera camera, GlTarget target, int ofSample) {
    return Projection.of(
        camera,
        prepared.order(),
        target.width(),
        target.height(),
        scene.style().pointSize(),
        ofSample,
        1);
  }

  private void draw(
      Scene scene, Camera camera, GlTarget target, DrawPlan plan, int from, int to, int ofSample) {
    DrawOrder order = prepared.order();
    PointBuffers current = buffers;
    if (current != null && from < to) {
      points.draw(
          current,
          order,
          projection(scene, camera, target, ofSample),
          scene,
          camera,
          prepared.normals() != null,
          ofSample,
          PointRuns.of(order, plan, from, to, ofSample),
          target);
    }
  }

  private static void checkErrors() {
    int error = glGetError();
    if (error != GL_NO_ERROR) {
      throw new GlException("OpenGL reports error 0x" + Integer.toHexString(error));
    }
  }

  @Override
  public void close() {
    PointBuffers current = buffers;
    buffers = null;
    if (current != null) {
      current.close();
    }
    screen.close();
    points.close();
    context.close();
  }
}
