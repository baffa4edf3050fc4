package cadenza.scan.io.las;

import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ScanException;
import java.io.IOException;
import java.util.Arrays;

/// The public header block of a LAS file as it stands in the file (LAS 1.4 R15, table 3; shorter in
/// older versions).
///
/// @param bytes the block itself, at least 227 bytes
record LasHeader(byte[] bytes) {
  static final int LENGTH_1_2 = 227;
  static final int LENGTH_1_3 = 235;
  static final int LENGTH_1_4 = 375;

  static final int SOURCE_AT = 4;
  static final int ENCODING_AT = 6;
  static final int GUID_AT = 8;
  static final int MAJOR_AT = 24;
  static final int MINOR_AT = 25;
  static final int SYSTEM_AT = 26;
  static final int SOFTWARE_AT = 58;
  static final int DAY_AT = 90;
  static final int LENGTH_AT = 94;
  static final int POINTS_AT = 96;
  static final int RECORDS_AT = 100;
  static final int FORMAT_AT = 104;
  static final int STRIDE_AT = 105;
  static final int OLD_COUNT_AT = 107;
  static final int OLD_RETURNS_AT = 111;
  static final int SCALE_AT = 131;
  static final int OFFSET_AT = 155;
  static final int BOUNDS_AT = 179;
  static final int WAVEFORMS_AT = 227;
  static final int EXTENDED_RECORDS_AT = 235;
  static final int EXTENDED_COUNT_AT = 243;
  static final int COUNT_AT = 247;
  static final int RETURNS_AT = 255;

  /// Bit of the global encoding: the reference system is told as WKT.
  static final int WKT_BIT = 1 << 4;

  private static final int COMPRESSED_BIT = 0x80;
  private static final int FORMAT_BITS = 0x3f;

  /// Reads the block.
  ///
  /// @throws ScanException if it is cut short or tells a point format that there is none of
  static LasHeader read(FileBytes file) throws IOException {
    byte[] bytes = file.read(0, LENGTH_1_4);
    int length =
        bytes.length < LENGTH_1_2
            ? LENGTH_1_2
            : Math.clamp(LittleEndian.uint16(bytes, LENGTH_AT), LENGTH_1_2, LENGTH_1_4);
    if (bytes.length < length) {
      throw new ScanException(
          file.path(),
          "the file ends inside the header, after %d of %d bytes".formatted(bytes.length, length),
          "Copy or export it again.");
    }
    LasHeader header = new LasHeader(Arrays.copyOf(bytes, length));
    int format = bytes[FORMAT_AT] & FORMAT_BITS;
    if (format > 10) {
      throw new ScanException(
          file.path(),
          "the header says point format %d; there are 0 to 10".formatted(format),
          "It is damaged: copy or export it again.");
    }
    return header;
  }

  int minorVersion() {
    return LittleEndian.uint8(bytes, MINOR_AT);
  }

  String version() {
    return LittleEndian.uint8(bytes, MAJOR_AT) + "." + minorVersion();
  }

  /// True if the block is long enough for what LAS 1.4 added: counts of 64 bits, records behind the
  /// points.
  boolean isLong() {
    return minorVersion() >= 4 && bytes.length >= LENGTH_1_4;
  }

  /// Length that the block claims.
  int length() {
    return LittleEndian.uint16(bytes, LENGTH_AT);
  }

  PointFormat format() {
    return new PointFormat(bytes[FORMAT_AT] & FORMAT_BITS);
  }

  boolean isCompressed() {
    return (bytes[FORMAT_AT] & COMPRESSED_BIT) != 0;
  }

  /// Length of a point record as claimed.
  int recordLength() {
    return LittleEndian.uint16(bytes, STRIDE_AT);
  }

  /// Where the points begin, as claimed.
  long pointsAt() {
    return LittleEndian.uint32(bytes, POINTS_AT);
  }

  /// How many variable length records there are, as claimed.
  long recordCount() {
    return LittleEndian.uint32(bytes, RECORDS_AT);
  }

  /// How many points there are, as claimed in 64 bits and, for older programs, in 32.
  ///
  /// @param fitting how many there can be; the claim that says just that is believed where the two
  ///   differ
  long pointCount(long fitting) {
    long old = LittleEndian.uint32(bytes, OLD_COUNT_AT);
    if (!isLong()) {
      return old;
    }
    long count = LittleEndian.int64(bytes, COUNT_AT);
    return count == 0 || old == fitting ? old : count < 0 ? Long.MAX_VALUE : count;
  }

  double scale(int axis) {
    return LittleEndian.float64(bytes, SCALE_AT + 8 * axis);
  }

  double offset(int axis) {
    return LittleEndian.float64(bytes, OFFSET_AT + 8 * axis);
  }

  /// The box around all points, as claimed.
  Box bounds() {
    double[] min = new double[3];
    double[] max = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      max[axis] = LittleEndian.float64(bytes, BOUNDS_AT + 16 * axis);
      min[axis] = LittleEndian.float64(bytes, BOUNDS_AT + 16 * axis + 8);
    }
    return new Box(min, max);
  }

  /// A box that may make no sense.
  record Box(double[] min, double[] max) {
    /// True if it makes sense and holds all points, give or take a metre.
    ///
    /// @param world `(points, 3)`
    boolean contains(double[] world) {
      for (int i = 0; i < world.length; i++) {
        double low = min[i % 3];
        double high = max[i % 3];
        boolean isInside = world[i] >= low - 1 && world[i] <= high + 1;
        if (!isInside || !Double.isFinite(low) || !Double.isFinite(high)) {
          return false;
        }
      }
      return world.length > 0;
    }

    double[] center() {
      double[] center = new double[3];
      for (int axis = 0; axis < 3; axis++) {
        center[axis] = min[axis] + (max[axis] - min[axis]) / 2;
      }
      return center;
    }
  }

  boolean hasWkt() {
    return (LittleEndian.uint16(bytes, ENCODING_AT) & WKT_BIT) != 0;
  }

  /// Where the record with the waveforms begins; 0 if there is none.
  long waveformsAt() {
    boolean isThere = minorVersion() >= 3 && bytes.length >= LENGTH_1_3;
    return isThere ? Math.max(0, LittleEndian.int64(bytes, WAVEFORMS_AT)) : 0;
  }

  /// Where the records behind the points begin; 0 if there are none.
  long extendedRecordsAt() {
    boolean isThere = isLong() && extendedRecordCount() > 0;
    return isThere ? Math.max(0, LittleEndian.int64(bytes, EXTENDED_RECORDS_AT)) : 0;
  }

  long extendedRecordCount() {
    return isLong() ? LittleEndian.uint32(bytes, EXTENDED_COUNT_AT) : 0;
  }
}
