package cadenza.render;

import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The finite points of a cloud along a Morton curve.
///
/// # How it works
///
/// A key is the Morton code of a point's cell above the index of the point. Keys are dealt into
/// buckets by their leading bits, all cores at once, and each bucket is sorted by itself: a bucket
/// fits into a cache where the whole does not.
final class MortonSort {
  /// Enough for the points whose coordinates fit into an array, and keys stay positive.
  static final int INDEX_BITS = 30;

  static final int AXIS_BITS = 11;

  /// Cells along the longest side of the cloud.
  private static final int AXIS_CELLS = 1 << AXIS_BITS;

  private static final int BUCKET_BITS = 12;
  private static final int BUCKET_SHIFT = 3 * AXIS_BITS + INDEX_BITS - BUCKET_BITS;
  private static final int PART = 1 << 20;

  /// Ascending: Morton code (x lowest) above, index of the point in the lowest [#INDEX_BITS].
  final long[] keys;

  /// Lowest and highest coordinate along each axis, as the cloud's positions count.
  final float[] low = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};

  final float[] high = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
  final double cellMeters;

  private final PointCloud cloud;
  private final int stride;
  private final int candidates;

  /// @param stride takes every so-manieth point only
  MortonSort(PointCloud cloud, int stride) {
    this.cloud = cloud;
    this.stride = stride;
    this.candidates = Math.ceilDiv(cloud.pointCount(), stride);
    int parts = Math.max(1, Math.ceilDiv(candidates, PART));
    int[] starts = measure(parts);
    double extent = 1e-6;
    for (int axis = 0; axis < 3 && starts[parts] > 0; axis++) {
      extent = Math.max(extent, (double) high[axis] - low[axis]);
    }
    cellMeters = extent * (1 + 1e-6) / AXIS_CELLS;
    keys = sorted(parts, starts[parts]);
  }

  /// Finds the bounds; returns how many points with coordinates there are before each part.
  private int[] measure(int parts) {
    float[][] lows = new float[parts][];
    float[][] highs = new float[parts][];
    int[] starts = new int[parts + 1];
    IntStream.range(0, parts)
        .parallel()
        .forEach(part -> {
          float[] positions = cloud.positions();
          float[] lo = low.clone();
          float[] hi = high.clone();
          int finite = 0;
          for (int i = part * PART; i < end(part); i++) {
            int point = i * stride;
            if (cloud.isFinite(point)) {
              finite++;
              for (int axis = 0; axis < 3; axis++) {
                lo[axis] = Math.min(lo[axis], positions[3 * point + axis]);
                hi[axis] = Math.max(hi[axis], positions[3 * point + axis]);
              }
            }
          }
          lows[part] = lo;
          highs[part] = hi;
          starts[part + 1] = finite;
        });
    for (int part = 0; part < parts; part++) {
      starts[part + 1] += starts[part];
      for (int axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], lows[part][axis]);
        high[axis] = Math.max(high[axis], highs[part][axis]);
      }
    }
    return starts;
  }

  private int end(int part) {
    return Math.min(candidates, (part + 1) * PART);
  }

  private long key(int point) {
    float[] positions = cloud.positions();
    long code =
        spread((int) ((positions[3 * point] - low[0]) / cellMeters))
            | spread((int) ((positions[3 * point + 1] - low[1]) / cellMeters)) << 1
            | spread((int) ((positions[3 * point + 2] - low[2]) / cellMeters)) << 2;
    return code << INDEX_BITS | point;
  }

  private long[] sorted(int parts, int count) {
    int[][] places = new int[parts][];
    IntStream.range(0, parts)
        .parallel()
        .forEach(part -> {
          int[] counts = new int[1 << BUCKET_BITS];
          for (int i = part * PART; i < end(part); i++) {
            if (cloud.isFinite(i * stride)) {
              counts[(int) (key(i * stride) >>> BUCKET_SHIFT)]++;
            }
          }
          places[part] = counts;
        });
    int[] bucketStart = new int[(1 << BUCKET_BITS) + 1];
    int place = 0;
    for (int bucket = 0; bucket < 1 << BUCKET_BITS; bucket++) {
      bucketStart[bucket] = place;
      for (int[] counts : places) {
        int here = counts[bucket];
        counts[bucket] = place;
        place += here;
      }
    }
    bucketStart[1 << BUCKET_BITS] = place;
    long[] dealt = new long[count];
    IntStream.range(0, parts)
        .parallel()
        .forEach(part -> {
          int[] next = places[part];
          for (int i = part * PART; i < end(part); i++) {
            if (cloud.isFinite(i * stride)) {
              long key = key(i * stride);
              dealt[next[(int) (key >>> BUCKET_SHIFT)]++] = key;
            }
          }
        });
    IntStream.range(0, 1 << BUCKET_BITS)
        .parallel()
        .forEach(bucket -> Arrays.sort(dealt, bucketStart[bucket], bucketStart[bucket + 1]));
    return dealt;
  }

  /// Puts two zero bits between the bits of a cell coordinate.
  private static long spread(int coordinate) {
    long v = Math.clamp(coordinate, 0, AXIS_CELLS - 1);
    v = (v | v << 32) & 0x1f00000000ffffL;
    v = (v | v << 16) & 0x1f0000ff0000ffL;
    v = (v | v << 8) & 0x100f00f00f00f00fL;
    v = (v | v << 4) & 0x10c30c30c30c30c3L;
    return (v | v << 2) & 0x1249249249249249L;
  }

  /// The end of the run of keys from `start` on that agree with the first above `shift`.
  static int endOfRun(long[] keys, int start, int end, int shift) {
    long next = (keys[start] >>> shift) + 1 << shift;
    if (next < 0) {
      return end;
    }
    int at = Arrays.binarySearch(keys, start, end, next);
    return at < 0 ? -at - 1 : at;
  }
}
