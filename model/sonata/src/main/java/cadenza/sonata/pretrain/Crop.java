package cadenza.sonata.pretrain;

import java.util.Arrays;

/// The points nearest to a centre: what a view sees of a scene (S/transform.py:1026).
public final class Crop {
  private Crop() {}

  /// Rows of the nearest points, nearest first; among equally near ones the lower row first.
  ///
  /// @param coord positions, `(points, 3)`
  /// @param center row of the point to crop around
  /// @param size points to take, at most all
  public static int[] around(float[] coord, int center, int size) {
    return around(coord, coord[3 * center], coord[3 * center + 1], coord[3 * center + 2], size);
  }

  /// The same around a place.
  public static int[] around(float[] coord, float x, float y, float z, int size) {
    int points = coord.length / 3;
    if (size < 0 || size > points) {
      throw new IllegalArgumentException(size + " of " + points + " points");
    }
    long[] keys = new long[points];
    for (int i = 0; i < points; i++) {
      float dx = coord[3 * i] - x;
      float dy = coord[3 * i + 1] - y;
      float dz = coord[3 * i + 2] - z;
      // Bits of floats that are not negative are in the floats' order.
      keys[i] = (long) Float.floatToIntBits(dx * dx + dy * dy + dz * dz) << 32 | i;
    }
    Arrays.parallelSort(keys);
    int[] rows = new int[size];
    for (int i = 0; i < size; i++) {
      rows[i] = (int) keys[i];
    }
    return rows;
  }
}
