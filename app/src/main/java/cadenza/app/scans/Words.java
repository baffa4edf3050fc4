package cadenza.app.scans;

import cadenza.scan.Bounds;
import java.util.Locale;

/// Numbers as people read them.
public final class Words {
  private Words() {}

  /// `294,912 points`.
  public static String points(long count) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? "point" : "points");
  }

  /// `4.21 × 3.90 × 2.61 m`, or `empty`.
  public static String size(Bounds bounds) {
    if (bounds.isEmpty()) {
      return "empty";
    }
    return length(bounds.extent(0))
        + " × "
        + length(bounds.extent(1))
        + " × "
        + length(bounds.extent(2))
        + " m";
  }

  private static String length(double meters) {
    String form = meters >= 100 ? "%,.0f" : meters >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, form, meters);
  }

  /// As [#points(long)], or `12 M of 240 M points` where not all are shown.
  static String points(long shown, long inFile) {
    return shown >= inFile
        ? points(shown)
        : "%s of %s points".formatted(millions(shown), millions(inFile));
  }

  private static String millions(long count) {
    return count < 1_000_000
        ? String.format(Locale.ROOT, "%,d", count)
        : String.format(Locale.ROOT, count < 10_000_000 ? "%.1f M" : "%.0f M", count * 1e-6);
  }
}
