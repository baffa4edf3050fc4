package cadenza.render;

import cadenza.render.overlay.OverlayPainter;
import cadenza.render.splat.SplatRenderer;

/// Finished pictures without a window or a thread, for the command line and reports.
public final class Picture {
  private Picture() {}

  /// Draws all points, anti-aliased as the style says. The same bytes on every machine.
  public static Frame of(Scene scene, Camera camera, int width, int height) {
    Frame frame = new Frame(width, height);
    try (SplatRenderer renderer = new SplatRenderer()) {
      renderer.render(scene, camera, FrameBudget.complete(), frame);
    }
    new OverlayPainter().paint(frame);
    return frame;
  }
}
