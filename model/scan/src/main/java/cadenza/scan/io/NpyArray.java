package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.ScalarType;

/// An array of NumPy's, row-major.
///
/// @param shape length of each dimension; empty for a scalar
/// @param type how numbers are stored; booleans are `UINT8` 0 and 1
/// @param values primitive array as [ScalarType#newArray(int)] makes it
public record NpyArray(int[] shape, ScalarType type, Object values) {
  public NpyArray {
    long size = 1;
    for (int length : shape) {
      size *= length;
    }
    if (values.getClass() != type.newArray(0).getClass()
        || java.lang.reflect.Array.getLength(values) != size) {
      throw new IllegalArgumentException("shape and type do not fit the values");
    }
  }

  public static NpyArray of(float[] values, int... shape) {
    return new NpyArray(shape, ScalarType.FLOAT32, values);
  }

  public static NpyArray of(long[] values, int... shape) {
    return new NpyArray(shape, ScalarType.INT64, values);
  }

  public static NpyArray of(byte[] values, int... shape) {
    return new NpyArray(shape, ScalarType.UINT8, values);
  }

  /// Number of elements.
  public int size() {
    return java.lang.reflect.Array.getLength(values);
  }

  /// The values as floats, converted if stored otherwise.
  public float[] floats() {
    if (values instanceof float[] floats) {
      return floats;
    }
    double[] doubles = doubles();
    float[] out = new float[doubles.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) doubles[i];
    }
    return out;
  }

  /// The values as doubles, converted if stored otherwise.
  public double[] doubles() {
    if (values instanceof double[] doubles) {
      return doubles;
    }
    Attribute typed = new Attribute("array", type, values);
    double[] out = new double[size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = typed.get(i);
    }
    return out;
  }

  /// The values as longs; fractions are cut off.
  public long[] longs() {
    if (values instanceof long[] longs) {
      return longs;
    }
    double[] doubles = doubles();
    long[] out = new long[doubles.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (long) doubles[i];
    }
    return out;
  }

  /// The values as ints; fractions are cut off, what does not fit saturates.
  public int[] ints() {
    if (values instanceof int[] ints) {
      return ints;
    }
    long[] longs = longs();
    int[] out = new int[longs.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = Math.clamp(longs[i], Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    return out;
  }
}
