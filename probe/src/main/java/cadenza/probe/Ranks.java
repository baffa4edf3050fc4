package cadenza.probe;

import java.util.Arrays;

/// Finds what comes at a place among sorted numbers without sorting them all: numbers are counted
/// by their leading bits, and only those that share the place's are sorted.
final class Ranks {
  private static final int BITS = 16;

  private final float[] values;
  private final int[] counts;
  private final long[] below = new long[(1 << BITS) + 1]; // numbers with smaller leading bits

  /// @param counts how often each number counts
  Ranks(float[] values, int[] counts) {
    this.values = values;
    this.counts = counts;
    for (int i = 0; i < values.length; i++) {
      below[leading(values[i]) + 1] += counts[i];
    }
    for (int b = 0; b < 1 << BITS; b++) {
      below[b + 1] += below[b];
    }
  }

  /// The number at a place, 0 for the smallest; NaN is larger than all others.
  float at(long place) {
    int bucket = Arrays.binarySearch(below, place);
    if (bucket < 0) {
      bucket = -bucket - 2;
    } else {
      while (below[bucket + 1] <= place) { // empty ones begin at the same place
        bucket++;
      }
    }
    int wanted = bucket;
    long[] members = new long[16]; // a number's order and its row
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (counts[i] > 0 && leading(values[i]) == wanted) {
        if (count == members.length) {
          members = Arrays.copyOf(members, 2 * count);
        }
        members[count++] = (long) order(values[i]) << 32 | i;
      }
    }
    Arrays.sort(members, 0, count);
    long left = place - below[wanted];
    int at = 0;
    while (left >= counts[(int) members[at]]) {
      left -= counts[(int) members[at++]];
    }
    return values[(int) members[at]];
  }

  private static int leading(float value) {
    return (order(value) >> 32 - BITS) + (1 << BITS - 1);
  }

  // An integer that is larger where the number is.
  private static int order(float value) {
    int bits = Float.floatToIntBits(value + 0f); // -0 is 0
    return bits ^ (bits >> 31 & 0x7fffffff);
  }
}
