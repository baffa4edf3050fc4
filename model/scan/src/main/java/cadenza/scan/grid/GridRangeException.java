package cadenza.scan.grid;

import java.util.Locale;

/// A scan is too large for its voxels: an axis would need more voxels than the curves can number.
public final class GridRangeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final double coarserGridSizeMeters;

  GridRangeException(double extentMeters, float gridSizeMeters, double coarserGridSizeMeters) {
    super(
        String.format(
            Locale.ROOT,
            "The scan is %.6g m long and a grid of %.6g m would cut it into %.0f voxels along one"
                + " axis; at most 65535 can be numbered. Use a grid of %.3g m or more, crop the"
                + " scan, or check that its unit is metres and no stray point lies far away.",
            extentMeters,
            gridSizeMeters,
            Math.ceil(extentMeters / gridSizeMeters),
            coarserGridSizeMeters));
    this.coarserGridSizeMeters = coarserGridSizeMeters;
  }

  /// A grid size with which this scan works, in metres.
  public double coarserGridSizeMeters() {
    return coarserGridSizeMeters;
  }
}
