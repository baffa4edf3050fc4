package cadenza.scan;

import java.util.Arrays;
import java.util.Objects;

/// One named scalar per point, kept in the type the file had, so that writing it back loses
/// nothing.
///
/// The array is shared, not copied; whoever made the attribute must no longer write to it.
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

  /// @param values a primitive array as [ScalarType#newArray(int)] makes it
  /// @throws IllegalArgumentException if the array is not of the type's storage class
  public Attribute(String name, ScalarType type, Object values) {
    this.name = Objects.requireNonNull(name);
    this.type = Objects.requireNonNull(type);
    this.values = Objects.requireNonNull(values);
    if (values.getClass() != type.newArray(0).getClass()) {
      throw new IllegalArgumentException(
          name + ": " + type + " is not stored in " + values.getClass().getSimpleName());
    }
    this.size = java.lang.reflect.Array.getLength(values);
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

  /// The storage array (`byte[]`, `short[]`, `int[]`, `long[]`, `float[]` or `double[]`).
  public Object values() {
    return values;
  }

  /// Value of point `index` as a double; exact for every type but 64-bit integers above 2^53.
  public double get(int index) {
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
        && Objects.deepEquals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, Arrays.deepHashCode(new Object[] {values}));
  }

  @Override
  public String toString() {
    return name + ":" + type + "[" + size + "]";
  }
}
