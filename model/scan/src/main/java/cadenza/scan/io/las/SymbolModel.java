package cadenza.scan.io.las;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How likely each symbol of an alphabet is, learned from the symbols seen so far (LAZ
/// specification, "symbol model").
///
/// # How it works
///
/// Symbols are counted; every so often, ever more seldom, the counts become a cumulative
/// distribution in 15 bits. Counts are halved once there are 2^15, so that old symbols are
/// forgotten. Large alphabets keep a table from the leading bits of a cumulated probability to the
/// symbols that can have it, which makes decoding a look-up and one or two comparisons.
final class SymbolModel {
  /// Cumulated probabilities are numbers of this many bits.
  static final int PRECISION = 15;

  private static final int MAX_COUNT = 1 << PRECISION;
  private static final int LARGEST_WITHOUT_TABLE = 16;

  // What is looked up can exceed 2^15 by up to 63, because lengths are cut to a multiple of their
  // unit; with more slots that would lie behind the last one.
  private static final int MOST_TABLE_BITS = 8;

  /// Cumulated probability of all symbols before each.
  final int[] distribution;

  private final int[] counts;
  private final short @Nullable [] table;
  private final int tableShift;
  private int total;
  private int cycle;
  private int untilUpdate;

  /// @param symbols size of the alphabet, from 2 to 2048
  SymbolModel(int symbols) {
    distribution = new int[symbols];
    counts = new int[symbols];
    if (symbols > LARGEST_WITHOUT_TABLE) {
      int bits = 3;
      while (symbols > 1 << bits && bits < MOST_TABLE_BITS) {
        bits++;
      }
      table = new short[(1 << bits) + 2];
      tableShift = PRECISION - bits;
    } else {
      table = null;
      tableShift = 0;
    }
    reset();
  }

  /// Forgets everything: all symbols are as likely.
  void reset() {
    int symbols = counts.length;
    Arrays.fill(counts, 1);
    total = 0;
    cycle = symbols;
    update();
    cycle = (symbols + 6) >> 1;
    untilUpdate = cycle;
  }

  int lastSymbol() {
    return counts.length - 1;
  }

  /// The symbol within whose probabilities `cumulated` lies.
  int symbolAt(int cumulated) {
    int low = 0;
    int high = counts.length;
    if (table != null) {
      int slot = cumulated >>> tableShift;
      low = table[slot];
      high = table[slot + 1] + 1;
    }
    while (high > low + 1) {
      int middle = (low + high) >> 1;
      if (distribution[middle] > cumulated) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  void count(int symbol) {
    counts[symbol]++;
    if (--untilUpdate == 0) {
      update();
    }
  }

  private void update() {
    int symbols = counts.length;
    total += cycle;
    if (total > MAX_COUNT) {
      total = 0;
      for (int i = 0; i < symbols; i++) {
        counts[i] = (counts[i] + 1) >> 1;
        total += counts[i];
      }
    }
    int scale = Integer.divideUnsigned(0x80000000, total);
    int sum = 0;
    int slot = 0;
    for (int i = 0; i < symbols; i++) {
      distribution[i] = (scale * sum) >>> (31 - PRECISION);
      sum += counts[i];
      if (table != null) {
        int last = distribution[i] >>> tableShift;
        while (slot < last) {
          table[++slot] = (short) (i - 1);
        }
      }
    }
    if (table != null) {
      table[0] = 0;
      while (slot < table.length - 1) {
        table[++slot] = (short) (symbols - 1);
      }
    }
    cycle = Math.min((5 * cycle) >> 2, (symbols + 6) << 3);
    untilUpdate = cycle;
  }
}
