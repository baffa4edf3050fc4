package cadenza.app.cli;

import cadenza.app.pictures.PictureSize;
import cadenza.render.FrameRenderer;
import cadenza.render.RendererChoice;
import cadenza.render.gl.GlRenderer;
import cadenza.render.splat.SplatRenderer;
import java.io.IOException;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/// What draws the pictures.
final class RendererOption {
  /// Renderers there are.
  enum Name {
    JAVA,
    OPENGL,
    AUTO
  }

  /// What every OpenGL that is still about can draw; the width does not matter, it is cut up.
  private static final int MAX_OPENGL_HEIGHT = 16384;

  @Option(
      names = "--renderer",
      paramLabel = "NAME",
      description =
          "java draws the same bytes on every machine; opengl uses the graphics card, or the"
              + " system's emulation of one; auto takes a graphics card where there is one"
              + " (default: ${DEFAULT-VALUE})")
  private Name name = Name.JAVA;

  /// Makes sure that there is such a renderer and that it can draw this, before any work begins.
  ///
  /// @throws IOException with the reason if not
  void check(Console console, PictureSize size) throws IOException {
    console.require(
        name == Name.JAVA || size.height() <= MAX_OPENGL_HEIGHT,
        "--renderer: OpenGL draws up to "
            + MAX_OPENGL_HEIGHT
            + " rows; choose java for "
            + size.height());
    if (name == Name.OPENGL) {
      openGl().close();
    }
  }

  /// Opens it, on the thread that will draw.
  Supplier<FrameRenderer> opener() {
    return switch (name) {
      case JAVA -> SplatRenderer::new;
      case AUTO -> () -> RendererChoice.choose().renderer();
      case OPENGL -> () -> RendererChoice.preferOpenGl().renderer();
    };
  }

  private static GlRenderer openGl() throws IOException {
    GlRenderer.Opened opened = GlRenderer.tryOpen(true);
    GlRenderer renderer = opened.renderer();
    if (renderer == null) {
      throw new IOException("--renderer: " + opened.reason() + ". Choose java or auto.");
    }
    return renderer;
  }
}
