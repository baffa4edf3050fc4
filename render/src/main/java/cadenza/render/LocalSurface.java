package cadenza.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How dense a cloud is around each point and how its surface lies there.
///
/// # How it works
///
/// Points are given sorted along a Morton curve, so the points of a cell of any power-of-two size
/// are a run of equal leading bits. Per point the smallest cell with a handful of points tells the
/// *spacing*: n points in a cell of side a that a surface crosses are about a / √n apart. The
/// smallest cell with a few more tells the *normal*: of the plane through them, where they are flat
/// enough to have one. It has no particular side, and is one for all the points of the cell: good
/// enough to tilt splats, not to compute with.
final class LocalSurface {
  private static final int ENOUGH_FOR_SPACING = 6;
  private static final int ENOUGH_FOR_NORMAL = 14;
  private static final int TOO_MANY_FOR_NORMAL = 400;

  /// Marks a packed normal as one of the room's shell.
  static final int SHELL = 1 << 24;

  private final long[] keys;
  private final int indexBits;
  private final int axisBits;
  private final double cellMeters;
  private final float[] positions;

  /// @param keys Morton code above, point index in the lowest `indexBits`; ascending
  /// @param positions of all points, `(points, 3)`
  LocalSurface(long[] keys, int indexBits, int axisBits, double cellMeters, float[] positions) {
    this.keys = keys;
    this.indexBits = indexBits;
    this.axisBits = axisBits;
    this.cellMeters = cellMeters;
    this.positions = positions;
  }

  /// Distance between neighbours for each rank on the curve, in metres.
  float[] spacingMeters() {
    float[] spacing = new float[keys.length];
    forSmallestCells(
        ENOUGH_FOR_SPACING,
        (from, to, side, open) -> {
          float here = (float) (side / Math.sqrt(to - from));
          for (int rank = from; rank < to; rank++) {
            if (open[rank]) {
              spacing[rank] = here;
            }
          }
          return true;
        });
    limit(spacing);
    return spacing;
  }

  /// Normals for each rank on the curve, packed by [#pack(double, double, double)]; those of the
  /// shell point inward and have [#SHELL] set.
  int[] normals(RoomShell shell) {
    int[] normals = new int[keys.length];
    PlaneFit fit = new PlaneFit();
    List<ShellPlanes.Patch> patches = new ArrayList<>();
    int mask = (1 << indexBits) - 1;
    forSmallestCells(
        ENOUGH_FOR_NORMAL,
        (from, to, side, open) -> {
          fit.clear();
          for (int rank = from; rank < to; rank++) {
            int at = 3 * (int) (keys[rank] & mask);
            fit.add(positions[at], positions[at + 1], positions[at + 2]);
          }
          if (!fit.solve()) {
            // A larger cell may see the plane of which this one has only a corner.
            return to - from > TOO_MANY_FOR_NORMAL;
          }
          int inward = shell.inward(fit);
          double sign = inward < 0 ? -1 : 1;
          Vec3 normal = new Vec3(sign * fit.normalX(), sign * fit.normalY(), sign * fit.normalZ());
          Vec3 mean = new Vec3(fit.meanX(), fit.meanY(), fit.meanZ());
          patches.add(new ShellPlanes.Patch(mean, normal, to - from, inward != 0));
          int here = pack(normal.x(), normal.y(), normal.z());
          for (int rank = from; rank < to; rank++) {
            if (open[rank]) {
              normals[rank] = here;
            }
          }
          return true;
        });
    ShellPlanes planes = new ShellPlanes(patches);
    IntStream.range(0, keys.length)
        .parallel()
        .forEach(rank -> {
          int at = 3 * (int) (keys[rank] & mask);
          normals[rank] =
              planes.mark(normals[rank], positions[at], positions[at + 1], positions[at + 2]);
        });
    return normals;
  }

  /// A unit vector as three signed bytes, x lowest; 0 if a component is no number.
  static int pack(double x, double y, double z) {
    return Double.isFinite(x + y + z) ? quantize(x) | quantize(y) << 8 | quantize(z) << 16 : 0;
  }

  private static int quantize(double component) {
    return (int) Math.round(Math.clamp(component, -1.0, 1.0) * 127) & 0xff;
  }

  private interface Cell {
    /// Settles the `open` ranks from `from` to `to`; false leaves them to the next larger cell.
    boolean accept(int from, int to, double sideMeters, boolean[] open);
  }

  /// Offers each cell with `enough` points, from small to large, as long as some of its points are
  /// not settled by a smaller one.
  private void forSmallestCells(int enough, Cell cell) {
    boolean[] open = new boolean[keys.length];
    Arrays.fill(open, true);
    int remaining = keys.length;
    for (int level = 0; level <= axisBits && remaining > 0; level++) {
      int shift = indexBits + 3 * level;
      double side = cellMeters * (1 << level);
      for (int from = 0; from < keys.length; ) {
        long code = keys[from] >>> shift;
        int to = from;
        int openHere = 0;
        while (to < keys.length && keys[to] >>> shift == code) {
          openHere += open[to] ? 1 : 0;
          to++;
        }
        boolean large = to - from >= enough || level == axisBits;
        if (openHere > 0 && large && cell.accept(from, to, side, open)) {
          Arrays.fill(open, from, to, false);
          remaining -= openHere;
        }
        from = to;
      }
    }
  }

  /// Draws in the values far above the usual one: a stray point is no large surface.
  private static void limit(float[] spacing) {
    if (spacing.length == 0) {
      return;
    }
    float[] sample = new float[Math.min(spacing.length, 4096)];
    for (int i = 0; i < sample.length; i++) {
      sample[i] = spacing[(int) ((long) spacing.length * i / sample.length)];
    }
    Arrays.sort(sample);
    float usual = 1.6f * sample[sample.length / 2];
    for (int i = 0; i < spacing.length; i++) {
      if (spacing[i] > usual) {
        spacing[i] = (float) Math.sqrt(spacing[i] * usual);
      }
    }
  }
}
