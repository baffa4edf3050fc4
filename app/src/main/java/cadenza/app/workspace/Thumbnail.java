package cadenza.app.workspace;

/// A small picture of a scan.
///
/// @param argb pixels, `(height, width)` row-major, opaque ARGB
public record Thumbnail(int width, int height, int[] argb) {
  public Thumbnail {
    if (argb.length != width * height) {
      throw new IllegalArgumentException(
          argb.length + " pixels for a picture of " + width + " x " + height);
    }
  }
}
