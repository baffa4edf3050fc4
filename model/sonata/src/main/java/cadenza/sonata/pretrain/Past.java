package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.sonata.io.StoredTensor;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Embeddings of earlier steps, the newest of them, in one place of native memory.
public final class Past {
  private final @Nullable NDArray rows; // (capacity, embedding)
  private int count;
  private int next;

  private Past(@Nullable NDArray rows) {
    this.rows = rows;
  }

  /// Remembers nothing.
  public static Past none() {
    return new Past(null);
  }

  /// Remembers up to `capacity` rows.
  ///
  /// @param owner of the memory
  public static Past of(NDManager owner, int capacity, int embedding) {
    if (capacity == 0) {
      return none();
    }
    Shape shape = new Shape(capacity, embedding);
    return new Past(Torch.floats(owner, shape, segment -> segment.fill((byte) 0)));
  }

  /// Goes on with what was stored.
  ///
  /// @param count rows filled
  /// @param next row that is filled next
  static Past of(NDManager owner, StoredTensor tensor, int count, int next) {
    Past past = new Past(Torch.floats(owner, new Shape(tensor.shape()), tensor::copyFloatsTo));
    if (count < 0 || count > past.capacity() || next < 0 || next >= past.capacity()) {
      throw new IllegalArgumentException("remembered rows do not fit their memory");
    }
    past.count = count;
    past.next = next;
    return past;
  }

  /// Rows remembered.
  public int count() {
    return count;
  }

  /// Row that is filled next.
  int next() {
    return next;
  }

  /// The memory, or null if there is none.
  @Nullable NDArray rows() {
    return rows;
  }

  private int capacity() {
    return rows == null ? 0 : Math.toIntExact(rows.getShape().get(0));
  }

  /// The rows remembered, `(count, embedding)`.
  NDArray embedded(NDManager manager, Kernels kernels) {
    if (rows == null) {
      throw new IllegalStateException("nothing is remembered");
    }
    int[] all = IntStream.range(0, count).toArray();
    return kernels.record(manager, "rows", rows, Torch.indices(manager, all));
  }

  /// Remembers some rows in place of the oldest.
  ///
  /// @param embedded `(rows, embedding)`
  /// @param chosen which of them; of more than there is room for, the last
  void add(Kernels kernels, NDArray embedded, int[] chosen) {
    if (rows == null) {
      return;
    }
    int begin = Math.max(0, chosen.length - capacity());
    while (begin < chosen.length) {
      int end = Math.min(chosen.length, begin + capacity() - next);
      int[] part = Arrays.copyOfRange(chosen, begin, end);
      try (NDArray indices = Torch.indices(embedded.getManager(), part)) {
        kernels.change(rows, "overwrite_", embedded, indices, next);
      }
      next = (next + part.length) % capacity();
      count = Math.min(capacity(), count + part.length);
      begin = end;
    }
  }
}
