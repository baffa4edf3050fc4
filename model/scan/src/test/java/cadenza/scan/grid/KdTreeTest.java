package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KdTreeTest {
  @Test
  void findsWhatHoldingEveryPointAgainstEveryOtherFinds() {
    Random random = new Random(31);
    for (int n : new int[] {1, 2, 9, 11, 50, 700}) {
      for (boolean coarse : new boolean[] {false, true}) {
        float[] positions = new float[3 * n];
        for (int i = 0; i < positions.length; i++) {
          // Coarse: many equal coordinates and some equal points. Uneven: dense near zero.
          double u = random.nextDouble();
          positions[i] = coarse ? random.nextInt(6) : (float) (u * u * u * 10);
        }
        KdTree tree = new KdTree(PointCloud.builder(positions).build());
        KdTree.Search search = tree.search(8);
        for (int place = 0; place < n; place++) {
          int at = place;
          int found = search.nearest(place);
          assertThat(found).isEqualTo(Math.min(8, n));
          double[] expected =
              IntStream.range(0, n)
                  .mapToDouble(other -> squared(tree, at, other))
                  .sorted()
                  .toArray();
          for (int i = 0; i < found; i++) {
            assertThat((double) search.squaredDistance(i)).isEqualTo(expected[i]);
            assertThat(squared(tree, place, search.places[i])).isEqualTo(expected[i]);
          }
          assertThat(Arrays.stream(search.places, 0, found).distinct().count()).isEqualTo(found);
        }
      }
    }
  }

  @Test
  void everyFinitePointHasOnePlace() {
    Random random = new Random(5);
    float[] positions = new float[3 * 20_000];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = i % 7 == 0 && i < 300 ? Float.NaN : random.nextFloat();
    }
    PointCloud cloud = PointCloud.builder(positions).build();
    KdTree tree = new KdTree(cloud);
    assertThat(tree.size()).isEqualTo(cloud.finiteCount()).isLessThan(20_000);
    assertThat(Arrays.stream(tree.rows).distinct().count()).isEqualTo(tree.size());
    for (int place = 0; place < tree.size(); place++) {
      assertThat(tree.x[place]).isEqualTo(positions[3 * tree.rows[place]]);
      assertThat(tree.z[place]).isEqualTo(positions[3 * tree.rows[place] + 2]);
    }
  }

  private static double squared(KdTree tree, int a, int b) {
    float dx = tree.x[b] - tree.x[a];
    float dy = tree.y[b] - tree.y[a];
    float dz = tree.z[b] - tree.z[a];
    return dx * dx + dy * dy + dz * dz;
  }
}
