package cadenza.render.gl;

import static org.lwjgl.opengl.GL33C.GL_NO_ERROR;
import static org.lwjgl.opengl.GL33C.glFinish;
import static org.lwjgl.opengl.GL33C.glGetError;

import cadenza.render.Camera;
import cadenza.render.DrawOrder;
import cadenza.render.Frame;
import cadenza.render.FrameBudget;
import cadenza.render.FrameRenderer;
import cadenza.render.FrameStats;
import cadenza.render.Pace;
import cadenza.render.PreparedScene;
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
/// While the camera moves, as many slabs as the budget allows are drawn, with splats as much larger
/// as the gaps are wider. When it stands still the slabs go into a target of their own, in steps,
/// and the coarse picture stays until that is complete.
public final class GlRenderer implements FrameRenderer {
  private final GlContext context;
  private final PointProgram points;
  private final GlScreen screen;
  private final PreparedScene prepared = new PreparedScene();
  private final Pace pace = new Pace();

  private @Nullable PointBuffers buffers;
  private @Nullable DrawOrder uploadedOrder;
  private int @Nullable [] uploadedColors;
  private int @Nullable [] uploadedFacing;
  private @Nullable BitSet uploadedVisible;

  /// What the targets show or are on the way to; null where they show nothing of use.
  private @Nullable Shown shown;

  private int stillSlabs;
  private int coarseSlabs;
  private int sample;

  private record Shown(long geometry, Camera camera, int width, int height) {}

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
    Shown wanted = new Shown(prepared.geometryVersion(), camera, target.width(), target.height());
    if (!same || !wanted.equals(shown)) {
      stillSlabs = 0;
      coarseSlabs = 0;
      sample = 0;
    }
    shown = wanted;
    long ready = System.nanoTime();
    int all = order.slabCount();
    if (budget.purpose() == FrameBudget.Purpose.MOTION && stillSlabs < all) {
      drawCoarse(scene, camera, budget.millis());
    } else {
      refine(scene, camera, budget.millis(), ready);
    }
    boolean complete = stillSlabs == all;
    screen.readBack(complete ? screen.still() : screen.moving(), target);
    checkErrors();
    target.describe(
        scene,
        camera,
        order.pointOfSlot(),
        new FrameStats(
            order.slabStart(complete ? all : coarseSlabs),
            scene.cloud().pointCount(),
            complete,
            complete && sample >= Samples.wanted(scene.style()),
            (System.nanoTime() - start) / 1e6));
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
      uploadedColors = null;
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
    if (identical(uploadedColors, colors) && identical(uploadedVisible, visible)) {
      return true;
    }
    current.colors(visible == null ? colors : hide(colors, visible, order));
    uploadedColors = colors;
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

  /// Draws a prefix of the slabs that fits into the time.
  private void drawCoarse(Scene scene, Camera camera, double millis) {
    DrawOrder order = prepared.order();
    GlTarget target = screen.moving();
    int pixels = target.width() * target.height();
    coarseSlabs = pace.slabs(order, 0, millis, pixels);
    if (coarseSlabs == order.slabCount()) {
      refine(scene, camera, 0, System.nanoTime());
      return;
    }
    long start = System.nanoTime();
    points.clear(target);
    draw(scene, camera, target, 0, coarseSlabs, order.gapFactor(coarseSlabs), 0);
    glFinish();
    long drawn = System.nanoTime();
    screen.addShaded(target, scene.style(), true);
    screen.takeMean(1);
    glFinish();
    pace.learn(order.slabStart(coarseSlabs), drawn - start, pixels, System.nanoTime() - drawn);
  }

  /// Goes on towards the finished picture for about `millis` from `start`.
  private void refine(Scene scene, Camera camera, double millis, long start) {
    DrawOrder order = prepared.order();
    int all = order.slabCount();
    GlTarget target = screen.still();
    if (stillSlabs < all && !drawStill(scene, camera, millis, target)) {
      return;
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
      draw(scene, camera, screen.moving(), 0, all, 1, sample);
      screen.addShaded(screen.moving(), scene.style(), false);
      glFinish();
      sample++;
    }
    screen.takeMean(sample);
  }

  /// Draws more slabs of the standing picture; false while some are missing.
  private boolean drawStill(Scene scene, Camera camera, double millis, GlTarget target) {
    DrawOrder order = prepared.order();
    int all = order.slabCount();
    boolean oneGo = Double.isInfinite(millis) || coarseSlabs == all;
    int last =
        oneGo
            ? all
            : stillSlabs + pace.slabs(order, stillSlabs, millis, target.width() * target.height());
    if (last < all && coarseSlabs == 0) {
      drawCoarse(scene, camera, millis / 2);
      return stillSlabs == all;
    }
    if (stillSlabs == 0) {
      points.clear(target);
    }
    long from = System.nanoTime();
    draw(scene, camera, target, stillSlabs, last, 1, 0);
    glFinish();
    pace.learnSplatting(
        order.slabStart(last) - order.slabStart(stillSlabs), System.nanoTime() - from);
    stillSlabs = last;
    return stillSlabs == all;
  }

  private void draw(
      Scene scene,
      Camera camera,
      GlTarget target,
      int fromSlab,
      int toSlab,
      double gapFactor,
      int ofSample) {
    DrawOrder order = prepared.order();
    PointBuffers current = buffers;
    int from = order.slabStart(fromSlab);
    int to = order.slabStart(toSlab);
    if (current != null && from < to) {
      points.draw(
          current,
          order,
          scene,
          camera,
          prepared.normals() != null,
          gapFactor,
          ofSample,
          from,
          to,
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
