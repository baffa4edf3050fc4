package cadenza.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
///
/// Small cells are looked at in parts of the curve, all cores at once; the few points that are left
/// over, strays and what is not flat, are for cells larger than a part.
final class LocalSurface {
  private static final int ENOUGH_FOR_SPACING = 6;
  private static final int ENOUGH_FOR_NORMAL = 14;
  private static final int TOO_MANY_FOR_NORMAL = 400;
  private static final int PART_LEVELS = 3;
  private static final int PART = 1 << 16;
  private static final int POINTS_OF_ALL_PATCHES = 5_000_000;

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
    Cell cell =
        (from, to, side, open) -> {
          float here = (float) (side / Math.sqrt(to - from));
          for (int rank = from; rank < to; rank++) {
            if (open[rank]) {
              spacing[rank] = here;
            }
          }
          return true;
        };
    forSmallestCells(ENOUGH_FOR_SPACING, () -> cell);
    limit(spacing);
    return spacing;
  }

  /// Normals for each rank on the curve, packed by [#pack(double, double, double)]; those of the
  /// shell point inward and have [#SHELL] set.
  int[] normals(RoomShell shell) {
    int[] normals = new int[keys.length];
    List<Planes> parts = forSmallestCells(ENOUGH_FOR_NORMAL, () -> new Planes(normals, shell));
    List<ShellPlanes.Patch> patches = new ArrayList<>();
    parts.forEach(part -> patches.addAll(part.patches));
    ShellPlanes planes = new ShellPlanes(patches);
    IntStream.range(0, Math.ceilDiv(keys.length, PART))
        .parallel()
        .forEach(part -> {
          int end = Math.min(keys.length, (part + 1) * PART);
          for (int rank = part * PART; rank < end; rank++) {
            int at = 3 * point(rank);
            normals[rank] =
                planes.mark(normals[rank], positions[at], positions[at + 1], positions[at + 2]);
          }
        });
    return normals;
  }

  private int point(int rank) {
    return (int) (keys[rank] & (1L << indexBits) - 1);
  }

  /// Fits planes to the points of cells.
  private final class Planes implements Cell {
    final List<ShellPlanes.Patch> patches = new ArrayList<>();
    private final PlaneFit fit = new PlaneFit();
    private final int[] normals;
    private final RoomShell shell;
    private int untilPatch;

    Planes(int[] normals, RoomShell shell) {
      this.normals = normals;
      this.shell = shell;
    }

    @Override
    public boolean accept(int from, int to, double side, boolean[] open) {
      fit.clear();
      for (int rank = from; rank < to; rank++) {
        int at = 3 * point(rank);
        fit.add(positions[at], positions[at + 1], positions[at + 2]);
      }
      if (!fit.solve()) {
        // A larger cell may see the plane of which this one has only a corner.
        return to - from > TOO_MANY_FOR_NORMAL;
      }
      // Of very many patches some are enough to find the walls by.
      int inward = 0;
      boolean asked = --untilPatch < 0;
      if (asked) {
        inward = shell.inward(fit);
        untilPatch = keys.length / POINTS_OF_ALL_PATCHES;
      }
      double sign = inward < 0 ? -1 : 1;
      Vec3 normal = new Vec3(sign * fit.normalX(), sign * fit.normalY(), sign * fit.normalZ());
      if (asked) {
        Vec3 mean = new Vec3(fit.meanX(), fit.meanY(), fit.meanZ());
        patches.add(new ShellPlanes.Patch(mean, normal, to - from, inward != 0));
      }
      int here = pack(normal.x(), normal.y(), normal.z());
      for (int rank = from; rank < to; rank++) {
        if (open[rank]) {
          normals[rank] = here;
        }
      }
      return true;
    }
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
  ///
  /// @param makeCell makes what takes the cells of one part of the curve
  /// @return what took cells, along the curve, then the one for cells larger than parts
  private <T extends Cell> List<T> forSmallestCells(int enough, Supplier<T> makeCell) {
    boolean[] open = new boolean[keys.length];
    Arrays.fill(open, true);
    int partLevel = Math.max(0, axisBits - PART_LEVELS);
    int[] starts = parts(partLevel);
    List<T> takers =
        Stream.generate(makeCell)
            .limit(starts.length)
            .collect(Collectors.toCollection(ArrayList::new));
    int[] left = new int[starts.length - 1];
    IntStream.range(0, starts.length - 1)
        .parallel()
        .forEach(part ->
            left[part] =
                offer(
                    enough, takers.get(part), open, starts[part], starts[part + 1], 0, partLevel));
    int remaining = Arrays.stream(left).sum();
    if (remaining > 0) {
      offer(enough, takers.getLast(), open, 0, keys.length, partLevel + 1, axisBits);
    }
    return takers;
  }

  /// Where runs of keys that agree above a level begin, then the number of keys.
  private int[] parts(int level) {
    int shift = indexBits + 3 * level;
    int[] starts = new int[(1 << 3 * (axisBits - level)) + 1];
    int count = 0;
    for (int from = 0; from < keys.length; ) {
      starts[count++] = from;
      from = MortonSort.endOfRun(keys, from, keys.length, shift);
    }
    starts[count] = keys.length;
    return Arrays.copyOf(starts, count + 1);
  }

  /// Offers the cells of a stretch of the curve, level by level; returns how many points are left.
  private int offer(
      int enough, Cell cell, boolean[] open, int start, int end, int fromLevel, int toLevel) {
    int remaining = 0;
    for (int rank = start; rank < end; rank++) {
      remaining += open[rank] ? 1 : 0;
    }
    for (int level = fromLevel; level <= toLevel && remaining > 0; level++) {
      int shift = indexBits + 3 * level;
      double side = cellMeters * (1 << level);
      for (int from = start; from < end; ) {
        long code = keys[from] >>> shift;
        int to = from;
        int openHere = 0;
        while (to < end && keys[to] >>> shift == code) {
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
    return remaining;
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
