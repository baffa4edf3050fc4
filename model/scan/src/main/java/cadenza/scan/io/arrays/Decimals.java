package cadenza.scan.io.arrays;

/// Writes numbers with the fewest decimal digits that give the same number back.
///
/// # How it works
///
/// The JDK prints a float as the shortest decimal that rounds to it (Giulietti, The Schubfach way
/// to render doubles). A coordinate is an origin plus such an offset: where the origin is whole,
/// both are added as whole numbers of the offset's last digit, so `665187` and `0.5221` give
/// `665187.5221` and not the sixteen digits of the double beside it. If that does not read back as
/// the same offset, the sum is printed as a double.
final class Decimals {
  private static final long EXACT = 1L << 53;
  private static final int MAX_FRACTION = 9;
  private static final long[] POWER = new long[MAX_FRACTION + 1];

  static {
    POWER[0] = 1;
    for (int i = 1; i < POWER.length; i++) {
      POWER[i] = 10 * POWER[i - 1];
    }
  }

  private final double origin;
  private final boolean isWhole;

  /// Appends coordinates counted from `origin`.
  Decimals(double origin) {
    this.origin = origin;
    this.isWhole = origin == Math.rint(origin) && Math.abs(origin) < EXACT;
  }

  void append(StringBuilder out, float offset) {
    if (origin == 0) {
      appendShortest(out, offset);
    } else if (!isWhole || !Float.isFinite(offset) || !appendSum(out, offset)) {
      appendShortest(out, origin + offset);
    }
  }

  /// Appends the sum of the origin and the shortest decimal of `offset`; false if it is not exact.
  private boolean appendSum(StringBuilder out, float offset) {
    int fraction = 0;
    while (fraction < MAX_FRACTION && !isExact(offset, fraction)) {
      fraction++;
    }
    long units = Math.round(offset * (double) POWER[fraction]);
    long whole = (long) origin;
    if (!isExact(offset, fraction) || Math.abs(whole) > (EXACT >> 1) / POWER[fraction]) {
      return false;
    }
    long sum = whole * POWER[fraction] + units;
    if (Math.abs(sum) >= EXACT || (float) ((double) sum / POWER[fraction] - origin) != offset) {
      return false;
    }
    if (sum < 0) {
      out.append('-');
      sum = -sum;
    }
    out.append(sum / POWER[fraction]);
    if (fraction > 0) {
      out.append('.');
      String digits = Long.toString(sum % POWER[fraction]);
      out.repeat('0', fraction - digits.length()).append(digits);
    }
    return true;
  }

  /// True if that many digits behind the point are enough for the float.
  private static boolean isExact(float offset, int fraction) {
    double units = Math.rint(offset * (double) POWER[fraction]);
    return Math.abs(units) < EXACT && (float) (units / POWER[fraction]) == offset;
  }

  static void appendShortest(StringBuilder out, float value) {
    out.append(value);
    dropPointZero(out);
  }

  static void appendShortest(StringBuilder out, double value) {
    out.append(value);
    dropPointZero(out);
  }

  /// Drops the `.0` that Java prints behind whole numbers.
  private static void dropPointZero(StringBuilder out) {
    int length = out.length();
    if (out.charAt(length - 1) == '0' && out.charAt(length - 2) == '.') {
      out.setLength(length - 2);
    }
  }
}
