package cadenza.render;

import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The finite points of a cloud in the order in which renderers draw them.
///
/// # How it works
///
/// Points are sorted along a Morton curve; each run of K neighbours on the curve is dealt out at
/// random to K *slabs*, one to each. So every slab, and every prefix of slabs, is an even sample of
/// the whole cloud (level of detail is a prefix), and within a slab neighbours in memory are
/// neighbours in space (which caches like: Schütz et al., arXiv 2104.07526). A slab is cut into
/// *blocks* with a bounding sphere each, for culling.
///
/// The sorted curve also gives the distance between neighbours and the tilt of the surface
/// (`LocalSurface`).
///
/// A *slot* is a place in this order; [#pointOfSlot()] leads back to the cloud. Coordinates are
/// floats relative to [#center()], small numbers near the middle of the cloud.
public final class DrawOrder {
  /// Points in a block at most.
  public static final int BLOCK = 512;

  private static final int SLAB_TARGET = 1 << 16;
  private static final int AXIS_BITS = 11;
  private static final int AXIS_CELLS = 1 << AXIS_BITS;
  private static final int INDEX_BITS = 31;

  private final double[] center;
  private final float[] x;
  private final float[] y;
  private final float[] z;
  private final float[] spacingMeters;
  private final int[] tilts;
  private final int[] pointOfSlot;
  private final int[] slabStart;
  private final int[] blockStart;
  private final int[] slabFirstBlock;
  private final float[] blockSpheres;
  private final float[] blockSpacingMeters;

  private DrawOrder(
      double[] center,
      float[] x,
      float[] y,
      float[] z,
      float[] spacingMeters,
      int[] tilts,
      int[] pointOfSlot,
      int[] slabStart) {
    this.center = center;
    this.x = x;
    this.y = y;
    this.z = z;
    this.spacingMeters = spacingMeters;
    this.tilts = tilts;
    this.pointOfSlot = pointOfSlot;
    this.slabStart = slabStart;
    this.slabFirstBlock = new int[slabStart.length];
    for (int slab = 0; slab + 1 < slabStart.length; slab++) {
      int count = slabStart[slab + 1] - slabStart[slab];
      slabFirstBlock[slab + 1] = slabFirstBlock[slab] + (count + BLOCK - 1) / BLOCK;
    }
    this.blockStart = blockStarts();
    this.blockSpheres = new float[4 * blockCount()];
    this.blockSpacingMeters = new float[blockCount()];
    IntStream.range(0, blockCount()).parallel().forEach(this::measureBlock);
  }

