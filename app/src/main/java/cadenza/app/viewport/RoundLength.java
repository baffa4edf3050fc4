package cadenza.app.viewport;

import java.util.Locale;

/// A length that is easy to read: 1, 2 or 5 times a power of ten.
public record RoundLength(double meters) {
  private static final double[] STEPS = {1, 2, 5, 10};

  /// The longest round length that is not longer than this.
  public static RoundLength atMost(double meters) {
    if (!(meters > 0) || Double.isInfinite(meters)) {
      throw new IllegalArgumentException("a length of " + meters + " m");
    }
    double decade = Math.pow(10, Math.floor(Math.log10(meters)));
    double best = decade;
    for (double step : STEPS) {
      // Rounding must not make 5 m of 4.999999999 m into 2 m.
      if (step * decade <= meters * (1 + 1e-9)) {
        best = step * decade;
      }
    }
    return new RoundLength(best);
  }

  /// In words, with the unit that needs the fewest digits.
  public String words() {
    if (meters >= 1000) {
      return plain(meters / 1000) + " km";
    }
    if (meters >= 1) {
      return plain(meters) + " m";
    }
    if (meters >= 0.01) {
      return plain(meters * 100) + " cm";
    }
    return plain(meters * 1000) + " mm";
  }

  private static String plain(double value) {
    return value >= 0.999
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.2g", value);
  }
}
