package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RadixSortTest {
  @Test
  void ordersAsAStableUnsignedSortDoes() {
    Random random = new Random(2);
    for (int bits : new int[] {1, 3, 11, 12, 30, 48, 63, 64}) {
      for (int n : new int[] {0, 1, 2, 1000}) {
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
          keys[i] = i % 5 == 4 ? keys[i - 1] : random.nextLong() >>> (64 - bits);
        }
        int[] expected =
            IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> keys[i], Long::compareUnsigned))
                .mapToInt(i -> i)
                .toArray();
        assertThat(RadixSort.order(keys, bits)).isEqualTo(expected);
      }
    }
  }
}
