package cadenza.scan;

import java.util.Arrays;
import java.util.Objects;

/// One named scalar per point, kept in the type the file had, so that writing it back loses
/// nothing.
///
/// The array is shared, not copied; whoever made the attribute must no longer write to it. An
/// attribute that is the same for all points takes the memory of one value.
public final class Attribute {
  /// Name of the semantic class of a point.
  public static final String LABEL = "label";

  /// Name of the object a point belongs to.
  public static final String INSTANCE = "instance";

  /// Name of the strength of the returned signal, in the file's own unit.
  public static final String INTENSITY = "intensity";

  private final String name;
  private final ScalarType type;
  private final Object values;
  private final int size;
  private final boolean isConstant;

  /// @param values a primitive array as [ScalarType#newArray(int)] makes it
  /// @throws IllegalArgumentException if the array is not of the type's storage class
  public Attribute(String name, ScalarType type, Object values) {
    this(name, type, values, java.lang.reflect.Array.getLength(values), false);
  }

  private Attribute(String name, ScalarType type, Object values, int size, boolean isConstant) {
    this.name = Objects.requireNonNull(name);
    this.type = Objects.requireNonNull(type);
    this.values = Objects.requireNonNull(values);
    if (values.getClass() != type.newArray(0).getClass()) {
      throw new IllegalArgumentException(
          name + ": " + type + " is not stored in " + values.getClass().getSimpleName());
    }
    this.size = size;
    this.isConstant = isConstant;
  }

  /// An attribute whose `size` values are all the one in `value`, an array of one.
  ///
  /// @throws IllegalArgumentException if the array is not of the type's storage class or not of one
  public static Attribute constant(String name, ScalarType type, Object value, int size) {
    if (java.lang.reflect.Array.getLength(value) != 1) {
      throw new IllegalArgumentException(name + ": one value is needed");
    }
    return new Attribute(name, type, value, size, true);
  }

  public static Attribute ofInts(String name, int[] values) {
    return new Attribute(name, ScalarType.INT32, values);
  }

  public static Attribute ofFloats(String name, float[] values) {
    return new Attribute(name, ScalarType.FLOAT32, values);
  }

  public String name() {
    return name;
  }

  public ScalarType type() {
    return type;
  }

  /// Number of values, one a point.
  public int size() {
    return size;
  }

  /// True if only one value is stored, which all points have.
  public boolean isConstant() {
    return isConstant;
  }

  /// The values of all points (`byte[]`, `short[]`, `int[]`, `long[]`, `float[]` or `double[]`);
  /// made at each call if they are constant.
  public Object values() {
    if (!isConstant) {
      return values;
    }
    Object all = type.newArray(size);
    switch (values) {
      case byte[] one -> Arrays.fill((byte[]) all, one[0]);
      case short[] one -> Arrays.fill((short[]) all, one[0]);
      case int[] one -> Arrays.fill((int[]) all, one[0]);
      case long[] one -> Arrays.fill((long[]) all, one[0]);
      case float[] one -> Arrays.fill((float[]) all, one[0]);
      case double[] one -> Arrays.fill((double[]) all, one[0]);
      default -> throw new IllegalStateException();
    }
    return all;
  }

  /// The bits of the value of point `index`, in the low end of the long, the rest zero.
  public long bits(int index) {
    int at = isConstant ? 0 : index;
    return switch (values) {
      case byte[] a -> a[at] & 0xffL;
      case short[] a -> a[at] & 0xffffL;
      case int[] a -> a[at] & 0xffffffffL;
      case long[] a -> a[at];
      case float[] a -> Float.floatToRawIntBits(a[at]) & 0xffffffffL;
      case double[] a -> Double.doubleToRawLongBits(a[at]);
      default -> throw new IllegalStateException();
    };
  }

  /// Value of a point as a double; exact for every type but 64-bit integers above 2^53.
  public double get(int point) {
    int index = isConstant ? 0 : point;
    return switch (type) {
      case INT8 -> ((byte[]) values)[index];
      case UINT8 -> ((byte[]) values)[index] & 0xff;
      case INT16 -> ((short[]) values)[index];
      case UINT16 -> ((short[]) values)[index] & 0xffff;
      case INT32 -> ((int[]) values)[index];
      case UINT32 -> ((int[]) values)[index] & 0xffffffffL;
      case INT64 -> ((long[]) values)[index];
      case UINT64 -> unsignedToDouble(((long[]) values)[index]);
      case FLOAT32 -> ((float[]) values)[index];
      case FLOAT64 -> ((double[]) values)[index];
    };
  }

  /// Value of point `index` as an int; fractions are cut off, values out of range saturate.
  public int getInt(int index) {
    return (int) get(index);
  }

  /// The values of the given points, in their order.
  public Attribute gather(int[] indices) {
    int n = indices.length;
    if (isConstant) {
      return new Attribute(name, type, values, n, true);
    }
    Object out = type.newArray(n);
    for (int i = 0; i < n; i++) {
      System.arraycopy(values, indices[i], out, i, 1);
    }
    return new Attribute(name, type, out);
  }

  private static double unsignedToDouble(long value) {
    return value >= 0 ? value : (double) (value >>> 1) * 2.0 + (value & 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attribute that
        && name.equals(that.name)
        && type == that.type
        && size == that.size
        && Objects.deepEquals(values(), that.values());
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, size);
  }

  @Override
  public String toString() {
    return name + ":" + type + "[" + size + "]";
  }
}
