package cadenza.scan.io.e57;

import cadenza.scan.ScalarType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What black and full brightness are in the colours of a scan.
///
/// # How it works
///
/// The scan's `colorLimits` say it (ASTM E2807, 8.4.9), or else the ranges in the prototype.
/// Integers up to 255 or 65535 go on as they are, since the table knows them; so do numbers of
/// which no range is known. Others are brought to 0 to 1.
///
/// @param low value of no brightness (3)
/// @param high value of full brightness (3)
/// @param plain type to go on as they are; empty if they must be brought to 0 to 1
record ColorRange(double[] low, double[] high, Optional<ScalarType> plain) {
  private static final double SENSIBLE = 1e7;
  private static final int BYTE_MAX = 255;
  private static final int SHORT_MAX = 65535;

  /// The range of three values of a scan.
  static ColorRange of(List<Element> rgb, double[][] limits) {
    double[] low = new double[3];
    double[] high = new double[3];
    boolean isSaid = Arrays.stream(limits).allMatch(pair -> isRange(pair[0], pair[1]));
    for (int i = 0; i < 3; i++) {
      low[i] = isSaid ? limits[i][0] : rgb.get(i).low();
      high[i] = isSaid ? limits[i][1] : rgb.get(i).high();
    }
    ScalarType type = commonType(rgb);
    boolean isByte = type == ScalarType.UINT8;
    boolean isShort = type == ScalarType.UINT16;
    if (isByte && (!isSaid || areAll(low, 0) && (areAll(high, BYTE_MAX) || areAll(high, SHORT_MAX)))
        || isShort && areAll(low, 0) && (areAll(high, BYTE_MAX) || areAll(high, SHORT_MAX))) {
      double full = isByte ? BYTE_MAX : high[0];
      return new ColorRange(new double[3], new double[] {full, full, full}, Optional.of(type));
    }
    for (int i = 0; i < 3; i++) {
      if (!isRange(low[i], high[i])) {
        return new ColorRange(new double[3], new double[] {1, 1, 1}, Optional.of(type));
      }
    }
    return new ColorRange(low, high, Optional.empty());
  }

  private static boolean isRange(double low, double high) {
    return high > low && Math.abs(low) < SENSIBLE && Math.abs(high) < SENSIBLE;
  }

  private static boolean areAll(double[] values, double value) {
    return Arrays.stream(values).allMatch(v -> v == value);
  }

  private static ScalarType commonType(List<Element> rgb) {
    ValueRange range = new ValueRange();
    rgb.forEach(range::add);
    return range.type();
  }

  /// Brings `count` values of a channel to 0 to 1, in place.
  void normalize(int channel, double[] values, int count) {
    double from = low[channel];
    double range = high[channel] - from;
    for (int i = 0; i < count; i++) {
      values[i] = Math.clamp((values[i] - from) / range, 0.0, 1.0);
    }
  }
}
