package cadenza.scan.io.las;

import java.io.IOException;

/// GPS times as they follow each other (LAZ specification, GPSTIME11 version 2, and the time layer
/// of POINT14).
///
/// # How it works
///
/// The bits of a time, taken as an integer, differ from those of the time before by a step that is
/// mostly a small multiple of the step before. Up to four sequences of times may be interleaved, as
/// in files that were merged; a symbol switches between them.
final class GpsTimes {
  private static final int LARGEST = 500;
  private static final int SMALLEST = -10;
  private static final int SAME = LARGEST - SMALLEST + 1;
  private static final int NEW_SEQUENCE = SAME + 1;
  private static final int SEQUENCES = 4;

  // Symbols after a step of zero.
  private static final int STEP = 1;
  private static final int FAR = 2;

  private final int shift;
  private final SymbolModel multiples;
  private final SymbolModel afterZero;
  private final IntegerModel steps = new IntegerModel(32, 9);
  private final long[] times = new long[SEQUENCES];
  private final int[] lastSteps = new int[SEQUENCES];
  private final int[] extremes = new int[SEQUENCES];
  private int current;
  private int newest;

  /// @param hasSame true where a symbol says that the time is the same, false where that is known
  ///   before
  GpsTimes(boolean hasSame) {
    this.shift = hasSame ? 0 : 1;
    this.multiples = new SymbolModel(NEW_SEQUENCE + SEQUENCES - shift);
    this.afterZero = new SymbolModel(FAR + SEQUENCES - shift);
  }

  /// Begins with a time, given as the bits of the double.
  void start(long bits) {
    multiples.reset();
    afterZero.reset();
    steps.reset();
    for (int i = 0; i < SEQUENCES; i++) {
      times[i] = 0;
      lastSteps[i] = 0;
      extremes[i] = 0;
    }
    times[0] = bits;
    current = 0;
    newest = 0;
  }

  /// The bits of the next time.
  long decode(ArithmeticDecoder in) throws IOException {
    // whoever encodes switches at most once; more is damage, and is stopped by the caller
    for (int tries = 0; tries < SEQUENCES; tries++) {
      if (lastSteps[current] == 0) {
        int symbol = in.symbol(afterZero) + shift;
        if (symbol == 0) {
          break;
        }
        if (symbol == STEP) {
          lastSteps[current] = in.integer(steps, 0, 0);
          times[current] += lastSteps[current];
          extremes[current] = 0;
          break;
        }
        if (symbol == FAR) {
          decodeFar(in);
          break;
        }
        current = current + symbol - FAR & 3;
      } else {
        int symbol = in.symbol(multiples);
        if (symbol < SAME) {
          decodeMultiple(in, symbol);
          break;
        }
        symbol += shift;
        if (symbol == SAME) {
          break;
        }
        if (symbol == NEW_SEQUENCE) {
          decodeFar(in);
          break;
        }
        current = current + symbol - NEW_SEQUENCE & 3;
      }
    }
    return times[current];
  }

  private void decodeMultiple(ArithmeticDecoder in, int symbol) throws IOException {
    int last = lastSteps[current];
    int multiple = symbol <= LARGEST ? symbol : LARGEST - symbol;
    int step = in.integer(steps, multiple * last, context(multiple));
    times[current] += step;
    learn(multiple, step);
  }

  private void decodeFar(ArithmeticDecoder in) throws IOException {
    long high = in.integer(steps, (int) (times[current] >>> 32), 8);
    begin(high << 32 | in.int32() & 0xffffffffL);
  }

  /// Encodes the next time, given as the bits of the double.
  void encode(ArithmeticEncoder out, long bits) {
    long far = bits - times[current];
    int step = (int) far;
    if (far == 0 && shift == 0) {
      out.symbol(
          lastSteps[current] == 0 ? afterZero : multiples, lastSteps[current] == 0 ? 0 : SAME);
    } else if (far != step) {
      encodeFar(out, bits);
    } else if (lastSteps[current] == 0) {
      out.symbol(afterZero, STEP - shift);
      out.integer(steps, 0, step, 0);
      lastSteps[current] = step;
      extremes[current] = 0;
      times[current] = bits;
    } else {
      int last = lastSteps[current];
      int multiple = Math.clamp(Math.round((double) step / last), SMALLEST, LARGEST);
      out.symbol(multiples, multiple >= 0 ? multiple : LARGEST - multiple);
      out.integer(steps, multiple * last, step, context(multiple));
      times[current] = bits;
      learn(multiple, step);
    }
  }

  private void encodeFar(ArithmeticEncoder out, long bits) {
    boolean isAfterZero = lastSteps[current] == 0;
    for (int i = 1; i < SEQUENCES; i++) {
      long far = bits - times[current + i & 3];
      if (far == (int) far) {
        out.symbol(
            isAfterZero ? afterZero : multiples, (isAfterZero ? FAR : NEW_SEQUENCE) + i - shift);
        current = current + i & 3;
        encode(out, bits);
        return;
      }
    }
    out.symbol(isAfterZero ? afterZero : multiples, (isAfterZero ? FAR : NEW_SEQUENCE) - shift);
    out.integer(steps, (int) (times[current] >>> 32), (int) (bits >>> 32), 8);
    out.bits(32, (int) bits);
    begin(bits);
  }

  private void begin(long bits) {
    newest = newest + 1 & 3;
    current = newest;
    times[current] = bits;
    lastSteps[current] = 0;
    extremes[current] = 0;
  }

  private static int context(int multiple) {
    if (multiple == 0) {
      return 7;
    }
    if (multiple > 0) {
      return multiple == 1 ? 1 : multiple < 10 ? 2 : multiple < LARGEST ? 3 : 4;
    }
    return multiple > SMALLEST ? 5 : 6;
  }

  // The step that others are multiples of is kept, until it fits four times in a row not at all.
  private void learn(int multiple, int step) {
    if (multiple == 1) {
      extremes[current] = 0;
    } else if (multiple == 0 || multiple == LARGEST || multiple == SMALLEST) {
      extremes[current]++;
      if (extremes[current] > 3) {
        lastSteps[current] = step;
        extremes[current] = 0;
      }
    }
  }
}
