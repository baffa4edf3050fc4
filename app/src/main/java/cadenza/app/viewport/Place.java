package cadenza.app.viewport;

import cadenza.app.workspace.OpenScan;
import cadenza.scan.Bounds;
import org.jspecify.annotations.Nullable;

/// A pictured scan and where its points lie, strays left out.
public record Place(OpenScan scan, Bounds bounds) {
  // Of the diagonal: how far boxes of the same place may differ.
  private static final double ALIKE = 0.1;

  static @Nullable Place of(@Nullable OpenScan scan, Bounds bounds) {
    return scan == null ? null : new Place(scan, bounds);
  }

  /// The same scan with other points at the same place: all of them after a first look, or without
  /// duplicates; not turned, not in another unit.
  public boolean isAlike(Place other) {
    if (scan != other.scan) {
      return false;
    }
    double slack = ALIKE * Math.max(bounds.diagonal(), other.bounds.diagonal());
    for (int axis = 0; axis < 3; axis++) {
      if (Math.abs(bounds.center(axis) - other.bounds.center(axis)) > slack
          || Math.abs(bounds.extent(axis) - other.bounds.extent(axis)) > slack) {
        return false;
      }
    }
    return true;
  }
}
