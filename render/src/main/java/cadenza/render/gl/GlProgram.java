package cadenza.render.gl;

import static org.lwjgl.opengl.GL33C.GL_COMPILE_STATUS;
import static org.lwjgl.opengl.GL33C.GL_FALSE;
import static org.lwjgl.opengl.GL33C.GL_FRAGMENT_SHADER;
import static org.lwjgl.opengl.GL33C.GL_LINK_STATUS;
import static org.lwjgl.opengl.GL33C.GL_VERTEX_SHADER;
import static org.lwjgl.opengl.GL33C.glAttachShader;
import static org.lwjgl.opengl.GL33C.glCompileShader;
import static org.lwjgl.opengl.GL33C.glCreateProgram;
import static org.lwjgl.opengl.GL33C.glCreateShader;
import static org.lwjgl.opengl.GL33C.glDeleteProgram;
import static org.lwjgl.opengl.GL33C.glDeleteShader;
import static org.lwjgl.opengl.GL33C.glGetProgramInfoLog;
import static org.lwjgl.opengl.GL33C.glGetProgrami;
import static org.lwjgl.opengl.GL33C.glGetShaderInfoLog;
import static org.lwjgl.opengl.GL33C.glGetShaderi;
import static org.lwjgl.opengl.GL33C.glGetUniformLocation;
import static org.lwjgl.opengl.GL33C.glLinkProgram;
import static org.lwjgl.opengl.GL33C.glShaderSource;
import static org.lwjgl.opengl.GL33C.glUniform1f;
import static org.lwjgl.opengl.GL33C.glUniform1i;
import static org.lwjgl.opengl.GL33C.glUniform2f;
import static org.lwjgl.opengl.GL33C.glUniform2i;
import static org.lwjgl.opengl.GL33C.glUniform3f;
import static org.lwjgl.opengl.GL33C.glUniform4f;
import static org.lwjgl.opengl.GL33C.glUseProgram;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/// A vertex and a fragment shader, from the files beside this class.
final class GlProgram implements AutoCloseable {
  private final int program;
  private final Map<String, Integer> locations = new HashMap<>();

  GlProgram(String vertexFile, String fragmentFile) {
    program = glCreateProgram();
    int vertex = compile(GL_VERTEX_SHADER, vertexFile);
    int fragment = compile(GL_FRAGMENT_SHADER, fragmentFile);
    glAttachShader(program, vertex);
    glAttachShader(program, fragment);
    glLinkProgram(program);
    glDeleteShader(vertex);
    glDeleteShader(fragment);
    if (glGetProgrami(program, GL_LINK_STATUS) == GL_FALSE) {
      throw new GlException(
          "the OpenGL driver does not link " + fragmentFile + ": " + glGetProgramInfoLog(program));
    }
  }

  private static int compile(int kind, String file) {
    int shader = glCreateShader(kind);
    glShaderSource(shader, source(file));
    glCompileShader(shader);
    if (glGetShaderi(shader, GL_COMPILE_STATUS) == GL_FALSE) {
      throw new GlException(
          "the OpenGL driver does not compile " + file + ": " + glGetShaderInfoLog(shader));
    }
    return shader;
  }

  private static String source(String file) {
    try (InputStream in = GlProgram.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("no shader " + file + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  GlProgram use() {
    glUseProgram(program);
    return this;
  }

  private int location(String name) {
    return locations.computeIfAbsent(name, key -> glGetUniformLocation(program, key));
  }

  GlProgram set(String name, float value) {
    glUniform1f(location(name), value);
    return this;
  }

  GlProgram set(String name, int value) {
    glUniform1i(location(name), value);
    return this;
  }

  GlProgram set(String name, boolean value) {
    return set(name, value ? 1 : 0);
  }

  GlProgram set(String name, int x, int y) {
    glUniform2i(location(name), x, y);
    return this;
  }

  GlProgram set(String name, float x, float y) {
    glUniform2f(location(name), x, y);
    return this;
  }

  GlProgram set(String name, float x, float y, float z) {
    glUniform3f(location(name), x, y, z);
    return this;
  }

  GlProgram set(String name, float x, float y, float z, float w) {
    glUniform4f(location(name), x, y, z, w);
    return this;
  }

  GlProgram set(String name, float[] xyz) {
    return set(name, xyz[0], xyz[1], xyz[2]);
  }

  @Override
  public void close() {
    glDeleteProgram(program);
  }
}
