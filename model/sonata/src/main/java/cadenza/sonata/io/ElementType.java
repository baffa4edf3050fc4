package cadenza.sonata.io;

/// How a number of a stored tensor is written, little endian.
public enum ElementType {
  FLOAT32("F32", "FloatStorage", 4),
  FLOAT16("F16", "HalfStorage", 2),
  BFLOAT16("BF16", "BFloat16Storage", 2),
  FLOAT64("F64", "DoubleStorage", 8),
  INT64("I64", "LongStorage", 8),
  INT32("I32", "IntStorage", 4),
  INT16("I16", "ShortStorage", 2),
  INT8("I8", "CharStorage", 1),
  UINT8("U8", "ByteStorage", 1),
  BOOL("BOOL", "BoolStorage", 1);

  private final String safetensorsName;
  private final String torchStorage;
  private final int bytes;

  ElementType(String safetensorsName, String torchStorage, int bytes) {
    this.safetensorsName = safetensorsName;
    this.torchStorage = torchStorage;
    this.bytes = bytes;
  }

  /// Name in a safetensors header.
  public String safetensorsName() {
    return safetensorsName;
  }

  /// Name of PyTorch's class for a stretch of such numbers, in module `torch`.
  public String torchStorage() {
    return torchStorage;
  }

  /// Bytes a number.
  public int bytes() {
    return bytes;
  }
}
