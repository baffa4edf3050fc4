package cadenza.app.pictures;

import cadenza.render.Camera;
import cadenza.render.FrameRenderer;
import cadenza.render.Offscreen;
import cadenza.render.PngWriter;
import cadenza.render.Raster;
import cadenza.render.Scene;
import cadenza.scan.Progress;
import cadenza.scan.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// A picture to be drawn off screen and written as PNG.
///
/// @param scenes drawn side by side from the same camera, in equal parts of the width; one or two
public record Screenshot(List<Scene> scenes, Camera camera, PictureSize size) {
  /// How much of the heap a picture may take; the scan needs the rest.
  private static final double HEAP_SHARE = 0.8;

  /// Width of the line between two pictures, of their height.
  private static final double LINE = 0.002;

  private static final int LINE_ARGB = 0xff808890;

  public Screenshot {
    scenes = List.copyOf(scenes);
    if (scenes.isEmpty() || scenes.size() > size.width()) {
      throw new IllegalArgumentException(scenes.size() + " pictures side by side");
    }
  }

  /// Bytes of memory that drawing it takes, beside the scan.
  public long bytesNeeded() {
    return Offscreen.bytesNeeded(size.width(), size.height());
  }

  /// Why it cannot be drawn here, with numbers; empty if it can.
  public String obstacle() {
    long most = Runtime.getRuntime().maxMemory();
    if (bytesNeeded() <= HEAP_SHARE * most) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "A picture of %s takes %.1f GB of memory, and Java may use %.1f GB.",
        size,
        bytesNeeded() / 1e9,
        most / 1e9);
  }

  /// Draws it and writes the file, whole or not at all.
  ///
  /// @param renderer opened and closed by this call, on the thread of the caller
  public void write(Supplier<FrameRenderer> renderer, Path file, Progress progress)
      throws IOException {
    if (!obstacle().isEmpty()) {
      throw new IOException(
          obstacle() + " — Choose a smaller size, or start Cadenza with more memory (-Xmx).");
    }
    Raster picture;
    try (Offscreen offscreen = new Offscreen(renderer.get())) {
      picture = draw(offscreen, progress.slice(0, 0.8));
    }
    Progress writing = progress.slice(0.8, 1);
    AtomicFile.write(
        file,
        out -> PngWriter.write(picture.pixels(), picture.width(), picture.height(), out, writing));
  }

  /// Draws it.
  Raster draw(Offscreen offscreen, Progress progress) {
    if (scenes.size() == 1) {
      return offscreen.draw(scenes.getFirst(), camera, size.width(), size.height(), progress);
    }
    int line = (int) Math.ceil(LINE * size.height());
    int part = Math.max(1, (size.width() - line * (scenes.size() - 1)) / scenes.size());
    Raster whole = Raster.blank(size.width(), size.height());
    Arrays.fill(whole.pixels(), LINE_ARGB);
    for (int i = 0; i < scenes.size(); i++) {
      int left = i * (part + line);
      // The last takes what rounding left over.
      int width = i == scenes.size() - 1 ? size.width() - left : part;
      Progress step = progress.slice((double) i / scenes.size(), (i + 1.0) / scenes.size());
      Raster one = offscreen.draw(scenes.get(i), camera, width, size.height(), step);
      whole.paste(one, 0, left, width);
    }
    return whole;
  }
}
