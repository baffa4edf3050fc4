package cadenza.app.viewport.select;

import java.util.Arrays;
import java.util.BitSet;

/// The words in which two sets differ, to go from either to the other; most steps of a history
/// change few.
final class BitDifference {
  private final int[] places;
  private final long[] flips;

  private BitDifference(int[] places, long[] flips) {
    this.places = places;
    this.flips = flips;
  }

  static BitDifference between(BitSet one, BitSet other) {
    long[] a = one.toLongArray();
    long[] b = other.toLongArray();
    int length = Math.max(a.length, b.length);
    long[] longer = Arrays.copyOf(a, length);
    for (int i = 0; i < b.length; i++) {
      longer[i] ^= b[i];
    }
    int count = 0;
    for (long word : longer) {
      count += word != 0 ? 1 : 0;
    }
    int[] places = new int[count];
    long[] flips = new long[count];
    for (int i = 0, at = 0; i < length; i++) {
      if (longer[i] != 0) {
        places[at] = i;
        flips[at++] = longer[i];
      }
    }
    return new BitDifference(places, flips);
  }

  boolean isEmpty() {
    return places.length == 0;
  }

  /// The other of the two sets.
  BitSet from(BitSet one) {
    long[] words = one.toLongArray();
    int last = places.length == 0 ? 0 : places[places.length - 1] + 1;
    long[] changed = Arrays.copyOf(words, Math.max(words.length, last));
    for (int i = 0; i < places.length; i++) {
      changed[places[i]] ^= flips[i];
    }
    return BitSet.valueOf(changed);
  }
}
