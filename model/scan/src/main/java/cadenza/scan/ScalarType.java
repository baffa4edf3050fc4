package cadenza.scan;

/// The scalar types scan formats know, each with the Java array that stores it.
///
/// Unsigned types are stored in the signed array of the same width; [Attribute] widens them
/// correctly on access.
public enum ScalarType {
  INT8(1),
  UINT8(1),
  INT16(2),
  UINT16(2),
  INT32(4),
  UINT32(4),
  INT64(8),
  UINT64(8),
  FLOAT32(4),
  FLOAT64(8);

  private final int bytes;

  ScalarType(int bytes) {
    this.bytes = bytes;
  }

  /// Width in a binary file, in bytes.
  public int bytes() {
    return bytes;
  }

  public boolean isFloating() {
    return this == FLOAT32 || this == FLOAT64;
  }

  /// A zeroed array of the primitive type that stores `length` values of this type.
  public Object newArray(int length) {
    return switch (this) {
      case INT8, UINT8 -> new byte[length];
      case INT16, UINT16 -> new short[length];
      case INT32, UINT32 -> new int[length];
      case INT64, UINT64 -> new long[length];
      case FLOAT32 -> new float[length];
      case FLOAT64 -> new double[length];
    };
  }
}
