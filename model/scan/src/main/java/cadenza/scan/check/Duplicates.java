package cadenza.scan.check;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.BitSet;

/// Points that lie exactly where an earlier point of the scan does.
///
/// # How it works
///
/// Positions are looked up in an open-addressed table of indices, filled in the order of the file,
/// so that of equal points the first counts as the original.
public final class Duplicates {
  /// Beyond this the table takes more memory and time than the answer is worth.
  public static final int MOST_POINTS = 20_000_000;

  private static final int CHECK_EVERY = 1 << 16;

  private Duplicates() {}

  /// The rows of the later ones of equal points; none if the scan is larger than [#MOST_POINTS].
  public static BitSet find(PointCloud cloud, Progress progress) {
    int n = cloud.pointCount();
    BitSet found = new BitSet();
    if (n > MOST_POINTS || n == 0) {
      return found;
    }
    float[] at = cloud.positions();
    int[] slots = new int[Integer.highestOneBit(Math.max(1, n)) * 4];
    int mask = slots.length - 1;
    for (int i = 0; i < n; i++) {
      if (i % CHECK_EVERY == 0) {
        progress.checkCancelled();
        progress.report((double) i / n, "looking for duplicates");
      }
      if (cloud.isFinite(i)) {
        int slot = hash(at, i) & mask;
        while (slots[slot] != 0 && !isEqual(at, i, slots[slot] - 1)) {
          slot = (slot + 1) & mask;
        }
        if (slots[slot] == 0) {
          slots[slot] = i + 1;
        } else {
          found.set(i);
        }
      }
    }
    return found;
  }

  // -0 equals 0 and must hash as it does: adding 0 turns one into the other.
  private static int hash(float[] at, int point) {
    long h = Float.floatToIntBits(at[3 * point] + 0f);
    h = h * 0x9e3779b97f4a7c15L + Float.floatToIntBits(at[3 * point + 1] + 0f);
    h = h * 0x9e3779b97f4a7c15L + Float.floatToIntBits(at[3 * point + 2] + 0f);
    h = (h ^ h >>> 30) * 0xbf58476d1ce4e5b9L;
    return (int) (h ^ h >>> 31);
  }

  private static boolean isEqual(float[] at, int a, int b) {
    return at[3 * a] == at[3 * b]
        && at[3 * a + 1] == at[3 * b + 1]
        && at[3 * a + 2] == at[3 * b + 2];
  }
}
