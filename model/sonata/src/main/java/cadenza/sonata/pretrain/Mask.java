package cadenza.sonata.pretrain;

import java.util.Arrays;
import java.util.List;

/// Which points of the global views are hidden from the student, in patches
/// (P/models/sonata/sonata_v1m1_base.py:293).
///
/// # How it works
///
/// Each view is cut into cubes from its own lowest corner. Cubes of all views of the batch are
/// numbered in order of view, x, y, z; a share of them is chosen at random over the whole batch, so
/// one view may have more of them than another.
///
/// @param patch of each point, views one after the other, `(points)`
/// @param patchCount how many there are
public record Mask(int[] patch, int patchCount) {

  /// Cuts views into patches.
  ///
  /// @param views positions of each view's points, `(points, 3)` each
  /// @param size edge of a patch in metres
  public static Mask patches(List<float[]> views, double size) {
    if (!(size > 0)) {
      throw new IllegalArgumentException("a patch has an edge above 0, not " + size);
    }
    int points = views.stream().mapToInt(view -> view.length / 3).sum();
    int[] patch = new int[points];
    int first = 0;
    int patches = 0;
    for (float[] view : views) {
      long[] keys = keys(view, (float) size);
      long[] cells = Arrays.stream(keys).sorted().distinct().toArray();
      for (int i = 0; i < keys.length; i++) {
        patch[first + i] = patches + Arrays.binarySearch(cells, keys[i]);
      }
      first += keys.length;
      patches += cells.length;
    }
    return new Mask(patch, patches);
  }

  private static long[] keys(float[] view, float size) {
    float[] box = Geometry.box(view);
    long[] keys = new long[view.length / 3];
    for (int i = 0; i < view.length; i++) {
      long cell = floorDivided(view[i] - box[i % 3], size);
      if (cell >= 1 << 21) {
        throw new IllegalArgumentException("patches of " + size + " m are too small for this view");
      }
      keys[i / 3] |= cell << 21 * (2 - i % 3);
    }
    return keys;
  }

  /// PyTorch's `a // b` for floats that are not negative: exact where the quotient, rounded, would
  /// be one too large.
  private static long floorDivided(float a, float b) {
    float quotient = (a - a % b) / b;
    float floor = (float) Math.floor(quotient);
    return (long) (quotient - floor > 0.5f ? floor + 1 : floor);
  }

  /// Hides a share of the patches.
  ///
  /// @param ratio share of patches
  /// @param permutation of the patches: the first ones are hidden
  /// @return true where a point is hidden, `(points)`
  public boolean[] hide(double ratio, int[] permutation) {
    if (permutation.length != patchCount) {
      throw new IllegalArgumentException(
          "a permutation of " + permutation.length + " for " + patchCount + " patches");
    }
    boolean[] chosen = new boolean[patchCount];
    for (int i = 0; i < (int) (patchCount * ratio); i++) {
      chosen[permutation[i]] = true;
    }
    boolean[] hidden = new boolean[patch.length];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = chosen[patch[i]];
    }
    return hidden;
  }

  /// Moves hidden points, so that their exact places tell nothing. As in the reference moves are
  /// cut at twice the deviation upwards only.
  ///
  /// @param coord positions of all points, `(points, 3)`
  /// @param normals normal numbers, `(hidden points, 3)`
  /// @param deviation in metres
  /// @return a copy
  public static float[] jittered(
      float[] coord, boolean[] hidden, float[] normals, double deviation) {
    float[] moved = coord.clone();
    int next = 0;
    for (int i = 0; i < moved.length; i++) {
      if (hidden[i / 3]) {
        moved[i] += Math.min(normals[next++] * (float) deviation, (float) (2 * deviation));
      }
    }
    return moved;
  }
}
