package cadenza.render.overlay;

import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.Overlay;
import cadenza.render.Scene;
import cadenza.render.SeenDepth;
import cadenza.render.Selection;

/// Paints a scene's overlay onto a frame of it, whichever renderer drew that.
///
/// # How it works
///
/// Renderers write every pixel of a frame anew in each call, so what is painted over one frame is
/// gone in the next. Depth comes from the frame itself ([SeenDepth]). Selected points get a tint
/// and an outline first (`SelectionPaint`), lines go over them (`LinePaint`). Costs nothing where
/// the overlay is empty.
///
/// Keeps buffers from frame to frame: for one thread.
public final class OverlayPainter {
  private final SelectionPaint selections = new SelectionPaint();
  private final LinePaint lines = new LinePaint();

  /// Paints over a frame what its scene says. Call once after each rendering.
  public void paint(Frame frame) {
    Scene scene = frame.scene();
    Camera camera = frame.camera();
    if (scene == null || camera == null || scene.overlay().isEmpty()) {
      return;
    }
    Overlay overlay = scene.overlay();
    Selection selected = overlay.selected();
    if (selected != null && !selected.isEmpty()) {
      selections.paint(frame, selected);
    }
    if (!overlay.lines().isEmpty()) {
      SeenDepth.of(frame).ifPresent(seen -> lines.paint(frame, camera, seen, overlay.lines()));
    }
  }
}
