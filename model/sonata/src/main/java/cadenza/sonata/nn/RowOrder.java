package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.Level;
import cadenza.sonata.kernels.Torch;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// In what order the voxels of a level lie in the network's memory.
///
/// # How it works
///
/// Level 0 comes in the order of a hash, as random as can be, and every step of the network that
/// gathers rows would wander through all of memory. Inside the network rows therefore lie along the
/// level's first curve: what is near in space is near in memory. The network treats all orders
/// alike (SPEC, sanity results); features enter and leave in the pyramid's.
public final class RowOrder {
  /// Bytes copied at a time; a direct buffer cannot be larger than 2 GB.
  private static final long COPY_BYTES = 256 << 20;

  private final int[] rowAt;
  private final int[] placeOf;

  private RowOrder(int[] rowAt) {
    this.rowAt = rowAt;
    this.placeOf = new int[rowAt.length];
    for (int place = 0; place < rowAt.length; place++) {
      placeOf[rowAt[place]] = place;
    }
  }

  /// The order the network uses for a level.
  public static RowOrder of(Level level) {
    return new RowOrder(level.order()[0]);
  }

  /// The pyramid's own order, to look at parts of the network.
  public static RowOrder unchanged(Level level) {
    int[] rows = new int[level.voxelCount()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = i;
    }
    return new RowOrder(rows);
  }

  /// Number of voxels.
  public int count() {
    return rowAt.length;
  }

  /// Where in memory a row of the pyramid lies.
  int placeOf(int row) {
    return placeOf[row];
  }

  /// Where in memory each voxel's coarser one lies, for the voxels as they lie there.
  ///
  /// @param parents row of the coarser voxel each row of the pyramid pools into, `(voxels)`
  public int[] parents(int[] parents, RowOrder coarser) {
    int[] places = new int[parents.length];
    for (int place = 0; place < places.length; place++) {
      places[place] = coarser.placeOf(parents[rowAt[place]]);
    }
    return places;
  }

  /// Moves features into memory.
  ///
  /// @param values in the pyramid's order, `(rows, channels)`
  /// @return in memory's order, `(rows, channels)`
  public NDArray enter(NDManager manager, float[] values, int channels) {
    int rows = rowAt.length;
    NDArray x = Torch.empty(manager, new Shape(rows, channels));
    int step = step(channels);
    for (int begin = 0; begin < rows; begin += step) {
      int first = begin;
      int end = Math.min(rows, begin + step);
      Torch.fillRows(
          x,
          begin,
          end,
          to -> {
            for (int place = first; place < end; place++) {
              MemorySegment.copy(
                  values,
                  rowAt[place] * channels,
                  to,
                  ValueLayout.JAVA_FLOAT,
                  (long) (place - first) * channels * Float.BYTES,
                  channels);
            }
          });
    }
    return x;
  }

  /// Moves flags into memory's order, `(rows)` booleans.
  public NDArray enter(NDManager manager, boolean[] flags) {
    boolean[] moved = new boolean[rowAt.length];
    for (int place = 0; place < moved.length; place++) {
      moved[place] = flags[rowAt[place]];
    }
    try (NDArray bytes = manager.create(moved)) {
      return bytes.toType(DataType.BOOLEAN, true);
    }
  }

  /// Takes features out of memory.
  ///
  /// @param x in memory's order, `(rows, channels)`
  /// @return in the pyramid's order, `(rows, channels)`
  public float[] leave(NDArray x) {
    int channels = Math.toIntExact(x.getShape().get(1));
    float[] values = new float[Math.multiplyExact(rowAt.length, channels)];
    int step = step(channels);
    for (int begin = 0; begin < rowAt.length; begin += step) {
      int first = begin;
      int end = Math.min(rowAt.length, begin + step);
      Torch.readRows(
          x,
          begin,
          end,
          from -> {
            for (int place = first; place < end; place++) {
              MemorySegment.copy(
                  from,
                  ValueLayout.JAVA_FLOAT,
                  (long) (place - first) * channels * Float.BYTES,
                  values,
                  rowAt[place] * channels,
                  channels);
            }
          });
    }
    return values;
  }

  private static int step(int channels) {
    return (int) Math.max(1, COPY_BYTES / ((long) channels * Float.BYTES));
  }
}
