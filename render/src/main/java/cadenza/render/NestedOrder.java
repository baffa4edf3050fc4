package cadenza.render;

import java.util.SplittableRandom;

/// Orders of a run of neighbours in which every beginning is an even sample of the run.
///
/// # How it works
///
/// An order of 2m places is made from one of m: each place becomes a pair, of which first one by
/// chance is taken throughout, then the other. So the first 2^k of an order lie one in each of 2^k
/// equal parts of the run, at a random place in it. A run of any other length skips the places it
/// does not have.
final class NestedOrder {
  private final int[][] orders;

  /// Orders for runs of up to `longest` places.
  NestedOrder(int longest) {
    int levels = Math.max(1, 32 - Integer.numberOfLeadingZeros(Math.max(1, longest - 1)));
    SplittableRandom random = new SplittableRandom(20260101);
    orders = new int[levels + 1][];
    orders[0] = new int[1];
    for (int level = 1; level <= levels; level++) {
      int[] half = orders[level - 1];
      int[] order = new int[2 * half.length];
      for (int i = 0; i < half.length; i++) {
        int first = random.nextInt(2);
        order[i] = 2 * half[i] + first;
        order[half.length + i] = 2 * half[i] + 1 - first;
      }
      orders[level] = order;
    }
  }

  /// The shortest order that has all places of a run of `length`; places from `length` on are to be
  /// skipped.
  int[] of(int length) {
    return orders[length <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(length - 1)];
  }
}
