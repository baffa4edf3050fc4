package cadenza.app.pictures;

import cadenza.render.Camera;
import cadenza.render.FrameRenderer;
import cadenza.render.Offscreen;
import cadenza.render.Raster;
import cadenza.render.Scene;
import cadenza.render.Turntable;
import cadenza.scan.Progress;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/// A turntable to be drawn off screen, picture after picture.
///
/// @param scenes as in [Screenshot]
public record Film(List<Scene> scenes, Turntable turntable, PictureSize size) {
  /// Where the pictures of a film go.
  interface Reel {
    void add(Raster picture) throws IOException;
  }

  public Film {
    scenes = List.copyOf(scenes);
  }

  public int frameCount() {
    return turntable.frameCount();
  }

  /// Draws all pictures in their order.
  ///
  /// @param renderer opened and closed by this call, on the thread of the caller
  /// @throws CancellationException once nobody wants it any more
  void shoot(Supplier<FrameRenderer> renderer, Reel reel, Progress progress) throws IOException {
    try (Offscreen offscreen = new Offscreen(renderer.get())) {
      for (int frame = 0; frame < frameCount(); frame++) {
        progress.checkCancelled();
        progress.report(
            (double) frame / frameCount(),
            String.format(Locale.ROOT, "Picture %d of %d", frame + 1, frameCount()));
        Camera camera = turntable.camera(frame);
        reel.add(new Screenshot(scenes, camera, size).draw(offscreen, quiet(progress)));
      }
    }
  }

  /// Only whether it is cancelled: the single picture is no news.
  private static Progress quiet(Progress progress) {
    return new Progress() {
      @Override
      public void report(double fraction, String step) {}

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }
}
