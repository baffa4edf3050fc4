package cadenza.scan.grid;

/// Stable order of unsigned 64-bit keys.
///
/// # How it works
///
/// Least-significant-digit radix sort with 11-bit digits, carrying row numbers along. All
/// histograms are counted in one pass; digits in which no two keys differ cost nothing.
final class RadixSort {
  private static final int DIGIT_BITS = 11;
  private static final int BUCKETS = 1 << DIGIT_BITS;

  private RadixSort() {}

  /// Rows in the order of ascending unsigned `keys`; equal keys keep their order.
  ///
  /// @param bits the keys are below `2^bits` (1 to 64)
  static int[] order(long[] keys, int bits) {
    int n = keys.length;
    int digits = Math.ceilDiv(bits, DIGIT_BITS);
    int[][] counts = new int[digits][BUCKETS];
    for (long key : keys) {
      for (int digit = 0; digit < digits; digit++) {
        counts[digit][bucket(key, digit)]++;
      }
    }
    int[] rows = new int[n];
    for (int i = 0; i < n; i++) {
      rows[i] = i;
    }
    long[] sorted = keys;
    for (int digit = 0; digit < digits; digit++) {
      int[] starts = counts[digit];
      if (n == 0 || starts[bucket(keys[0], digit)] == n) {
        continue;
      }
      int start = 0;
      for (int b = 0; b < BUCKETS; b++) {
        int count = starts[b];
        starts[b] = start;
        start += count;
      }
      long[] nextSorted = new long[n];
      int[] nextRows = new int[n];
      for (int i = 0; i < n; i++) {
        long key = sorted[i];
        int to = starts[bucket(key, digit)]++;
        nextSorted[to] = key;
        nextRows[to] = rows[i];
      }
      sorted = nextSorted;
      rows = nextRows;
    }
    return rows;
  }

  private static int bucket(long key, int digit) {
    return (int) (key >>> (DIGIT_BITS * digit)) & (BUCKETS - 1);
  }
}
