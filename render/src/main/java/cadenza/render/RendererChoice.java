package cadenza.render;

import cadenza.render.splat.SplatRenderer;

/// A renderer and, as a sentence for people, why it is this one.
public record RendererChoice(FrameRenderer renderer, String reason) {
  /// The Java renderer, for the reason given.
  public static RendererChoice java(String reason) {
    return new RendererChoice(new SplatRenderer(), reason);
  }

  /// The fastest renderer that this machine has. Call it on the thread that will draw.
  public static RendererChoice choose() {
    return java("Java renderer");
  }
}