  /// Prepares a cloud; takes about a quarter of a second for a million points.
  public static DrawOrder of(PointCloud cloud) {
    float[] positions = cloud.positions();
    int n = cloud.pointCount();
    float[] lo = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
    float[] hi = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    int finite = 0;
    for (int i = 0; i < n; i++) {
      if (cloud.isFinite(i)) {
        finite++;
        for (int axis = 0; axis < 3; axis++) {
          lo[axis] = Math.min(lo[axis], positions[3 * i + axis]);
          hi[axis] = Math.max(hi[axis], positions[3 * i + axis]);
        }
      }
    }
    int count = finite;
    double extent = 1e-6;
    double[] middle = new double[3];
    for (int axis = 0; axis < 3 && count > 0; axis++) {
      extent = Math.max(extent, (double) hi[axis] - lo[axis]);
      middle[axis] = ((double) hi[axis] + lo[axis]) / 2;
    }
    double cell = extent * (1 + 1e-6) / AXIS_CELLS;
    long[] keys = sortedKeys(cloud, count, lo, cell);
    LocalSurface surface = new LocalSurface(keys, INDEX_BITS, AXIS_BITS, cell, positions);
    float[] sortedSpacing = surface.spacingMeters();
    int[] sortedNormals = surface.normals(new RoomShell(cloud, lo, hi));

    int slabCount = Math.max(1, (count + SLAB_TARGET - 1) / SLAB_TARGET);
    int[] starts = slabStarts(count, slabCount);
    int[] slotOfRank = deal(count, slabCount, starts);
    float[] x = new float[count];
    float[] y = new float[count];
    float[] z = new float[count];
    float[] spacing = new float[count];
    int[] normals = new int[count];
    int[] order = new int[count];
    IntStream.range(0, (count + SLAB_TARGET - 1) / SLAB_TARGET)
        .parallel()
        .forEach(part -> {
          int end = Math.min(count, (part + 1) * SLAB_TARGET);
          for (int rank = part * SLAB_TARGET; rank < end; rank++) {
            int slot = slotOfRank[rank];
            int point = (int) (keys[rank] & Integer.MAX_VALUE);
            x[slot] = (float) (positions[3 * point] - middle[0]);
            y[slot] = (float) (positions[3 * point + 1] - middle[1]);
            z[slot] = (float) (positions[3 * point + 2] - middle[2]);
            spacing[slot] = sortedSpacing[rank];
            normals[slot] = sortedNormals[rank];
            order[slot] = point;
          }
        });
    double[] origin = cloud.origin();
    for (int axis = 0; axis < 3; axis++) {
      middle[axis] += origin[axis];
    }
    return new DrawOrder(middle, x, y, z, spacing, normals, order, starts);
  }

