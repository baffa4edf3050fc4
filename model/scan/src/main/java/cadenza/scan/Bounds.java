package cadenza.scan;

/// Axis-aligned box in metres; `min` and `max` have three components each.
///
/// The box of no points has `min > max` on every axis ([#isEmpty()]).
public record Bounds(double[] min, double[] max) {
  public Bounds {
    if (min.length != 3 || max.length != 3) {
      throw new IllegalArgumentException("a box has three axes");
    }
  }

  /// The box that contains nothing.
  public static Bounds empty() {
    double inf = Double.POSITIVE_INFINITY;
    return new Bounds(new double[] {inf, inf, inf}, new double[] {-inf, -inf, -inf});
  }

  public boolean isEmpty() {
    return min[0] > max[0];
  }

  /// Length of the box along `axis` in metres; 0 when empty.
  public double extent(int axis) {
    return isEmpty() ? 0 : max[axis] - min[axis];
  }

  public double center(int axis) {
    return isEmpty() ? 0 : 0.5 * (min[axis] + max[axis]);
  }

  /// Length of the space diagonal in metres; 0 when empty.
  public double diagonal() {
    return Math.sqrt(extent(0) * extent(0) + extent(1) * extent(1) + extent(2) * extent(2));
  }
}
