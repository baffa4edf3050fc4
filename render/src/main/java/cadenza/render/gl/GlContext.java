package cadenza.render.gl;

import static org.lwjgl.glfw.GLFW.GLFW_CLIENT_API;
import static org.lwjgl.glfw.GLFW.GLFW_CONTEXT_CREATION_API;
import static org.lwjgl.glfw.GLFW.GLFW_CONTEXT_VERSION_MAJOR;
import static org.lwjgl.glfw.GLFW.GLFW_CONTEXT_VERSION_MINOR;
import static org.lwjgl.glfw.GLFW.GLFW_EGL_CONTEXT_API;
import static org.lwjgl.glfw.GLFW.GLFW_FALSE;
import static org.lwjgl.glfw.GLFW.GLFW_OPENGL_API;
import static org.lwjgl.glfw.GLFW.GLFW_OPENGL_CORE_PROFILE;
import static org.lwjgl.glfw.GLFW.GLFW_OPENGL_FORWARD_COMPAT;
import static org.lwjgl.glfw.GLFW.GLFW_OPENGL_PROFILE;
import static org.lwjgl.glfw.GLFW.GLFW_PLATFORM;
import static org.lwjgl.glfw.GLFW.GLFW_PLATFORM_NULL;
import static org.lwjgl.glfw.GLFW.GLFW_PLATFORM_X11;
import static org.lwjgl.glfw.GLFW.GLFW_TRUE;
import static org.lwjgl.glfw.GLFW.GLFW_VISIBLE;
import static org.lwjgl.glfw.GLFW.glfwCreateWindow;
import static org.lwjgl.glfw.GLFW.glfwDefaultWindowHints;
import static org.lwjgl.glfw.GLFW.glfwDestroyWindow;
import static org.lwjgl.glfw.GLFW.glfwInit;
import static org.lwjgl.glfw.GLFW.glfwInitHint;
import static org.lwjgl.glfw.GLFW.glfwMakeContextCurrent;
import static org.lwjgl.glfw.GLFW.glfwSetErrorCallback;
import static org.lwjgl.glfw.GLFW.glfwTerminate;
import static org.lwjgl.glfw.GLFW.glfwWindowHint;

import java.util.Locale;
import org.lwjgl.glfw.GLFWErrorCallback;
import org.lwjgl.opengl.GL;
import org.lwjgl.opengl.GL33C;
import org.lwjgl.system.MemoryUtil;

/// An OpenGL 3.3 core context that no one sees, current on the thread that opened it.
///
/// # How it works
///
/// The context belongs to a hidden GLFW window. On Linux that is an X11 window where there is a
/// display, else a window of GLFW's null platform with EGL, which needs no display. On macOS
/// windows can only be made on the main thread, which is JavaFX's; there this says so and gives up.
final class GlContext implements AutoCloseable {
  private final long window;
  private final String deviceName;

  private GlContext(long window, String deviceName) {
    this.window = window;
    this.deviceName = deviceName;
  }

  /// Opens a context and makes it current.
  ///
  /// @throws GlException with the reason if there is none to be had
  static GlContext open() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.contains("mac")) {
      throw new GlException("OpenGL windows of macOS belong to the main thread");
    }
    StringBuilder why = new StringBuilder();
    try (GLFWErrorCallback errors =
        GLFWErrorCallback.create(
            (code, text) -> why.append(why.isEmpty() ? "" : "; ").append(text(text)))) {
      glfwSetErrorCallback(errors);
      try {
        return open(system.contains("linux"), why);
      } finally {
        glfwSetErrorCallback(null);
      }
    }
  }

  private static String text(long address) {
    String message = MemoryUtil.memUTF8Safe(address);
    return message == null ? "unknown error" : message;
  }

  private static GlContext open(boolean linux, StringBuilder why) {
    long window = MemoryUtil.NULL;
    if (!linux) {
      window = hiddenWindow(GLFW_FALSE, false);
    } else {
      if (System.getenv("DISPLAY") != null) {
        window = hiddenWindow(GLFW_PLATFORM_X11, false);
      }
      if (window == MemoryUtil.NULL) {
        window = hiddenWindow(GLFW_PLATFORM_NULL, true);
      }
    }
    if (window == MemoryUtil.NULL) {
      throw new GlException(why.isEmpty() ? "no OpenGL 3.3 context" : why.toString());
    }
    try {
      glfwMakeContextCurrent(window);
      GL.createCapabilities();
      String device = GL33C.glGetString(GL33C.GL_RENDERER);
      return new GlContext(window, device == null ? "unknown device" : device);
    } catch (IllegalStateException e) {
      glfwDestroyWindow(window);
      throw new GlException("the OpenGL driver offers no usable context: " + e.getMessage());
    }
  }

  /// A window with a context, or NULL. `platform` 0 is the system's own.
  private static long hiddenWindow(int platform, boolean egl) {
    if (platform != GLFW_FALSE) {
      glfwInitHint(GLFW_PLATFORM, platform);
    }
    if (!glfwInit()) {
      return MemoryUtil.NULL;
    }
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    glfwWindowHint(GLFW_CLIENT_API, GLFW_OPENGL_API);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    if (egl) {
      glfwWindowHint(GLFW_CONTEXT_CREATION_API, GLFW_EGL_CONTEXT_API);
    }
    long window = glfwCreateWindow(16, 16, "Cadenza", MemoryUtil.NULL, MemoryUtil.NULL);
    if (window == MemoryUtil.NULL) {
      // So that the next platform can be tried; a platform is chosen once per initialisation.
      glfwTerminate();
    }
    return window;
  }

  /// What the driver calls the device (GL_RENDERER).
  String deviceName() {
    return deviceName;
  }

  /// True if the "device" is a program on the processor, which our own renderer outruns.
  boolean isSoftware() {
    String name = deviceName.toLowerCase(Locale.ROOT);
    return name.contains("llvmpipe")
        || name.contains("softpipe")
        || name.contains("swrast")
        || name.contains("swiftshader")
        || name.contains("software")
        || name.contains("gdi generic")
        || name.contains("basic render");
  }

  @Override
  public void close() {
    glfwMakeContextCurrent(MemoryUtil.NULL);
    GL.setCapabilities(null);
    glfwDestroyWindow(window);
  }
}
