package cadenza.sonata.pretrain.watch;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A part of many rows.
final class RowChoice {
  private RowChoice() {}

  /// Rows chosen by a seed, ascending; all of them if there are not more.
  static int[] of(int rows, int most, long seed) {
    int[] all = new int[rows];
    Arrays.setAll(all, i -> i);
    if (rows <= most) {
      return all;
    }
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < most; i++) {
      int other = random.nextInt(i, rows);
      int row = all[i];
      all[i] = all[other];
      all[other] = row;
    }
    int[] chosen = Arrays.copyOf(all, most);
    Arrays.sort(chosen);
    return chosen;
  }
}
