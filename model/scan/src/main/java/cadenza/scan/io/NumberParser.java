package cadenza.scan.io;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads the numbers of one line of text, byte by byte and without an object a number.
///
/// # How it works
///
/// A token is cut at separators and taken apart into sign, up to 18 significant digits `m` and a
/// power of ten `e`. Where `m` is below 2^53 and `|e|` at most 22, `m * 10^e` is one correctly
/// rounded double operation on exact operands (W. D. Clinger, How to read floating point numbers
/// accurately, 1990). Rounding that double once more to float is right unless it lies exactly in
/// the middle between two floats. Longer numbers are computed with a known relative error; if both
/// ends of the error interval round to the same float, that is the answer. Everything else, the
/// rare rest, goes through the JDK's own parser, so every result is correctly rounded.
public final class NumberParser {
  private static final int MAX_DIGITS = 18;
  private static final long EXACT_LONG = 1L << 53;
  private static final double[] POWER_OF_TEN = new double[309];

  static {
    for (int i = 0; i < POWER_OF_TEN.length; i++) {
      POWER_OF_TEN[i] = Double.parseDouble("1e" + i);
    }
  }

  private byte[] bytes = new byte[0];
  private final byte point;
  private final boolean[] separates = new boolean[256];
  private int at;
  private int lineEnd;
  private int tokenStart;
  private int tokenEnd;
  private boolean malformed;

  // the token taken apart
  private boolean negative;
  private long digits;
  private int exponent;
  private boolean truncated;

  public NumberParser(TextStyle style) {
    String separators = style.separators();
    point = (byte) (style.hasDecimalComma() ? ',' : '.');
    separates[' '] = true;
    separates['\t'] = true;
    for (int i = 0; i < separators.length(); i++) {
      separates[separators.charAt(i)] = true;
    }
  }

  /// Goes to the line `text[from, to)`, which holds no line end.
  public void line(byte[] text, int from, int to) {
    bytes = text;
    at = from;
    lineEnd = to;
    malformed = false;
  }

  /// Steps to the next number; false where the line ends.
  public boolean next() {
    int i = at;
    while (i < lineEnd && separates[bytes[i] & 0xff]) {
      i++;
    }
    tokenStart = i;
    while (i < lineEnd && !separates[bytes[i] & 0xff]) {
      i++;
    }
    tokenEnd = i;
    at = i;
    return tokenEnd > tokenStart;
  }

  /// True once something in this line was asked for as a number and is none.
  public boolean isMalformed() {
    return malformed;
  }

  /// The characters stood at.
  public String text() {
    return new String(bytes, tokenStart, tokenEnd - tokenStart, StandardCharsets.ISO_8859_1);
  }

  private String number() {
    return point == '.' ? text() : text().replace((char) point, '.');
  }

  public float floatValue() {
    if (!takeApart()) {
      return (float) special();
    }
    float magnitude;
    if (digits == 0) {
      magnitude = 0;
    } else if (isExact()) {
      double d = exactProduct();
      boolean halfway = (Double.doubleToRawLongBits(d) & 0x1fffffffL) == 0x10000000L;
      magnitude = halfway || d < Float.MIN_NORMAL ? slowFloat() : (float) d;
    } else if (Math.abs(exponent) <= 300) {
      double d = digits; // three roundings and the cut digits: error below 2^-51
      d = exponent < 0 ? d / POWER_OF_TEN[-exponent] : d * POWER_OF_TEN[exponent];
      float low = (float) (d * (1 - 0x1p-50));
      float high = (float) (d * (1 + 0x1p-50));
      boolean sure = low == high && d > 2 * Float.MIN_NORMAL && d < Float.MAX_VALUE;
      magnitude = sure ? low : slowFloat();
    } else {
      magnitude = slowFloat();
    }
    return negative ? -magnitude : magnitude;
  }

  public double doubleValue() {
    if (!takeApart()) {
      return special();
    }
    double magnitude =
        digits == 0 ? 0 : isExact() ? exactProduct() : Math.abs(Double.parseDouble(number()));
    return negative ? -magnitude : magnitude;
  }

  /// The number with its fraction cut off; what is no number is 0.
  public long longValue() {
    if (!takeApart()) {
      return (long) special();
    }
    if (digits == 0 || exponent == 0 && !truncated) {
      return negative ? -digits : digits;
    }
    return exponent >= 0 ? wide(false) : (long) doubleValue();
  }

  /// As [#longValue()], for unsigned 64-bit numbers.
  public long unsignedLongValue() {
    if (takeApart() && digits != 0 && exponent >= 0 && (exponent > 0 || truncated)) {
      return negative ? 0 : wide(true);
    }
    return Math.max(0, longValue());
  }

  // Integers of 19 or 20 digits, or with an exponent: rare enough for the JDK.
  private long wide(boolean unsigned) {
    double approximate = doubleValue();
    if (Math.abs(approximate) < 0x1p65) {
      BigInteger value = new BigDecimal(number()).toBigInteger();
      if (value.bitLength() <= (unsigned ? 64 : 63)) {
        return value.longValue();
      }
    }
    return unsigned ? -1 : (long) approximate;
  }

  private boolean isExact() {
    return !truncated && digits <= EXACT_LONG && exponent >= -22 && exponent <= 22;
  }

  private double exactProduct() {
    return exponent < 0 ? digits / POWER_OF_TEN[-exponent] : digits * POWER_OF_TEN[exponent];
  }

  private float slowFloat() {
    return Math.abs(Float.parseFloat(number()));
  }

  /// False if the token is not written as a decimal number.
  private boolean takeApart() {
    int i = tokenStart;
    int end = tokenEnd;
    negative = i < end && bytes[i] == '-';
    if (negative || i < end && bytes[i] == '+') {
      i++;
    }
    long m = 0;
    int kept = 0;
    int seen = 0;
    int e = 0;
    truncated = false;
    boolean fraction = false;
    for (; i < end; i++) {
      int c = bytes[i];
      int digit = c - '0';
      if (digit >= 0 && digit <= 9) {
        seen++;
        if (kept < MAX_DIGITS) {
          m = m * 10 + digit;
          if (m != 0) {
            kept++;
          }
          e -= fraction ? 1 : 0;
        } else {
          truncated |= digit != 0;
          e += fraction ? 0 : 1;
        }
      } else if (c == point && !fraction) {
        fraction = true;
      } else {
        break;
      }
    }
    if (seen == 0) {
      return false;
    }
    if (i < end && (bytes[i] == 'e' || bytes[i] == 'E')) {
      i++;
      boolean down = i < end && bytes[i] == '-';
      if (down || i < end && bytes[i] == '+') {
        i++;
      }
      int power = 0;
      int powerStart = i;
      for (; i < end && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
        power = Math.min(100_000, power * 10 + bytes[i] - '0');
      }
      if (i == powerStart) {
        return false;
      }
      e += down ? -power : power;
    }
    digits = m;
    exponent = e;
    return i == end;
  }

  /// The spellings of infinity and "not a number" that C libraries print; anything else is
  /// malformed.
  private double special() {
    String word = text().toLowerCase(Locale.ROOT);
    boolean minus = word.startsWith("-");
    String bare = minus || word.startsWith("+") ? word.substring(1) : word;
    if (bare.equals("inf") || bare.equals("infinity") || bare.startsWith("1.#inf")) {
      return minus ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    boolean isNan =
        bare.equals("nan")
            || bare.startsWith("nan(")
            || bare.startsWith("1.#qnan")
            || bare.startsWith("1.#snan")
            || bare.startsWith("1.#ind");
    malformed |= !isNan;
    return Double.NaN;
  }
}
