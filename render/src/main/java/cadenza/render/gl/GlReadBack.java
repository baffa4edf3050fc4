package cadenza.render.gl;

import static org.lwjgl.opengl.GL33C.GL_BGRA;
import static org.lwjgl.opengl.GL33C.GL_COLOR_ATTACHMENT0;
import static org.lwjgl.opengl.GL33C.GL_COLOR_ATTACHMENT1;
import static org.lwjgl.opengl.GL33C.GL_INT;
import static org.lwjgl.opengl.GL33C.GL_MAP_READ_BIT;
import static org.lwjgl.opengl.GL33C.GL_PIXEL_PACK_BUFFER;
import static org.lwjgl.opengl.GL33C.GL_RED_INTEGER;
import static org.lwjgl.opengl.GL33C.GL_STREAM_READ;
import static org.lwjgl.opengl.GL33C.GL_UNSIGNED_INT_8_8_8_8_REV;
import static org.lwjgl.opengl.GL33C.glBindBuffer;
import static org.lwjgl.opengl.GL33C.glBufferData;
import static org.lwjgl.opengl.GL33C.glDeleteBuffers;
import static org.lwjgl.opengl.GL33C.glGenBuffers;
import static org.lwjgl.opengl.GL33C.glMapBufferRange;
import static org.lwjgl.opengl.GL33C.glReadBuffer;
import static org.lwjgl.opengl.GL33C.glReadPixels;
import static org.lwjgl.opengl.GL33C.glUnmapBuffer;

import cadenza.render.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Brings pictures from the device: both transfers are begun before either is waited for, so that
/// the picture is on its way while the slots are copied.
final class GlReadBack implements AutoCloseable {
  private final long bytes;
  private final int slots;
  private final int pixels;

  GlReadBack(int width, int height) {
    bytes = 4L * width * height;
    slots = buffer();
    pixels = buffer();
  }

  private int buffer() {
    int buffer = glGenBuffers();
    glBindBuffer(GL_PIXEL_PACK_BUFFER, buffer);
    glBufferData(GL_PIXEL_PACK_BUFFER, bytes, GL_STREAM_READ);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
    return buffer;
  }

  /// Reads the slots of `points` and the colours of `picture` into a frame of their size.
  void read(GlTarget points, GlTarget picture, Frame frame) {
    int width = frame.width();
    int height = frame.height();
    points.bind();
    glReadBuffer(GL_COLOR_ATTACHMENT1);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, slots);
    glReadPixels(0, 0, width, height, GL_RED_INTEGER, GL_INT, 0);
    picture.bind();
    glReadBuffer(GL_COLOR_ATTACHMENT0);
    glBindBuffer(GL_PIXEL_PACK_BUFFER, pixels);
    glReadPixels(0, 0, width, height, GL_BGRA, GL_UNSIGNED_INT_8_8_8_8_REV, 0);
    copy(slots, frame.slots());
    copy(pixels, frame.pixels());
    glBindBuffer(GL_PIXEL_PACK_BUFFER, 0);
  }

  private void copy(int buffer, int[] to) {
    glBindBuffer(GL_PIXEL_PACK_BUFFER, buffer);
    ByteBuffer mapped = glMapBufferRange(GL_PIXEL_PACK_BUFFER, 0, bytes, GL_MAP_READ_BIT);
    if (mapped == null) {
      throw new GlException("the picture could not be read from the OpenGL device");
    }
    mapped.order(ByteOrder.nativeOrder()).asIntBuffer().get(0, to);
    glUnmapBuffer(GL_PIXEL_PACK_BUFFER);
  }

  @Override
  public void close() {
    glDeleteBuffers(slots);
    glDeleteBuffers(pixels);
  }
}
