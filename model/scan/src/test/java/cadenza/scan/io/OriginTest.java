package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.PointCloud;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginTest {
  private static ScanContents at(double[] origin, double x) {
    float[] positions = {(float) (x - origin[0]), 2, 3};
    return new ScanContents(
        PointCloud.builder(positions).origin(origin[0], origin[1], origin[2]).build(), "test");
  }

  @Test
  void aGoodGuessIsReadOnce() throws Exception {
    List<double[]> origins = new ArrayList<>();
    ScanContents contents =
        Origin.settle(
            new double[3],
            origin -> {
              origins.add(origin);
              return at(origin, 12);
            });
    assertThat(origins).hasSize(1);
    assertThat(contents.cloud().world(0, 0)).isEqualTo(12);
  }

  /// Two readings at once would need twice the memory that was found to be there.
  @Test
  void theFirstReadingIsGoneWhenThePointsAreReadAgain() throws Exception {
    List<WeakReference<PointCloud>> read = new ArrayList<>();
    ScanContents contents =
        Origin.settle(
            new double[3],
            origin -> {
              for (int i = 0; i < 50 && !read.isEmpty() && read.getFirst().get() != null; i++) {
                System.gc();
                Thread.onSpinWait();
              }
              assertThat(read).allMatch(cloud -> cloud.get() == null);
              ScanContents some = at(origin, 6e6);
              read.add(new WeakReference<>(some.cloud()));
              return some;
            });
    assertThat(read).hasSize(2);
    assertThat(contents.cloud().origin()).containsExactly(6e6, 0, 0);
  }
}
