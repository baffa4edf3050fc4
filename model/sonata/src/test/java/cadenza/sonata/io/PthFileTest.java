package cadenza.sonata.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.sonata.WeightsException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Tensors in another order than row-major.
class PthFileTest {
  private static final Path FILE = Path.of("w.pth");

  private static Pickle.Tensor transposed(long rows, long columns) {
    Pickle.Storage storage = new Pickle.Storage(ElementType.FLOAT32, "0", rows * columns);
    return new Pickle.Tensor(storage, 0, new long[] {rows, columns}, new long[] {1, rows});
  }

  @Test
  void theyArePutInOrder() throws Exception {
    MemorySegment numbers = MemorySegment.ofArray(new float[] {1, 4, 2, 5, 3, 6});
    assertThat(
            PthFile.gathered(FILE, "x", transposed(2, 3), numbers)
                .toArray(ValueLayout.JAVA_FLOAT_UNALIGNED))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void thoseAboveTwoGigabytesAreRefused() {
    // 2^29 numbers are 2^31 bytes; they are refused before any of them is looked at.
    assertThatThrownBy(
            () -> PthFile.gathered(FILE, "x", transposed(1 << 15, 1 << 14), MemorySegment.NULL))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("\"x\" is stored in another order and too large")
        .hasMessageContaining("Save it as contiguous tensors.");
  }
}