  private static long[] sortedKeys(PointCloud cloud, int count, float[] lo, double cell) {
    float[] positions = cloud.positions();
    long[] keys = new long[count];
    int at = 0;
    for (int i = 0, n = cloud.pointCount(); i < n; i++) {
      if (cloud.isFinite(i)) {
        long code =
            spread((int) ((positions[3 * i] - lo[0]) / cell))
                | spread((int) ((positions[3 * i + 1] - lo[1]) / cell)) << 1
                | spread((int) ((positions[3 * i + 2] - lo[2]) / cell)) << 2;
        keys[at++] = code << INDEX_BITS | i;
      }
    }
    Arrays.parallelSort(keys);
    return keys;
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

  private static int[] slabStarts(int count, int slabCount) {
    int[] starts = new int[slabCount + 1];
    for (int slab = 0; slab <= slabCount; slab++) {
      int full = count / slabCount;
      starts[slab] = slab * full + Math.min(slab, count % slabCount);
    }
    return starts;
  }

  /// Deals ranks to slabs: each run of `slabCount` ranks gives one point to every slab. The last,
  /// shorter run goes to the first slabs, which are the larger ones.
  private static int[] deal(int count, int slabCount, int[] starts) {
    int[] slotOfRank = new int[count];
    int[] hand = IntStream.range(0, slabCount).toArray();
    SplittableRandom random = new SplittableRandom(20260101);
    for (int from = 0, round = 0; from < count; from += slabCount, round++) {
      int run = Math.min(slabCount, count - from);
      if (run < slabCount) {
        hand = IntStream.range(0, run).toArray();
      }
      for (int i = run - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swap = hand[i];
        hand[i] = hand[j];
        hand[j] = swap;
      }
      for (int i = 0; i < run; i++) {
        slotOfRank[from + i] = starts[hand[i]] + round;
      }
    }
    return slotOfRank;
  }

  private int[] blockStarts() {
    int[] starts = new int[slabFirstBlock[slabFirstBlock.length - 1] + 1];
    for (int slab = 0; slab + 1 < slabStart.length; slab++) {
      for (int block = slabFirstBlock[slab]; block < slabFirstBlock[slab + 1]; block++) {
        starts[block] = slabStart[slab] + (block - slabFirstBlock[slab]) * BLOCK;
      }
    }
    starts[starts.length - 1] = slotCount();
    return starts;
  }

  private void measureBlock(int block) {
    float[] lo = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
    float[] hi = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    for (int slot = blockStart[block]; slot < blockStart[block + 1]; slot++) {
      lo[0] = Math.min(lo[0], x[slot]);
      lo[1] = Math.min(lo[1], y[slot]);
      lo[2] = Math.min(lo[2], z[slot]);
      hi[0] = Math.max(hi[0], x[slot]);
      hi[1] = Math.max(hi[1], y[slot]);
      hi[2] = Math.max(hi[2], z[slot]);
      blockSpacingMeters[block] = Math.max(blockSpacingMeters[block], spacingMeters[slot]);
    }
    double square = 0;
    for (int axis = 0; axis < 3; axis++) {
      blockSpheres[4 * block + axis] = (lo[axis] + hi[axis]) / 2;
      double half = ((double) hi[axis] - lo[axis]) / 2;
      square += half * half;
    }
    blockSpheres[4 * block + 3] = (float) (Math.sqrt(square) * 1.0001);
  }

  public int slotCount() {
    return x.length;
  }

  public int slabCount() {
    return slabStart.length - 1;
  }

  /// First slot of a slab; also defined for the slab after the last.
  public int slabStart(int slab) {
    return slabStart[slab];
  }

  /// First block of a slab; also defined for the slab after the last.
  public int slabFirstBlock(int slab) {
    return slabFirstBlock[slab];
  }

  public int blockCount() {
    return blockStart.length - 1;
  }

  /// First slot of a block; also defined for the block after the last. Blocks do not cross slabs.
  public int blockStart(int block) {
    return blockStart[block];
  }

  /// Centre and radius of a sphere around each block, `(blocks, 4)`, relative to [#center()].
  public float[] blockSpheres() {
    return blockSpheres;
  }

  /// The largest of [#spacingMeters()] in each block.
  public float[] blockSpacingMeters() {
    return blockSpacingMeters;
  }

  /// World coordinates of the point that slots are relative to (3).
  public double[] center() {
    return center.clone();
  }

  public float[] x() {
    return x;
  }

  public float[] y() {
    return y;
  }

  public float[] z() {
    return z;
  }

  /// Distance to the neighbouring points around each slot, in metres, with all slabs drawn.
  public float[] spacingMeters() {
    return spacingMeters;
  }

  /// Marks one of [#tilts()] as part of the walls, floor and ceiling around a room.
  public static final int SHELL = LocalSurface.SHELL;

  /// Normal of the surface around each slot, packed as [#gatherNormals] does; 0 where there is no
  /// surface to speak of. Those with [#SHELL] set point into the room, the others to either side.
  public int[] tilts() {
    return tilts;
  }

  /// Index in the cloud of the point in each slot.
  public int[] pointOfSlot() {
    return pointOfSlot;
  }

  /// How much larger than [#spacingMeters()] the gaps are when only the first slabs are drawn.
  public double gapFactor(int slabs) {
    return slabs >= slabCount() || slabs < 1
        ? 1
        : Math.sqrt((double) slotCount() / slabStart[slabs]);
  }

  /// Values of points in the order of slots.
  public int[] gather(int[] ofPoints) {
    int[] ofSlots = new int[slotCount()];
    IntStream.range(0, slabCount())
        .parallel()
        .forEach(slab -> {
          for (int slot = slabStart[slab]; slot < slabStart[slab + 1]; slot++) {
            ofSlots[slot] = ofPoints[pointOfSlot[slot]];
          }
        });
    return ofSlots;
  }

  /// Normals in the order of slots, as three signed bytes a slot (x lowest); 0 where unknown.
  public int @Nullable [] gatherNormals(float @Nullable [] normals) {
    if (normals == null) {
      return null;
    }
    int[] packed = new int[slotCount()];
    for (int slot = 0; slot < packed.length; slot++) {
      int at = 3 * pointOfSlot[slot];
      packed[slot] = LocalSurface.pack(normals[at], normals[at + 1], normals[at + 2]);
    }
    return packed;
  }
}
