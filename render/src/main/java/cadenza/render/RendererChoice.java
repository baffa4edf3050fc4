package cadenza.render;

import cadenza.render.gl.GlRenderer;
import cadenza.render.splat.SplatRenderer;
import java.util.Locale;

/// A renderer and, as a sentence for people, why it is this one.
public record RendererChoice(FrameRenderer renderer, String reason) {
  /// The Java renderer, for the reason given.
  public static RendererChoice java(String reason) {
    return new RendererChoice(new SplatRenderer(), reason);
  }

  /// The fastest renderer that this machine has. An OpenGL in software is passed over, since the
  /// Java renderer outruns it many times over; an OpenGL on a device is tried beside the Java
  /// renderer, because reading pictures back from it may take longer than drawing them here. Call
  /// it on the thread that will draw.
  public static RendererChoice choose() {
    GlRenderer.Opened opened = GlRenderer.tryOpen(false);
    GlRenderer renderer = opened.renderer();
    return renderer == null
        ? java("Java renderer: " + opened.reason())
        : faster(renderer, opened.reason());
  }

  /// The faster of a renderer and the Java renderer; closes the other.
  static RendererChoice faster(FrameRenderer other, String what) {
    SplatRenderer java = new SplatRenderer();
    double javaMillis = Trial.millis(java);
    double otherMillis;
    try {
      otherMillis = Trial.millis(other);
    } catch (RuntimeException failed) {
      other.close();
      return new RendererChoice(
          java, "Java renderer: a trial of %s failed: %s".formatted(what, failed.getMessage()));
    }
    boolean isOther = otherMillis <= javaMillis;
    (isOther ? java : other).close();
    String measured =
        String.format(
            Locale.ROOT,
            "%s: %s, %.1f ms a frame of a trial, the Java renderer %.1f ms",
            isOther ? other.name() : java.name(),
            what,
            otherMillis,
            javaMillis);
    return new RendererChoice(isOther ? other : java, measured);
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
