package cadenza.scan.io.las;

import java.util.Arrays;

/// Writes numbers into arithmetically coded bytes: the mirror of [ArithmeticDecoder].
///
/// # How it works
///
/// `base` is the lower end of the interval of `length` that the numbers so far have narrowed it to.
/// Its highest byte is written once the interval is shorter than 2^24; a carry may still change
/// bytes that are written already.
final class ArithmeticEncoder {
  private static final int MIN_LENGTH = 1 << 24;
  private static final int MAX_SHIFTED_BITS = 19;

  private byte[] bytes = new byte[256];
  private int size;
  private int base;
  private int length;

  /// Begins anew; what was written so far is forgotten.
  void start() {
    size = 0;
    base = 0;
    length = 0xffffffff;
  }

  /// The bytes written, of which the first [#size()] count.
  byte[] bytes() {
    return bytes;
  }

  int size() {
    return size;
  }

  /// Writes what is needed to tell the last symbol, and zeros until as many bytes are written as
  /// the decoder reads.
  void finish() {
    boolean needsOne = Integer.compareUnsigned(length, 2 * MIN_LENGTH) > 0;
    if (needsOne) {
      raise(MIN_LENGTH);
      length = MIN_LENGTH >>> 1;
    } else {
      raise(MIN_LENGTH >>> 1);
      length = MIN_LENGTH >>> 9;
    }
    shift();
    write(0);
    write(0);
    if (needsOne) {
      write(0);
    }
  }

  void bit(BitModel model, int bit) {
    int zero = model.zeroProbability * (length >>> BitModel.PRECISION);
    if (bit == 0) {
      length = zero;
    } else {
      raise(zero);
      length -= zero;
    }
    shift();
    model.count(bit);
  }

  void symbol(SymbolModel model, int symbol) {
    int unit = length >>> SymbolModel.PRECISION;
    int from = model.distribution[symbol] * unit;
    if (symbol != model.lastSymbol()) {
      length = model.distribution[symbol + 1] * unit;
    }
    raise(from);
    length -= from;
    shift();
    model.count(symbol);
  }

  /// A number of `count` bits, at most 32, that no model is made for.
  void bits(int count, int number) {
    if (count > MAX_SHIFTED_BITS) {
      bits(16, number & 0xffff);
      bits(count - 16, number >>> 16);
      return;
    }
    length >>>= count;
    raise(number * length);
    shift();
  }

  /// An integer that `predicted` was said of.
  void integer(IntegerModel model, int predicted, int actual, int context) {
    int difference = actual - predicted;
    if (model.bits() < 32) {
      // into the range from -2^(bits-1) to 2^(bits-1) - 1
      int unused = 32 - model.bits();
      difference = difference << unused >> unused;
    }
    int k = 32 - Integer.numberOfLeadingZeros(difference <= 0 ? -difference : difference - 1);
    model.k = k;
    symbol(model.widths(context), k);
    if (k == 0) {
      bit(model.zeroOrOne, difference);
    } else if (k < 32) {
      int number = difference < 0 ? difference + (1 << k) - 1 : difference - 1;
      int low = Math.max(0, k - IntegerModel.MODELLED_BITS);
      symbol(model.differences(k), number >>> low);
      if (low > 0) {
        bits(low, number & ((1 << low) - 1));
      }
    }
  }

  private void raise(int by) {
    int raised = base + by;
    if (Integer.compareUnsigned(raised, base) < 0) {
      int i = size - 1;
      while (bytes[i] == (byte) 0xff) {
        bytes[i--] = 0;
      }
      bytes[i]++;
    }
    base = raised;
  }

  private void shift() {
    while (length >>> 24 == 0) {
      write(base >>> 24);
      base <<= 8;
      length <<= 8;
    }
  }

  private void write(int number) {
    if (size == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * size);
    }
    bytes[size++] = (byte) number;
  }
}
