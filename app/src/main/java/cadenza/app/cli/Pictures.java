package cadenza.app.cli;

import cadenza.app.pictures.PictureSize;
import cadenza.app.pictures.Screenshot;
import cadenza.render.HomeView;
import cadenza.render.Scene;
import cadenza.render.splat.SplatRenderer;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Pictures of scans from the home view, as the window shows them.
record Pictures(PictureSize size) {
  Pictures(int width, int height) {
    this(new PictureSize(width, height));
  }

  /// Reads `1600x1000`.
  static Pictures parse(String size) {
    String[] parts = size.split("x", -1);
    int width;
    int height;
    try {
      if (parts.length != 2) {
        throw new NumberFormatException(size);
      }
      width = Integer.parseInt(parts[0]);
      height = Integer.parseInt(parts[1]);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--size: " + size + " is not like 1600x1000", e);
    }
    try {
      return new Pictures(width, height);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--size: " + e.getMessage(), e);
    }
  }

  /// Draws the cloud and writes a PNG.
  void write(PointCloud cloud, int[] argb, Path file) throws IOException {
    new Screenshot(
            List.of(Scene.of(cloud, argb)), HomeView.of(cloud, size.width(), size.height()), size)
        .write(SplatRenderer::new, file, Progress.none());
  }
}
