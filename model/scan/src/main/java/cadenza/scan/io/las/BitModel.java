package cadenza.scan.io.las;

/// How likely the next bit is zero, learned from the bits seen so far (LAZ specification, "bit
/// model").
final class BitModel {
  /// Probabilities are numbers of this many bits.
  static final int PRECISION = 13;

  private static final int MAX_COUNT = 1 << PRECISION;

  private int zeros;
  private int all;
  private int cycle;
  private int untilUpdate;

  /// Probability of zero, from 0 to 2^[#PRECISION].
  int zeroProbability;

  BitModel() {
    reset();
  }

  /// Forgets everything: both values are as likely.
  void reset() {
    zeros = 1;
    all = 2;
    zeroProbability = 1 << (PRECISION - 1);
    cycle = 4;
    untilUpdate = 4;
  }

  void count(int bit) {
    if (bit == 0) {
      zeros++;
    }
    if (--untilUpdate == 0) {
      update();
    }
  }

  private void update() {
    all += cycle;
    if (all > MAX_COUNT) {
      all = (all + 1) >> 1;
      zeros = (zeros + 1) >> 1;
      if (zeros == all) {
        all++;
      }
    }
    int scale = Integer.divideUnsigned(0x80000000, all);
    zeroProbability = (zeros * scale) >>> (31 - PRECISION);
    cycle = Math.min(64, (5 * cycle) >> 2);
    untilUpdate = cycle;
  }
}
