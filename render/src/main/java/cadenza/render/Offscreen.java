package cadenza.render;

import cadenza.render.overlay.OverlayPainter;
import cadenza.render.splat.SplatRenderer;
import cadenza.scan.Progress;
import java.util.concurrent.CancellationException;

/// Draws finished pictures of any size, one after the other, without a window or a thread.
///
/// # How it works
///
/// A renderer keeps some fifty bytes a pixel, which at 8K is gigabytes. So a large picture is drawn
/// in upright strips of a few million pixels, each by a camera whose middle is shifted
/// ([Camera#shift()]), with a margin so that eye-dome lighting sees what lies beyond the edge.
/// Upright, because light, splats and background depend on the height of a picture, which strips
/// have in full. Each is refined in steps until it is finished, so that cancelling answers soon.
///
/// The picture is that of the window: same camera, same vertical angle of view. A style with points
/// of a fixed number of pixels is scaled by whoever knows the window ([Style#scaled(double)]).
public final class Offscreen implements AutoCloseable {
  private static final long STRIP_PIXELS = 6_000_000;
  private static final double STEP_MILLIS = 400;

  /// Heights of the picture beyond which no pixel has a say: the wide ring of eye-dome lighting.
  private static final double REACH = 0.006;

  private final OverlayPainter overlay = new OverlayPainter();
  private final FrameRenderer renderer;
  private final long stripPixels;

  /// @param renderer closed with this
  public Offscreen(FrameRenderer renderer) {
    this(renderer, STRIP_PIXELS);
  }

  /// @param stripPixels how many pixels are drawn at once, roughly
  Offscreen(FrameRenderer renderer, long stripPixels) {
    this.renderer = renderer;
    this.stripPixels = stripPixels;
  }

  /// With the Java renderer, whose pictures are the same on every machine.
  public static Offscreen java() {
    return new Offscreen(new SplatRenderer());
  }

  /// Bytes of memory that a picture takes while it is drawn, beside what the scan takes.
  public static long bytesNeeded(int width, int height) {
    long pixels = (long) width * height;
    return 4 * pixels + 52 * Math.min(pixels, 2 * STRIP_PIXELS);
  }

  /// Draws all points, anti-aliased as the style says.
  ///
  /// @throws CancellationException once nobody wants it any more
  public Raster draw(Scene scene, Camera camera, int width, int height, Progress progress) {
    Raster picture = Raster.blank(width, height);
    int strips = strips(width, height);
    if (strips == 1) {
      Frame frame = new Frame(width, height);
      finish(scene, camera, frame, progress);
      picture.paste(frame.pixels(), width, 0, 0, width);
      return picture;
    }
    // Multiples of eight, so that the dither of the background goes on across the seam.
    int margin = 8 * (int) Math.ceil((REACH * height + 2) / 8);
    int step = 8 * (int) Math.ceil(width / (8.0 * strips));
    Frame frame = new Frame(step + 2 * margin, height);
    for (int strip = 0; strip * step < width; strip++) {
      int left = strip * step;
      double middle = width / 2.0 - (left - margin) - frame.width() / 2.0;
      Progress part = progress.slice((double) strip / strips, (strip + 1.0) / strips);
      finish(scene, camera.withShift(camera.shift() + middle / height), frame, part);
      int columns = Math.min(step, width - left);
      picture.paste(frame.pixels(), frame.width(), margin, left, columns);
    }
    return picture;
  }

  private int strips(int width, int height) {
    return Math.clamp((long) width * height / stripPixels, 1, Math.max(1, width / 64));
  }

  private void finish(Scene scene, Camera camera, Frame frame, Progress progress) {
    int samples = Samples.wanted(scene.style());
    long start = System.nanoTime();
    double completeNanos = 0;
    boolean finished = false;
    while (!finished) {
      progress.checkCancelled();
      renderer.render(scene, camera, FrameBudget.refine(STEP_MILLIS), frame);
      FrameStats stats = frame.stats();
      finished = stats.finished();
      double elapsed = System.nanoTime() - start;
      double done = (double) stats.pointsDrawn() / Math.max(1, stats.pointCount()) / samples;
      if (stats.complete()) {
        // Each further sample takes about as long as the first.
        completeNanos = completeNanos == 0 ? elapsed : completeNanos;
        done = elapsed / (completeNanos * samples);
      }
      progress.report(finished ? 1 : Math.min(done, 0.95), "Drawing");
    }
    overlay.paint(frame);
  }

  @Override
  public void close() {
    renderer.close();
  }
}
