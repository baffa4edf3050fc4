package cadenza.render.gl;

import static org.lwjgl.opengl.GL33C.GL_ARRAY_BUFFER;
import static org.lwjgl.opengl.GL33C.GL_BGRA;
import static org.lwjgl.opengl.GL33C.GL_FLOAT;
import static org.lwjgl.opengl.GL33C.GL_INT;
import static org.lwjgl.opengl.GL33C.GL_NO_ERROR;
import static org.lwjgl.opengl.GL33C.GL_POINTS;
import static org.lwjgl.opengl.GL33C.GL_STATIC_DRAW;
import static org.lwjgl.opengl.GL33C.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengl.GL33C.glBindBuffer;
import static org.lwjgl.opengl.GL33C.glBindVertexArray;
import static org.lwjgl.opengl.GL33C.glBufferData;
import static org.lwjgl.opengl.GL33C.glDeleteBuffers;
import static org.lwjgl.opengl.GL33C.glDeleteVertexArrays;
import static org.lwjgl.opengl.GL33C.glEnableVertexAttribArray;
import static org.lwjgl.opengl.GL33C.glGenBuffers;
import static org.lwjgl.opengl.GL33C.glGenVertexArrays;
import static org.lwjgl.opengl.GL33C.glGetError;
import static org.lwjgl.opengl.GL33C.glMultiDrawArrays;
import static org.lwjgl.opengl.GL33C.glVertexAttribIPointer;
import static org.lwjgl.opengl.GL33C.glVertexAttribPointer;

import cadenza.render.DrawOrder;

/// A cloud in the memory of the device, in draw order; attributes as `points.vert` names them.
final class PointBuffers implements AutoCloseable {
  private static final int TILT = 4;
  private static final int FACING = 5;
  private static final int COLOR = 6;

  private final int array;
  private final int[] buffers = new int[COLOR + 1];

  PointBuffers(DrawOrder order) {
    array = glGenVertexArrays();
    glBindVertexArray(array);
    floats(0, order.x());
    floats(1, order.y());
    floats(2, order.z());
    floats(3, order.spacingMeters());
    ints(TILT, order.tilts());
    int error = glGetError();
    if (error != GL_NO_ERROR) {
      close();
      throw new GlException(
          "the OpenGL device has no room for %,d points (0x%x)"
              .formatted(order.slotCount(), error));
    }
  }

  private void buffer(int attribute) {
    if (buffers[attribute] == 0) {
      buffers[attribute] = glGenBuffers();
    }
    glBindBuffer(GL_ARRAY_BUFFER, buffers[attribute]);
    glEnableVertexAttribArray(attribute);
  }

  private void floats(int attribute, float[] values) {
    buffer(attribute);
    glBufferData(GL_ARRAY_BUFFER, values, GL_STATIC_DRAW);
    glVertexAttribPointer(attribute, 1, GL_FLOAT, false, 0, 0);
  }

  private void ints(int attribute, int[] values) {
    buffer(attribute);
    glBufferData(GL_ARRAY_BUFFER, values, GL_STATIC_DRAW);
    glVertexAttribIPointer(attribute, 1, GL_INT, 0, 0);
  }

  /// Colours of slots as ARGB; those with alpha 0 are not drawn.
  void colors(int[] argb) {
    glBindVertexArray(array);
    buffer(COLOR);
    glBufferData(GL_ARRAY_BUFFER, argb, GL_STATIC_DRAW);
    // An ARGB int in little-endian memory is the bytes blue, green, red, alpha.
    glVertexAttribPointer(COLOR, GL_BGRA, GL_UNSIGNED_BYTE, true, 0, 0);
  }

  /// Packed normals of slots that decide what faces away.
  void facing(int[] packed) {
    glBindVertexArray(array);
    ints(FACING, packed);
  }

  void draw(PointRuns runs) {
    glBindVertexArray(array);
    glMultiDrawArrays(GL_POINTS, runs.firsts(), runs.counts());
  }

  @Override
  public void close() {
    glDeleteVertexArrays(array);
    for (int buffer : buffers) {
      if (buffer != 0) {
        glDeleteBuffers(buffer);
      }
    }
  }
}
