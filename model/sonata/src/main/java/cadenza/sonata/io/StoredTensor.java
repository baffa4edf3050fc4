package cadenza.sonata.io;

import cadenza.sonata.WeightsException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/// A named tensor as it lies in a file or in memory; nothing is read until asked for.
///
/// @param name key in the state dictionary
/// @param type how numbers are stored
/// @param shape length of each dimension; empty for a single number
/// @param data the numbers, little endian and row-major, exactly as many bytes as they need
public record StoredTensor(String name, ElementType type, long[] shape, MemorySegment data) {
  /// What happened when the mapped bytes of a file are gone.
  public static final String CHANGED = "the file changed while it was read";

  /// What to do about it.
  public static final String OPEN_AGAIN = "Open it again when it is complete.";

  private static final int CHUNK = 1 << 16;
  private static final ValueLayout.OfFloat FLOAT = little(ValueLayout.JAVA_FLOAT_UNALIGNED);
  private static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  public StoredTensor {
    if (Math.multiplyExact(count(shape), (long) type.bytes()) != data.byteSize()) {
      throw new IllegalArgumentException(
          name + " " + Arrays.toString(shape) + " does not take " + data.byteSize() + " bytes");
    }
  }

  /// A tensor over an array, which is not copied.
  public static StoredTensor of(String name, float[] values, long... shape) {
    return new StoredTensor(name, ElementType.FLOAT32, shape, MemorySegment.ofArray(values));
  }

  /// Number of elements of a shape.
  ///
  /// @throws ArithmeticException if there are more than a long can count
  public static long count(long[] shape) {
    long count = 1;
    for (long length : shape) {
      count = Math.multiplyExact(count, length);
    }
    return count;
  }

  /// Number of elements.
  public long count() {
    return count(shape);
  }

  /// Shape as people write it, for example `(48, 9)`.
  public String shapeText() {
    return text(shape);
  }

  /// A shape as people write it.
  public static String text(long[] shape) {
    return Arrays.toString(shape).replace('[', '(').replace(']', ')');
  }

  /// The same numbers under another name.
  public StoredTensor renamed(String newName) {
    return new StoredTensor(newName, type, shape, data);
  }

  /// Copies some of the stored bytes.
  ///
  /// @param from first byte of this tensor
  /// @param to place for `length` bytes
  /// @throws UncheckedIOException if the file they lie in became shorter meanwhile
  public void copyTo(long from, MemorySegment to, long length) {
    try {
      MemorySegment.copy(data, from, to, 0, length);
    } catch (InternalError e) { // how Java tells of a mapped page that is gone
      WeightsException changed = new WeightsException(Wording.quoted(name), CHANGED, OPEN_AGAIN);
      changed.initCause(e);
      throw new UncheckedIOException(changed);
    }
  }

  /// Writes the numbers as 32-bit floats.
  ///
  /// @param to room for [#count()] floats in the machine's order
  /// @throws UncheckedIOException if the file they lie in became shorter meanwhile
  public void copyFloatsTo(MemorySegment to) {
    if (type == ElementType.FLOAT32 && ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN) {
      copyTo(0, to, data.byteSize());
      return;
    }
    long count = count();
    byte[] bytes = new byte[(int) Math.min(count, CHUNK) * type.bytes()];
    MemorySegment chunk = MemorySegment.ofArray(bytes);
    for (long at = 0; at < count; at += CHUNK) {
      int n = (int) Math.min(CHUNK, count - at);
      copyTo(at * type.bytes(), chunk, (long) n * type.bytes());
      for (int i = 0; i < n; i++) {
        to.set(ValueLayout.JAVA_FLOAT_UNALIGNED, (at + i) * Float.BYTES, floatAt(chunk, i));
      }
    }
  }

  /// The numbers as 32-bit floats.
  public float[] floats() {
    float[] values = new float[Math.toIntExact(count())];
    copyFloatsTo(MemorySegment.ofArray(values));
    return values;
  }

  /// The same numbers rounded to 16-bit floats; a tensor of fewer bits or of whole numbers is left
  /// as it is.
  ///
  /// @throws ArithmeticException if a number is too large for them
  public StoredTensor half() {
    if (type != ElementType.FLOAT32 && type != ElementType.FLOAT64) {
      return this;
    }
    float[] values = floats();
    MemorySegment halves = MemorySegment.ofArray(new byte[Math.multiplyExact(2, values.length)]);
    for (int i = 0; i < values.length; i++) {
      short half = Float.floatToFloat16(values[i]);
      if (Float.isFinite(values[i]) && Float.isInfinite(Float.float16ToFloat(half))) {
        throw new ArithmeticException(
            name + " holds " + values[i] + ", more than half precision can: keep full precision");
      }
      halves.set(SHORT, 2L * i, half);
    }
    return new StoredTensor(name, ElementType.FLOAT16, shape, halves);
  }

  private float floatAt(MemorySegment bytes, long i) {
    return switch (type) {
      case FLOAT32 -> bytes.get(FLOAT, i * 4);
      case FLOAT64 -> (float) bytes.get(DOUBLE, i * 8);
      case FLOAT16 -> Float.float16ToFloat(bytes.get(SHORT, i * 2));
      case BFLOAT16 -> Float.intBitsToFloat(bytes.get(SHORT, i * 2) << 16);
      case INT64 -> bytes.get(LONG, i * 8);
      case INT32 -> bytes.get(INT, i * 4);
      case INT16 -> bytes.get(SHORT, i * 2);
      case INT8 -> bytes.get(ValueLayout.JAVA_BYTE, i);
      case UINT8, BOOL -> bytes.get(ValueLayout.JAVA_BYTE, i) & 0xff;
    };
  }

  private static ValueLayout.OfFloat little(ValueLayout.OfFloat layout) {
    return layout.withOrder(ByteOrder.LITTLE_ENDIAN);
  }
}
