package cadenza.render.gl;

import static org.lwjgl.opengl.GL33C.GL_BLEND;
import static org.lwjgl.opengl.GL33C.GL_COLOR;
import static org.lwjgl.opengl.GL33C.GL_ONE;
import static org.lwjgl.opengl.GL33C.GL_TRIANGLES;
import static org.lwjgl.opengl.GL33C.glBindVertexArray;
import static org.lwjgl.opengl.GL33C.glBlendFunc;
import static org.lwjgl.opengl.GL33C.glClearBufferfv;
import static org.lwjgl.opengl.GL33C.glDeleteVertexArrays;
import static org.lwjgl.opengl.GL33C.glDisable;
import static org.lwjgl.opengl.GL33C.glDrawArrays;
import static org.lwjgl.opengl.GL33C.glEnable;
import static org.lwjgl.opengl.GL33C.glGenVertexArrays;

import cadenza.render.Frame;
import cadenza.render.Style;
import org.jspecify.annotations.Nullable;

/// The targets of one picture size, and what makes a picture of points: shading, mean, reading
/// back.
final class GlScreen implements AutoCloseable {
  private final GlProgram shade = new GlProgram("screen.vert", "shade.frag");
  private final GlProgram mean = new GlProgram("screen.vert", "mean.frag");
  private final int noAttributes = glGenVertexArrays();
  private @Nullable Targets targets;

  /// All targets of one size.
  ///
  /// @param still points of the standing picture
  /// @param moving points of the coarse picture, later of samples
  private record Targets(
      GlTarget still, GlTarget moving, GlTarget sums, GlTarget picture, GlReadBack readBack)
      implements AutoCloseable {
    static Targets of(int width, int height) {
      return new Targets(
          GlTarget.ofPoints(width, height),
          GlTarget.ofPoints(width, height),
          GlTarget.ofSums(width, height),
          GlTarget.ofPicture(width, height),
          new GlReadBack(width, height));
    }

    @Override
    public void close() {
      still.close();
      moving.close();
      sums.close();
      picture.close();
      readBack.close();
    }
  }

  /// Makes all targets this large.
  void resize(int width, int height) {
    Targets old = targets;
    if (old != null && old.still.width() == width && old.still.height() == height) {
      return;
    }
    targets = null;
    if (old != null) {
      old.close();
    }
    targets = Targets.of(width, height);
  }

  private Targets targets() {
    Targets current = targets;
    if (current == null) {
      throw new IllegalStateException("the screen has no size yet");
    }
    return current;
  }

  GlTarget still() {
    return targets().still;
  }

  GlTarget moving() {
    return targets().moving;
  }

  /// Shades points and adds the picture to the sum; the first replaces the sum.
  void addShaded(GlTarget points, Style style, boolean first) {
    Targets t = targets();
    t.sums.bind();
    if (first) {
      glClearBufferfv(GL_COLOR, 0, new float[] {0, 0, 0, 0});
    }
    points.read(0, 0);
    points.read(1, 1);
    points.read(2, 2);
    double pixelScale = points.height() / 1000.0;
    int near = Math.max(1, (int) Math.round(1.3 * pixelScale));
    int wide = Math.max(near + 1, (int) Math.round(4.5 * pixelScale));
    shade
        .use()
        .set("colors", 0)
        .set("slots", 1)
        .set("logDepths", 2)
        .set("size", points.width(), points.height())
        .set("strength", (float) style.edlStrength())
        .set("nearRadius", near)
        .set("wideRadius", wide);
    color(shade, "top", style.background().topArgb());
    color(shade, "bottom", style.background().bottomArgb());
    glEnable(GL_BLEND);
    glBlendFunc(GL_ONE, GL_ONE);
    fill();
    glDisable(GL_BLEND);
  }

  private static void color(GlProgram program, String name, int argb) {
    program.set(
        name,
        (argb >> 16 & 0xff) / 255f,
        (argb >> 8 & 0xff) / 255f,
        (argb & 0xff) / 255f,
        (argb >>> 24) / 255f);
  }

  /// Divides the sum by the number of pictures in it.
  void takeMean(int count) {
    Targets t = targets();
    t.picture.bind();
    t.sums.read(0, 0);
    mean.use().set("sums", 0).set("count", (float) count);
    fill();
  }

  private void fill() {
    glBindVertexArray(noAttributes);
    glDrawArrays(GL_TRIANGLES, 0, 3);
  }

  /// Reads the picture and the slots of `points` into a frame.
  void readBack(GlTarget points, Frame frame) {
    Targets t = targets();
    t.readBack.read(points, t.picture, frame);
  }

  @Override
  public void close() {
    Targets old = targets;
    targets = null;
    if (old != null) {
      old.close();
    }
    shade.close();
    mean.close();
    glDeleteVertexArrays(noAttributes);
  }
}
