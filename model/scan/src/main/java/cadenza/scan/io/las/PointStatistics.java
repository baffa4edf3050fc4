package cadenza.scan.io.las;

import cadenza.scan.PointCloud;

/// What the header tells of the points as they are stored.
///
/// @param returns points by return number, from 0 to 15
/// @param low smallest stored coordinates of points that have some
/// @param high largest; below `low` if there are none
record PointStatistics(int[] returns, int[] low, int[] high) {
  static PointStatistics of(PointCloud cloud, WritePlan plan) {
    int points = cloud.pointCount();
    double[] scales = plan.scales();
    int[] low = new int[3];
    int[] high = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      PointValues values = plan.coordinates(axis);
      low[axis] = Integer.MAX_VALUE;
      high[axis] = Integer.MIN_VALUE;
      for (int i = 0; i < points; i++) {
        double world = values.number(i);
        if (Double.isFinite(world)) {
          int stored = RecordField.stored(world, scales[axis], scales[3 + axis]);
          low[axis] = Math.min(low[axis], stored);
          high[axis] = Math.max(high[axis], stored);
        }
      }
    }
    int[] returns = new int[16];
    PointValues numbers = plan.returnNumbers();
    for (int i = 0; i < points; i++) {
      returns[(int) numbers.whole(i) & 15]++;
    }
    return new PointStatistics(returns, low, high);
  }
}
