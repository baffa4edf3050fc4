package cadenza.scan.io.las;

import cadenza.scan.io.FileBytes;
import java.io.IOException;

/// Reads numbers from an arithmetically coded part of a file (LAZ specification, "arithmetic
/// decoder"; A. Said, Introduction to Arithmetic Coding, HPL-2004-76).
///
/// # How it works
///
/// `value` is where in the interval of `length` the coded number lies. A symbol narrows the
/// interval to its share of it; once the interval is shorter than 2^24 a byte is shifted in. The
/// encoder ends so that the decoder has read all bytes, and no more, when it has read the last
/// symbol. So reading on is a sign of damage: what comes out from then on is worth nothing, and
/// [#hasFailed()] says so. Bytes come through a window, however long the part is.
final class ArithmeticDecoder {
  private static final int WINDOW_BYTES = 1 << 16;
  private static final int MIN_LENGTH = 1 << 24;
  private static final int MAX_SHIFTED_BITS = 19;

  private byte[] window = new byte[0];
  private int at;
  private int end;
  private final FileBytes file;
  private long next;
  private long last;
  private int value;
  private int length;
  private boolean hasFailed;

  ArithmeticDecoder(FileBytes file) {
    this.file = file;
  }

  /// Begins to decode the bytes of the file from `from` to `to` (exclusive).
  void start(long from, long to) throws IOException {
    next = from;
    last = Math.max(from, Math.min(to, file.size()));
    at = 0;
    end = 0;
    hasFailed = false;
    length = 0xffffffff;
    value = nextByte() << 24;
    value |= nextByte() << 16;
    value |= nextByte() << 8;
    value |= nextByte();
    if (value == 0xffffffff) { // no encoder gets there; the rest relies on value < length
      hasFailed = true;
      value = 0;
    }
  }

  /// True if there was more to decode than bytes, or the bytes are none that an encoder writes.
  boolean hasFailed() {
    return hasFailed;
  }

  /// Where in the file the first byte lies that was not needed.
  long position() {
    return next - (end - at);
  }

  /// True if exactly the bytes there are were needed.
  boolean isAtEnd() {
    return !hasFailed && position() == last;
  }

  int bit(BitModel model) throws IOException {
    int zero = model.zeroProbability * (length >>> BitModel.PRECISION);
    int bit;
    if (Integer.compareUnsigned(value, zero) < 0) {
      bit = 0;
      length = zero;
    } else {
      bit = 1;
      value -= zero;
      length -= zero;
    }
    shift();
    model.count(bit);
    return bit;
  }

  int symbol(SymbolModel model) throws IOException {
    int unit = length >>> SymbolModel.PRECISION;
    int symbol = model.symbolAt(Integer.divideUnsigned(value, unit));
    int from = model.distribution[symbol] * unit;
    if (symbol != model.lastSymbol()) {
      length = model.distribution[symbol + 1] * unit;
    }
    value -= from;
    length -= from;
    shift();
    model.count(symbol);
    return symbol;
  }

  /// A number of `count` bits, at most 32, that no model was made for.
  int bits(int count) throws IOException {
    if (count > MAX_SHIFTED_BITS) {
      int low = bits(16);
      return bits(count - 16) << 16 | low;
    }
    length >>>= count;
    int symbol = Integer.divideUnsigned(value, length);
    value -= symbol * length;
    hasFailed |= symbol >>> count != 0;
    shift();
    return symbol & ((1 << count) - 1);
  }

  int int32() throws IOException {
    return bits(32);
  }

  long int64() throws IOException {
    long low = bits(32) & 0xffffffffL;
    return (long) bits(32) << 32 | low;
  }

  /// The integer that `predicted` was said of.
  int integer(IntegerModel model, int predicted, int context) throws IOException {
    int k = symbol(model.widths(context));
    model.k = k;
    int difference;
    if (k == 0) {
      difference = bit(model.zeroOrOne);
    } else if (k < 32) {
      difference = symbol(model.differences(k));
      if (k > IntegerModel.MODELLED_BITS) {
        int low = k - IntegerModel.MODELLED_BITS;
        difference = difference << low | bits(low);
      }
      // 0 … 2^k - 1 stands for -(2^k - 1) … -2^(k-1) and 2^(k-1) + 1 … 2^k
      difference += difference >= 1 << (k - 1) ? 1 : 1 - (1 << k);
    } else {
      difference = Integer.MIN_VALUE;
    }
    return model.wrap(predicted + difference);
  }

  private void shift() throws IOException {
    // less than 2^24, unsigned
    while (length >>> 24 == 0) {
      value = value << 8 | nextByte();
      length <<= 8;
      if (length == 0) { // only what no encoder writes leads here
        hasFailed = true;
        length = MIN_LENGTH;
      }
    }
  }

  private int nextByte() throws IOException {
    if (at == end && !refill()) {
      hasFailed = true;
      return 0;
    }
    return window[at++] & 0xff;
  }

  private boolean refill() throws IOException {
    int count = (int) Math.min(last - next, WINDOW_BYTES);
    if (count <= 0) {
      return false;
    }
    if (window.length < count) {
      window = new byte[count];
    }
    at = 0;
    end = file.read(next, window, 0, count);
    next += end;
    return end > 0;
  }
}
