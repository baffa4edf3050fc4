package cadenza.render;

import cadenza.scan.PointCloud;

/// Tells the walls, floor and ceiling around a room from what stands in it, so that a view from
/// outside can leave them out.
///
/// # How it works
///
/// A patch of surface belongs to the shell if nothing lies on one side of it as far as the scan
/// goes, and something lies at least a step away on its other side; that other side is inward. A
/// table top has floor below and ceiling above, a sofa's back has the wall behind: both stay. What
/// has nothing on either side (a floor without a ceiling above) stays too. The question is answered
/// by walking along the normal through a coarse grid of occupied cells.
///
/// It needs no normals from the file, which are often missing or flipped.
final class RoomShell {
  /// Something this far inward is another side of a room rather than of a piece of furniture.
  private static final double ROOM_METERS = 1.2;

  private static final int CELLS = 112;
  private static final double LEAST_CELL_METERS = 0.06;
  private static final int OCCUPIED = 3;
  private static final int ENOUGH_POINTS = 4_000_000;

  private final double cell;
  private final double[] low = new double[3];
  private final int[] size = new int[3];
  private final byte[] counts;

  RoomShell(PointCloud cloud, float[] lo, float[] hi) {
    double extent = 0;
    for (int axis = 0; axis < 3; axis++) {
      extent = Math.max(extent, (double) hi[axis] - lo[axis]);
    }
    cell = Math.max(extent / CELLS, LEAST_CELL_METERS);
    long cells = 1;
    for (int axis = 0; axis < 3; axis++) {
      low[axis] = lo[axis];
      size[axis] = Math.clamp((long) Math.ceil((hi[axis] - low[axis]) / cell), 1, CELLS + 1);
      cells *= size[axis];
    }
    counts = new byte[Math.toIntExact(cells)];
    float[] positions = cloud.positions();
    // So many points fill every cell that is not nearly empty.
    int stride = Math.max(1, cloud.pointCount() / ENOUGH_POINTS);
    for (int i = 0, n = cloud.pointCount(); i < n; i += stride) {
      if (cloud.isFinite(i)) {
        int at = cellAt(positions[3 * i], positions[3 * i + 1], positions[3 * i + 2]);
        if (at >= 0 && counts[at] < OCCUPIED) {
          counts[at]++;
        }
      }
    }
  }

  private int cellAt(double x, double y, double z) {
    int column = (int) Math.floor((x - low[0]) / cell);
    int row = (int) Math.floor((y - low[1]) / cell);
    int layer = (int) Math.floor((z - low[2]) / cell);
    // The largest coordinate may lie on the far edge of the last cell.
    column = column == size[0] ? column - 1 : column;
    row = row == size[1] ? row - 1 : row;
    layer = layer == size[2] ? layer - 1 : layer;
    boolean inside =
        column >= 0
            && row >= 0
            && layer >= 0
            && column < size[0]
            && row < size[1]
            && layer < size[2];
    return inside ? (layer * size[1] + row) * size[0] + column : -1;
  }

  /// Which way is inward for the plane of a fit: 1 along its normal, -1 against it, 0 if it is not
  /// of the shell.
  int inward(PlaneFit fit) {
    double ahead = walk(fit, 1);
    double behind = walk(fit, -1);
    if (behind == 0 && ahead >= ROOM_METERS) {
      return 1;
    }
    return ahead == 0 && behind >= ROOM_METERS ? -1 : 0;
  }

  /// How far away the last thing in a direction lies; 0 if there is none.
  private double walk(PlaneFit fit, int sign) {
    double step = cell * 0.8;
    // Not the surface itself, nor its noise.
    double start = 2.2 * cell;
    double farthest = 0;
    for (double way = start; ; way += step) {
      double along = sign * way;
      int at =
          cellAt(
              fit.meanX() + along * fit.normalX(),
              fit.meanY() + along * fit.normalY(),
              fit.meanZ() + along * fit.normalZ());
      if (at < 0) {
        return farthest;
      }
      if (counts[at] >= OCCUPIED) {
        farthest = way;
      }
    }
  }
}
