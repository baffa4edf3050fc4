package cadenza.render.gl;

import static org.lwjgl.opengl.GL33C.GL_BLEND;
import static org.lwjgl.opengl.GL33C.GL_COLOR;
import static org.lwjgl.opengl.GL33C.GL_DEPTH;
import static org.lwjgl.opengl.GL33C.GL_DEPTH_TEST;
import static org.lwjgl.opengl.GL33C.GL_GREATER;
import static org.lwjgl.opengl.GL33C.GL_PROGRAM_POINT_SIZE;
import static org.lwjgl.opengl.GL33C.glClearBufferfv;
import static org.lwjgl.opengl.GL33C.glClearBufferiv;
import static org.lwjgl.opengl.GL33C.glDepthFunc;
import static org.lwjgl.opengl.GL33C.glDisable;
import static org.lwjgl.opengl.GL33C.glEnable;

import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.DrawOrder;
import cadenza.render.Projection;
import cadenza.render.Scene;
import cadenza.render.Vec3;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shaders that draw points, and all that they are told.
final class PointProgram implements AutoCloseable {
  private static final float EVERYWHERE = 3e38f;

  private final GlProgram program = new GlProgram("points.vert", "points.frag");

  /// Empties a target of points.
  void clear(GlTarget target) {
    target.bind();
    glClearBufferfv(GL_COLOR, 0, new float[] {0, 0, 0, 0});
    glClearBufferiv(GL_COLOR, 1, new int[] {-1, -1, -1, -1});
    glClearBufferfv(GL_COLOR, 2, new float[] {EVERYWHERE, 0, 0, 0});
    glClearBufferfv(GL_DEPTH, 0, new float[] {0});
  }

  /// Draws some entries of a plan over what the target holds.
  void draw(
      PointBuffers buffers,
      DrawOrder order,
      Projection p,
      Scene scene,
      Camera camera,
      boolean normalsGiven,
      int sample,
      List<PointRuns> runs,
      GlTarget target) {
    program
        .use()
        .set("right", p.right())
        .set("up", p.up())
        .set("back", p.back())
        .set("shift", p.rightShift(), p.upShift(), p.depthShift())
        .set("center", p.centerX(), p.centerY())
        .set("size", (float) target.width(), (float) target.height())
        .set("focal", p.focal())
        .set("near", p.near())
        .set("farthest", p.farthest())
        .set("perspective", p.perspective())
        .set("fixedSize", p.fixedSize())
        .set("orthographicScale", (float) (1 / (Math.log(2) * camera.distance())))
        .set("sampleNumber", sample)
        .set("shuffle", p.shuffle(sample))
        .set("hideFacingAway", scene.style().seeThroughWalls())
        .set("facingMark", normalsGiven ? 0 : DrawOrder.SHELL);
    clip(scene.clip(), order.center());
    eye(camera, order.center());
    target.bind();
    glDisable(GL_BLEND);
    glEnable(GL_PROGRAM_POINT_SIZE);
    glEnable(GL_DEPTH_TEST);
    glDepthFunc(GL_GREATER);
    for (PointRuns some : runs) {
      program.set("sizeFromSpacing", p.sizeFromSpacing() * some.gap());
      buffers.draw(some);
    }
    glDisable(GL_DEPTH_TEST);
  }

  private void clip(@Nullable ClipBox box, double[] center) {
    if (box == null) {
      program.set("clipHalf", EVERYWHERE, EVERYWHERE, EVERYWHERE);
      program.set("clipCenter", 0f, 0f, 0f);
      program.set("clipTurn", 1f, 0f);
    } else {
      float[] b = box.relativeTo(center);
      program.set("clipCenter", b[0], b[1], b[2]);
      program.set("clipHalf", b[3], b[4], b[5]);
      program.set("clipTurn", b[6], b[7]);
    }
  }

  private void eye(Camera camera, double[] center) {
    boolean everywhere = camera.orthographic();
    Vec3 eye =
        everywhere ? camera.back() : camera.eye().minus(new Vec3(center[0], center[1], center[2]));
    program.set("eye", (float) eye.x(), (float) eye.y(), (float) eye.z(), everywhere ? 0f : 1f);
  }

  @Override
  public void close() {
    program.close();
  }
}
