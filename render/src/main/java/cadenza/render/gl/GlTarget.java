package cadenza.render.gl;

import static org.lwjgl.opengl.GL33C.GL_COLOR_ATTACHMENT0;
import static org.lwjgl.opengl.GL33C.GL_DEPTH_ATTACHMENT;
import static org.lwjgl.opengl.GL33C.GL_DEPTH_COMPONENT;
import static org.lwjgl.opengl.GL33C.GL_DEPTH_COMPONENT32F;
import static org.lwjgl.opengl.GL33C.GL_FLOAT;
import static org.lwjgl.opengl.GL33C.GL_FRAMEBUFFER;
import static org.lwjgl.opengl.GL33C.GL_FRAMEBUFFER_COMPLETE;
import static org.lwjgl.opengl.GL33C.GL_INT;
import static org.lwjgl.opengl.GL33C.GL_NEAREST;
import static org.lwjgl.opengl.GL33C.GL_R32F;
import static org.lwjgl.opengl.GL33C.GL_R32I;
import static org.lwjgl.opengl.GL33C.GL_RED;
import static org.lwjgl.opengl.GL33C.GL_RED_INTEGER;
import static org.lwjgl.opengl.GL33C.GL_RGBA;
import static org.lwjgl.opengl.GL33C.GL_RGBA32F;
import static org.lwjgl.opengl.GL33C.GL_RGBA8;
import static org.lwjgl.opengl.GL33C.GL_TEXTURE0;
import static org.lwjgl.opengl.GL33C.GL_TEXTURE_2D;
import static org.lwjgl.opengl.GL33C.GL_TEXTURE_MAG_FILTER;
import static org.lwjgl.opengl.GL33C.GL_TEXTURE_MIN_FILTER;
import static org.lwjgl.opengl.GL33C.GL_UNSIGNED_BYTE;
import static org.lwjgl.opengl.GL33C.glActiveTexture;
import static org.lwjgl.opengl.GL33C.glBindFramebuffer;
import static org.lwjgl.opengl.GL33C.glBindTexture;
import static org.lwjgl.opengl.GL33C.glCheckFramebufferStatus;
import static org.lwjgl.opengl.GL33C.glDeleteFramebuffers;
import static org.lwjgl.opengl.GL33C.glDeleteTextures;
import static org.lwjgl.opengl.GL33C.glDrawBuffers;
import static org.lwjgl.opengl.GL33C.glFramebufferTexture2D;
import static org.lwjgl.opengl.GL33C.glGenFramebuffers;
import static org.lwjgl.opengl.GL33C.glGenTextures;
import static org.lwjgl.opengl.GL33C.glTexImage2D;
import static org.lwjgl.opengl.GL33C.glTexParameteri;
import static org.lwjgl.opengl.GL33C.glViewport;

import java.nio.ByteBuffer;

/// Textures of one size to draw into.
final class GlTarget implements AutoCloseable {
  private final int framebuffer;
  private final int[] textures;
  private final int width;
  private final int height;

  private GlTarget(int width, int height, int[] formats, boolean depth) {
    this.width = width;
    this.height = height;
    this.textures = new int[formats.length + (depth ? 1 : 0)];
    framebuffer = glGenFramebuffers();
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    int[] buffers = new int[formats.length];
    for (int i = 0; i < formats.length; i++) {
      buffers[i] = GL_COLOR_ATTACHMENT0 + i;
      attach(i, formats[i], buffers[i]);
    }
    if (depth) {
      attach(formats.length, GL_DEPTH_COMPONENT32F, GL_DEPTH_ATTACHMENT);
    }
    glDrawBuffers(buffers);
    int status = glCheckFramebufferStatus(GL_FRAMEBUFFER);
    if (status != GL_FRAMEBUFFER_COMPLETE) {
      close();
      throw new GlException(
          "the OpenGL driver refuses a framebuffer of %d x %d pixels (0x%x)"
              .formatted(width, height, status));
    }
  }

  /// For points: colour, slot and logarithm of the depth, with a depth buffer.
  static GlTarget ofPoints(int width, int height) {
    return new GlTarget(width, height, new int[] {GL_RGBA8, GL_R32I, GL_R32F}, true);
  }

  /// For the sum of pictures.
  static GlTarget ofSums(int width, int height) {
    return new GlTarget(width, height, new int[] {GL_RGBA32F}, false);
  }

  /// For a finished picture.
  static GlTarget ofPicture(int width, int height) {
    return new GlTarget(width, height, new int[] {GL_RGBA8}, false);
  }

  private void attach(int index, int format, int attachment) {
    textures[index] = glGenTextures();
    glBindTexture(GL_TEXTURE_2D, textures[index]);
    int external =
        switch (format) {
          case GL_R32I -> GL_RED_INTEGER;
          case GL_R32F -> GL_RED;
          case GL_DEPTH_COMPONENT32F -> GL_DEPTH_COMPONENT;
          default -> GL_RGBA;
        };
    int type =
        switch (format) {
          case GL_R32I -> GL_INT;
          case GL_RGBA8 -> GL_UNSIGNED_BYTE;
          default -> GL_FLOAT;
        };
    glTexImage2D(GL_TEXTURE_2D, 0, format, width, height, 0, external, type, (ByteBuffer) null);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glFramebufferTexture2D(GL_FRAMEBUFFER, attachment, GL_TEXTURE_2D, textures[index], 0);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /// Makes drawing and reading go here.
  void bind() {
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
    glViewport(0, 0, width, height);
  }

  /// Lets shaders read the texture of an attachment as texture unit `unit`.
  void read(int attachment, int unit) {
    glActiveTexture(GL_TEXTURE0 + unit);
    glBindTexture(GL_TEXTURE_2D, textures[attachment]);
  }

  @Override
  public void close() {
    glDeleteFramebuffers(framebuffer);
    for (int texture : textures) {
      if (texture != 0) {
        glDeleteTextures(texture);
      }
    }
  }
}
