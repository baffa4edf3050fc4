package cadenza.app.pretrain;

import java.util.List;
import java.util.Locale;

/// The axis of a chart that goes upwards.
///
/// @param low value at its foot
/// @param high value at its head
record ChartScale(double low, double high) {
  private static final double ROOM = 0.04;

  ChartScale {
    if (!(high > low)) {
      throw new IllegalArgumentException("an axis from " + low + " to " + high);
    }
  }

  /// An axis that holds these curves.
  ///
  /// @param least it reaches down to it at least; NaN to follow the values
  /// @param most it reaches up to it at least; NaN to follow the values
  static ChartScale of(List<Curve.Columns> curves, double least, double most) {
    double low = Double.isNaN(least) ? Double.POSITIVE_INFINITY : least;
    double high = Double.isNaN(most) ? Double.NEGATIVE_INFINITY : most;
    for (Curve.Columns curve : curves) {
      for (int i = 0; i < curve.size(); i++) {
        low = Math.min(low, curve.low()[i]);
        high = Math.max(high, curve.high()[i]);
      }
    }
    if (low > high) {
      return new ChartScale(0, 1);
    }
    double room = Math.max(ROOM * (high - low), 1e-6 * Math.max(1, Math.abs(high)));
    return new ChartScale(
        !Double.isNaN(least) && low >= least ? low : low - room,
        !Double.isNaN(most) && high <= most ? high : high + room);
  }

  /// How far up a value is, 0 to 1 on the axis.
  double share(double value) {
    return (value - low) / (high - low);
  }

  /// The value at a share of the axis, in as many digits as tell it from its neighbours.
  String text(double share) {
    double value = low + share * (high - low);
    double range = high - low;
    int digits = range < 0.2 ? 3 : range < 2 ? 2 : range < 20 ? 1 : 0;
    return range >= 10_000
        ? String.format(Locale.ROOT, "%.0fk", value / 1000)
        : String.format(Locale.ROOT, "%." + digits + "f", value);
  }
}
