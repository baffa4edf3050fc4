package cadenza.scan.io.las;

import java.util.Optional;
import java.util.stream.IntStream;

/// The eleven point formats of LAS, and where their fields lie (LAS 1.4 R15, tables 7 to 17).
///
/// @param number from 0 to 10
record PointFormat(int number) {
  private static final int[] LENGTHS = {20, 28, 26, 34, 57, 63, 30, 36, 38, 59, 67};

  PointFormat {
    if (number < 0 || number >= LENGTHS.length) {
      throw new IllegalArgumentException("there is no point format " + number);
    }
  }

  /// The format that has what is asked for, of the formats that need LAS 1.4 or of the others.
  static Optional<PointFormat> of(
      boolean isExtended,
      boolean hasTime,
      boolean hasColor,
      boolean hasInfrared,
      boolean hasWaveforms) {
    return IntStream.range(0, LENGTHS.length)
        .mapToObj(PointFormat::new)
        .filter(format -> format.isExtended() == isExtended)
        .filter(format -> format.hasTime() || !hasTime)
        .filter(format -> format.hasColor() || !hasColor)
        .filter(format -> format.hasInfrared() || !hasInfrared)
        .filter(format -> format.hasWaveforms() == hasWaveforms)
        .findFirst();
  }

  /// Bytes of a record without extra bytes.
  int length() {
    return LENGTHS[number];
  }

  /// True for the formats of LAS 1.4, with up to 15 returns and 256 classes.
  boolean isExtended() {
    return number >= 6;
  }

  boolean hasTime() {
    return number != 0 && number != 2;
  }

  boolean hasColor() {
    return number == 2 || number == 3 || number == 5 || number == 7 || hasInfrared();
  }

  boolean hasInfrared() {
    return number == 8 || number == 10;
  }

  boolean hasWaveforms() {
    return number == 4 || number == 5 || number == 9 || number == 10;
  }

  /// Where red lies, green and blue behind it.
  int colorAt() {
    return isExtended() ? 30 : hasTime() ? 28 : 20;
  }

  int timeAt() {
    return isExtended() ? 22 : 20;
  }

  int infraredAt() {
    return 36;
  }

  int waveformAt() {
    return length() - WavePackets.BYTES;
  }
}
