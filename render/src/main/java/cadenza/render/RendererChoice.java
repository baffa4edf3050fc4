package cadenza.render;

import cadenza.render.gl.GlRenderer;
import cadenza.render.splat.SplatRenderer;

/// A renderer and, as a sentence for people, why it is this one.
public record RendererChoice(FrameRenderer renderer, String reason) {
  /// The Java renderer, for the reason given.
  public static RendererChoice java(String reason) {
    return new RendererChoice(new SplatRenderer(), reason);
  }

  /// The fastest renderer that this machine has: OpenGL on a real device, else the Java renderer,
  /// which outruns an OpenGL in software ten times over. Call it on the thread that will draw.
  public static RendererChoice choose() {
    GlRenderer.Opened opened = GlRenderer.tryOpen(false);
    GlRenderer renderer = opened.renderer();
    return renderer == null
        ? java("Java renderer: " + opened.reason())
        : new RendererChoice(renderer, "OpenGL renderer: " + opened.reason());
  }

  /// OpenGL even in software where there is one, else the Java renderer.
  public static RendererChoice preferOpenGl() {
    GlRenderer.Opened opened = GlRenderer.tryOpen(true);
    GlRenderer renderer = opened.renderer();
    return renderer == null
        ? java("Java renderer: " + opened.reason())
        : new RendererChoice(renderer, "OpenGL renderer: " + opened.reason());
  }
}
