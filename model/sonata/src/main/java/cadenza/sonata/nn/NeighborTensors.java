package cadenza.sonata.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.NeighborPairs;
import cadenza.sonata.kernels.Torch;
import java.util.Arrays;

/// Which rows the taps of a convolution read and write, stretch of rows by stretch of rows.
///
/// # How it works
///
/// Pairs are sorted by the stretch that holds the row written, then by tap, then by that row. So
/// all taps of a stretch add to the same few rows while these are in the processor's cache, and
/// read from what lies around them.
final class NeighborTensors {
  private final int rowsAStretch;
  private final NDArray written; // (pairs), 32 bits, counted from the stretch's first row
  private final NDArray read; // (pairs), 32 bits
  private final int[] starts; // (stretches * 27 + 1)

  /// @param manager owner of the tensors
  NeighborTensors(NDManager manager, NeighborPairs pairs, RowOrder order, int rowsAStretch) {
    int rows = order.count();
    int taps = NeighborPairs.TAPS;
    this.rowsAStretch = rowsAStretch;
    this.starts = new int[Math.ceilDiv(rows, rowsAStretch) * taps + 1];
    for (int tap = 0; tap < taps; tap++) {
      if (tap != NeighborPairs.CENTER) {
        for (int row : pairs.output(tap)) {
          starts[order.placeOf(row) / rowsAStretch * taps + tap + 1]++;
        }
      }
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] = Math.addExact(starts[i - 1], starts[i]);
    }
    int[] writes = new int[starts[starts.length - 1]];
    int[] reads = new int[writes.length];
    int[] reader = new int[rows];
    for (int tap = 0; tap < taps; tap++) {
      if (tap != NeighborPairs.CENTER) {
        sort(pairs, tap, order, reader, writes, reads);
      }
    }
    this.written = Torch.integers(manager, new Shape(writes.length), writes);
    this.read = Torch.integers(manager, new Shape(reads.length), reads);
  }

  private void sort(
      NeighborPairs pairs, int tap, RowOrder order, int[] reader, int[] writes, int[] reads) {
    Arrays.fill(reader, -1);
    int[] output = pairs.output(tap);
    int[] input = pairs.input(tap);
    for (int i = 0; i < output.length; i++) {
      reader[order.placeOf(output[i])] = order.placeOf(input[i]);
    }
    for (int stretch = 0; stretch * rowsAStretch < reader.length; stretch++) {
      int begin = stretch * rowsAStretch;
      int at = starts[stretch * NeighborPairs.TAPS + tap];
      for (int place = begin; place < Math.min(reader.length, begin + rowsAStretch); place++) {
        if (reader[place] >= 0) {
          writes[at] = place - begin;
          reads[at++] = reader[place];
        }
      }
    }
  }

  /// Rows of a stretch; the last one may have fewer.
  int rowsAStretch() {
    return rowsAStretch;
  }

  NDArray written() {
    return written;
  }

  NDArray read() {
    return read;
  }

  /// Where each tap's pairs begin for a stretch, and where the last one's end, `(28)`.
  long[] starts(int stretch) {
    long[] of = new long[NeighborPairs.TAPS + 1];
    for (int tap = 0; tap <= NeighborPairs.TAPS; tap++) {
      of[tap] = starts[stretch * NeighborPairs.TAPS + tap];
    }
    return of;
  }
}
