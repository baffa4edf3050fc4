package cadenza.scan.io.las;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Makes the public header block of a file that is written.
final class LasHeaderWriter {
  private static final int RETURN_COUNTS = 15;
  private static final int OLD_RETURN_COUNTS = 5;
  private static final int NAME_BYTES = 32;

  private final byte[] bytes;
  private final PointFormat format;
  private final double[] scales;

  /// @param old the header of the file the points came from, of which source, day, names and
  ///   version are kept
  /// @param atLeast the least minor version, besides what the point format needs
  LasHeaderWriter(
      @Nullable LasHeader old, PointFormat format, double[] scales, int atLeast, Clock clock) {
    this.format = format;
    this.scales = scales;
    int minor = Math.max(old == null ? 4 : Math.min(4, old.minorVersion()), atLeast);
    minor = Math.max(minor, least(format));
    bytes = new byte[length(minor)];
    if (old == null) {
      put(LasHeader.SYSTEM_AT, "OTHER");
      put(LasHeader.SOFTWARE_AT, "Cadenza");
      LocalDate today = LocalDate.now(clock);
      LittleEndian.putInt16(bytes, LasHeader.DAY_AT, today.getDayOfYear());
      LittleEndian.putInt16(bytes, LasHeader.DAY_AT + 2, today.getYear());
    } else {
      System.arraycopy(old.bytes(), 0, bytes, 0, LasHeader.LENGTH_AT);
    }
    System.arraycopy("LASF".getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, 4);
    bytes[LasHeader.MAJOR_AT] = 1;
    bytes[LasHeader.MINOR_AT] = (byte) minor;
    LittleEndian.putInt16(bytes, LasHeader.LENGTH_AT, bytes.length);
    for (int i = 0; i < 6; i++) {
      int at = i < 3 ? LasHeader.SCALE_AT + 8 * i : LasHeader.OFFSET_AT + 8 * (i - 3);
      LittleEndian.putFloat64(bytes, at, scales[i]);
    }
  }

  private static int least(PointFormat format) {
    if (format.isExtended()) {
      return 4;
    }
    return format.hasWaveforms() ? 3 : format.hasColor() ? 2 : 0;
  }

  private static int length(int minor) {
    return minor >= 4
        ? LasHeader.LENGTH_1_4
        : minor == 3 ? LasHeader.LENGTH_1_3 : LasHeader.LENGTH_1_2;
  }

  private void put(int at, String text) {
    byte[] encoded = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(encoded, 0, bytes, at, Math.min(NAME_BYTES, encoded.length));
  }

  int minorVersion() {
    return bytes[LasHeader.MINOR_AT];
  }

  int length() {
    return bytes.length;
  }

  private boolean isLong() {
    return bytes.length >= LasHeader.LENGTH_1_4;
  }

  /// Says whether the reference system is told as WKT.
  void setWkt(boolean isWkt) {
    int encoding = LittleEndian.uint16(bytes, LasHeader.ENCODING_AT) & ~LasHeader.WKT_BIT;
    LittleEndian.putInt16(bytes, LasHeader.ENCODING_AT, encoding | (isWkt ? LasHeader.WKT_BIT : 0));
  }

  /// Says where and how the points are stored.
  void setPoints(long at, int records, int recordLength, boolean isCompressed) {
    LittleEndian.putInt32(bytes, LasHeader.POINTS_AT, (int) at);
    LittleEndian.putInt32(bytes, LasHeader.RECORDS_AT, records);
    bytes[LasHeader.FORMAT_AT] = (byte) (format.number() | (isCompressed ? 0x80 : 0));
    LittleEndian.putInt16(bytes, LasHeader.STRIDE_AT, recordLength);
  }

  /// Says how many points there are, of which return, and in which box.
  ///
  /// @param returns points by return number, from 0 on
  /// @param low smallest stored coordinates
  /// @param high largest stored coordinates; below `low` if there are none
  void setStatistics(int points, int[] returns, int[] low, int[] high) {
    if (isLong()) {
      LittleEndian.putInt64(bytes, LasHeader.COUNT_AT, points);
      for (int i = 0; i < RETURN_COUNTS; i++) {
        LittleEndian.putInt64(bytes, LasHeader.RETURNS_AT + 8 * i, returns[i + 1]);
      }
    }
    // formats of LAS 1.4 leave the counts for older programs at zero
    if (!format.isExtended()) {
      LittleEndian.putInt32(bytes, LasHeader.OLD_COUNT_AT, points);
      for (int i = 0; i < OLD_RETURN_COUNTS; i++) {
        LittleEndian.putInt32(bytes, LasHeader.OLD_RETURNS_AT + 4 * i, returns[i + 1]);
      }
    }
    for (int axis = 0; axis < 3; axis++) {
      boolean isAny = low[axis] <= high[axis];
      double a = isAny ? low[axis] * scales[axis] + scales[3 + axis] : 0;
      double b = isAny ? high[axis] * scales[axis] + scales[3 + axis] : 0;
      int at = LasHeader.BOUNDS_AT + 16 * axis;
      LittleEndian.putFloat64(bytes, at, Math.max(a, b)); // a scale may be negative
      LittleEndian.putFloat64(bytes, at + 8, Math.min(a, b));
    }
  }

  /// Says where the records behind the points lie, and the waveforms among them.
  ///
  /// @param at where the first begins
  /// @param waveformsAt where that with the waveforms begins; 0 if there is none
  void setBehind(long at, int count, long waveformsAt) {
    if (bytes.length >= LasHeader.LENGTH_1_3) {
      LittleEndian.putInt64(bytes, LasHeader.WAVEFORMS_AT, waveformsAt);
    }
    if (isLong() && count > 0) {
      LittleEndian.putInt64(bytes, LasHeader.EXTENDED_RECORDS_AT, at);
      LittleEndian.putInt32(bytes, LasHeader.EXTENDED_COUNT_AT, count);
    }
  }

  byte[] bytes() {
    return bytes;
  }
}
