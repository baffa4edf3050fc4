package cadenza.render;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A picture and which point is behind each of its pixels; a buffer that renderers fill again and
/// again.
///
/// Not safe for use by two threads at once; [RenderLoop] sees to that.
public final class Frame {
  private static final int[] NO_POINTS = {};

  private final int width;
  private final int height;
  private final int[] pixels;
  private final int[] slots;
  private int[] pointOfSlot = NO_POINTS;
  private @Nullable Scene scene;
  private @Nullable Camera camera;
  private FrameStats stats = new FrameStats(0, 0, false, false, 0);

  public Frame(int width, int height) {
    if (width < 1 || height < 1 || (long) width * height > 1 << 28) {
      throw new IllegalArgumentException("a frame of " + width + " x " + height + " pixels");
    }
    this.width = width;
    this.height = height;
    this.pixels = new int[width * height];
    this.slots = new int[width * height];
    Arrays.fill(slots, -1);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// ARGB, premultiplied by alpha, rows from the top: `pixels[y * width + x]`.
  public int[] pixels() {
    return pixels;
  }

  /// Index of the point seen at a pixel, in the order of the scene's cloud; -1 for background and
  /// outside the picture.
  public int pointAt(int x, int y) {
    if (x < 0 || y < 0 || x >= width || y >= height) {
      return -1;
    }
    int slot = slots[y * width + x];
    return slot < 0 ? -1 : pointOfSlot[slot];
  }

  public FrameStats stats() {
    return stats;
  }

  /// What the picture shows; null before the first rendering.
  public @Nullable Scene scene() {
    return scene;
  }

  /// From where; null before the first rendering.
  public @Nullable Camera camera() {
    return camera;
  }

  /// For renderers: the buffer of drawn slots a pixel, -1 for background.
  public int[] slots() {
    return slots;
  }

  /// For renderers: says what was drawn, with `order[slot]` the index of the point in a slot.
  public void describe(Scene drawn, Camera from, int[] order, FrameStats how) {
    scene = drawn;
    camera = from;
    pointOfSlot = order;
    stats = how;
  }
}
