package cadenza.render;

/// The plane through a handful of points that may lie far from the origin.
final class PlaneFit {
  /// Mean square distance to the plane against the spread along its second axis.
  private static final double FLAT = 0.25;

  private final cadenza.scan.grid.PlaneFit fit = new cadenza.scan.grid.PlaneFit();
  private double firstX;
  private double firstY;
  private double firstZ;

  void clear() {
    fit.clear();
  }

  void add(double x, double y, double z) {
    if (fit.count() == 0) {
      firstX = x;
      firstY = y;
      firstZ = z;
    }
    // Relative to the first point, so that large coordinates cancel before they are squared.
    fit.add(x - firstX, y - firstY, z - firstZ);
  }

  /// Finds the normal; false if the points lie on no plane to speak of.
  boolean solve() {
    if (fit.count() < 3) {
      return false;
    }
    fit.fit();
    return fit.isFlat(FLAT);
  }

  double meanX() {
    return firstX + fit.mean(0);
  }

  double meanY() {
    return firstY + fit.mean(1);
  }

  double meanZ() {
    return firstZ + fit.mean(2);
  }

  double normalX() {
    return fit.normal(0);
  }

  double normalY() {
    return fit.normal(1);
  }

  double normalZ() {
    return fit.normal(2);
  }
}
