package cadenza.scan.io.las;

import cadenza.scan.ScalarType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The description of an extra field: what the bytes behind a point's usual fields mean (LAS 1.4
/// R15, "Extra Bytes", table 24).
///
/// @param bytes the 192 bytes of the description as they stand in the file
record ExtraField(byte[] bytes) {
  static final int BYTES = 192;

  private static final int TYPE_AT = 2;
  private static final int OPTIONS_AT = 3;
  private static final int NAME_AT = 4;
  private static final int NAME_BYTES = 32;
  private static final int NONE_AT = 40;
  private static final int SCALE_AT = 112;
  private static final int OFFSET_AT = 136;
  private static final int DESCRIPTION_AT = 160;
  private static final int DESCRIPTION_BYTES = 32;
  private static final int HAS_NONE = 1;
  private static final int HAS_SCALE = 8;
  private static final int HAS_OFFSET = 16;

  // Beyond this a double no longer tells neighbouring integers apart when they are scaled.
  private static final double MOST_STEPS = 0x1p51;

  private static final ScalarType[] TYPES = {
    ScalarType.UINT8,
    ScalarType.INT8,
    ScalarType.UINT16,
    ScalarType.INT16,
    ScalarType.UINT32,
    ScalarType.INT32,
    ScalarType.UINT64,
    ScalarType.INT64,
    ScalarType.FLOAT32,
    ScalarType.FLOAT64,
  };

  ExtraField {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a description has " + BYTES + " bytes");
    }
  }

  /// A field of one number.
  static ExtraField of(String name, ScalarType type, String description) {
    byte[] bytes = new byte[BYTES];
    bytes[TYPE_AT] = (byte) (Arrays.asList(TYPES).indexOf(type) + 1);
    put(bytes, NAME_AT, NAME_BYTES, name);
    put(bytes, DESCRIPTION_AT, DESCRIPTION_BYTES, description);
    return new ExtraField(bytes);
  }

  private static void put(byte[] bytes, int at, int length, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    int count = Math.min(length, encoded.length);
    while (count > 0 && count < encoded.length && (encoded[count] & 0xc0) == 0x80) {
      count--; // not in the middle of a letter
    }
    System.arraycopy(encoded, 0, bytes, at, count);
  }

  /// Takes the content of the record that describes extra bytes apart.
  static List<ExtraField> parse(byte[] record) {
    List<ExtraField> fields = new ArrayList<>();
    for (int at = 0; at + BYTES <= record.length; at += BYTES) {
      fields.add(new ExtraField(Arrays.copyOfRange(record, at, at + BYTES)));
    }
    return fields;
  }

  String name() {
    return VariableRecord.text(bytes, NAME_AT, NAME_BYTES);
  }

  String description() {
    return VariableRecord.text(bytes, DESCRIPTION_AT, DESCRIPTION_BYTES);
  }

  private int dataType() {
    return LittleEndian.uint8(bytes, TYPE_AT);
  }

  private boolean hasType() {
    return dataType() >= 1 && dataType() <= 3 * TYPES.length;
  }

  /// How many numbers it has: 1, or 2 or 3 for types that were once allowed, or the count of bytes
  /// that mean nothing known.
  int count() {
    return hasType() ? (dataType() - 1) / TYPES.length + 1 : LittleEndian.uint8(bytes, OPTIONS_AT);
  }

  ScalarType type() {
    return hasType() ? TYPES[(dataType() - 1) % TYPES.length] : ScalarType.UINT8;
  }

  /// How many bytes of a record it takes.
  int length() {
    return count() * type().bytes();
  }

  private boolean has(int option) {
    return hasType() && (bytes[OPTIONS_AT] & option) != 0;
  }

  private double scale(int index) {
    double scale = has(HAS_SCALE) ? LittleEndian.float64(bytes, SCALE_AT + 8 * index) : 1;
    return Double.isFinite(scale) && scale != 0 ? scale : 1;
  }

  private double offset(int index) {
    double offset = has(HAS_OFFSET) ? LittleEndian.float64(bytes, OFFSET_AT + 8 * index) : 0;
    return Double.isFinite(offset) ? offset : 0;
  }

  /// The fields that the numbers become, named by `names`.
  ///
  /// @param at where the first lies in the record
  /// @param warnings where to say what a number means that is not applied to it
  List<RecordField> fields(List<String> names, int at, List<String> warnings) {
    List<RecordField> fields = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      fields.add(field(names.get(i), i, at + i * type().bytes(), warnings));
    }
    return fields;
  }

  private RecordField field(String name, int index, int at, List<String> warnings) {
    ScalarType type = type();
    double scale = scale(index);
    double offset = offset(index);
    boolean isScaled = scale != 1 || offset != 0;
    boolean canScale =
        !type.isFloating()
            && type.bytes() <= 4
            && Math.abs(offset / scale) + PointValues.largest(type) < MOST_STEPS;
    long none = LittleEndian.int64(bytes, NONE_AT + 8 * index);
    if (isScaled && canScale) {
      return new RecordField.Scaled(name, type, at, scale, offset, has(HAS_NONE), none);
    }
    if (isScaled) {
      warnings.add(
          "%s is to be multiplied with %s and raised by %s; it is shown as stored."
              .formatted(name, scale, offset));
    }
    if (has(HAS_NONE)) {
      String number =
          type.isFloating()
              ? Double.toString(Double.longBitsToDouble(none))
              : type == ScalarType.UINT64 ? Long.toUnsignedString(none) : Long.toString(none);
      warnings.add(
          "where %s is %s, it has no value; it is shown as stored.".formatted(name, number));
    }
    return new RecordField.Plain(name, type, at);
  }
}
