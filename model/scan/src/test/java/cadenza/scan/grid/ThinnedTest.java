package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ThinnedTest {
  /// Points all over a cube of ten metres, far from the origin of its coordinates.
  static PointCloud volume(int points) {
    SplittableRandom random = new SplittableRandom(4);
    float[] positions = new float[3 * points];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = 10 * (float) random.nextDouble();
    }
    return PointCloud.builder(positions).origin(-400, 5000, 20).build();
  }

  @Test
  void whatFillsAVolumeIsThinnedUntilFewAreLeft() {
    Thinned thin = Thinned.of(volume(200_000), .02, 10_000, Progress.none());
    assertThat(thin.cloud().pointCount()).isBetween(2_000, 10_000);
    assertThat(thin.cellMeters()).isBetween(.3, 1.);
    assertThat(thin.cloud().origin()).containsExactly(-400, 5000, 20);
  }

  @Test
  void fewCellsStayAsTheyAre() {
    PointCloud cloud = PointCloud.builder(new float[] {0, 0, 0, 5.05f, 5, 5, 5.06f, 5, 5}).build();
    Thinned thin = Thinned.of(cloud, .1, 2, Progress.none());
    assertThat(thin.cellMeters()).isEqualTo(.1);
    assertThat(thin.cloud().pointCount()).isEqualTo(2);
  }

  @Test
  void normalsStayWithTheirPoints() {
    PointCloud cloud =
        PointCloud.builder(new float[] {0, 0, 0, 5, 5, 5})
            .normals(new float[] {1, 0, 0, 0, 1, 0})
            .build();
    assertThat(Thinned.of(cloud, .1, 9, Progress.none()).cloud().normals())
        .containsExactly(1, 0, 0, 0, 1, 0);
  }

  @Test
  void thinningEndsWhenCancelled() {
    PointCloud volume = volume(1000);
    assertThatThrownBy(() -> Thinned.of(volume, .02, 10, new CancelledProgress()))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void evenStepsKeepTheOrder() {
    PointCloud cloud =
        PointCloud.builder(new float[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4})
            .origin(7, 8, 9)
            .build();
    PointCloud some = Thinned.evenly(cloud, 3);
    assertThat(some.positions()).containsExactly(0, 0, 0, 2, 2, 2, 4, 4, 4);
    assertThat(some.origin()).containsExactly(7, 8, 9);
    assertThat(Thinned.evenly(cloud, 5)).isSameAs(cloud);
  }
}
