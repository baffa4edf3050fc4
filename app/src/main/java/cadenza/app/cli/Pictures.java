package cadenza.app.cli;

import cadenza.render.Camera;
import cadenza.render.HomeView;
import cadenza.render.Picture;
import cadenza.render.PngWriter;
import cadenza.render.Scene;
import cadenza.render.Style;
import cadenza.scan.PointCloud;
import java.io.IOException;
import java.nio.file.Path;

/// Pictures of scans from the home view, as the window shows them.
///
/// @param width in pixels
/// @param height in pixels
record Pictures(int width, int height) {
  Pictures {
    if (width < 1 || height < 1 || width > 16384 || height > 16384) {
      throw new IllegalArgumentException(
          "a picture of " + width + " x " + height + " pixels; each side may be 1 to 16384");
    }
  }

  /// Reads `1600x1000`.
  static Pictures parse(String size) {
    String[] parts = size.split("x", -1);
    try {
      if (parts.length != 2) {
        throw new NumberFormatException(size);
      }
      return new Pictures(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--size: " + size + " is not like 1600x1000", e);
    }
  }

  /// Draws the cloud, walls that hide its inside left out, and writes a PNG.
  void write(PointCloud cloud, int[] argb, Path file) throws IOException {
    Scene scene = Scene.of(cloud, argb).withStyle(Style.DEFAULT.withSeeThroughWalls(true));
    Camera camera = HomeView.of(cloud, width, height);
    PngWriter.write(Picture.of(scene, camera, width, height), file);
  }
}
