package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.NeighborPairs;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PcaTest {
  private final Random random = new Random(7);

  /// Three levels of 40, 15 and 4 rows.
  private FeaturePyramid randomScan() {
    return new FeaturePyramid(
        List.of(
            features(40, 3, IntStream.range(0, 40).map(i -> i * 15 / 40).toArray()),
            features(15, 4, IntStream.range(0, 15).map(i -> i % 4).toArray()),
            features(4, 5, new int[0])));
  }

  private FeaturePyramid.Features features(int rows, int channels, int[] parents) {
    float[] values = new float[rows * channels];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() + i % channels;
    }
    return new FeaturePyramid.Features(channels, values, parents);
  }

  @Test
  void covarianceByLevelsIsThatOfTheUpcastMatrix() {
    List<FeaturePyramid> scans = List.of(randomScan(), randomScan());
    LevelCovariance covariance = new LevelCovariance(scans.getFirst(), 1);
    scans.forEach(scan -> covariance.add(scan, Progress.none()));

    double[][] dense =
        scans.stream()
            .flatMap(scan -> IntStream.range(0, 40).mapToObj(v -> upcast(scan, v)))
            .toArray(double[][]::new);
    double[] actual = covariance.covariance();
    for (int a = 0; a < 9; a++) {
      for (int b = 0; b < 9; b++) {
        assertThat(actual[9 * a + b]).isCloseTo(denseCovariance(dense, a, b), within(1e-9));
      }
    }
  }

  private static double[] upcast(FeaturePyramid scan, int voxel) {
    double[] row = new double[9];
    int at = 0;
    for (int level = 1; level < 3; level++) {
      FeaturePyramid.Features features = scan.levels().get(level);
      int from = scan.rowsOf(0, level)[voxel] * features.channels();
      for (int c = 0; c < features.channels(); c++) {
        row[at++] = features.values()[from + c];
      }
    }
    return row;
  }

  private static double denseCovariance(double[][] rows, int a, int b) {
    double meanA = 0;
    double meanB = 0;
    for (double[] row : rows) {
      meanA += row[a] / rows.length;
      meanB += row[b] / rows.length;
    }
    double sum = 0;
    for (double[] row : rows) {
      sum += (row[a] - meanA) * (row[b] - meanB);
    }
    return sum / rows.length;
  }

  @Test
  void axesSwapChannelsAndNothingElse() {
    FeaturePyramid scan = randomScan();
    PcaBasis basis = PcaBasis.fit(List.of(scan), Progress.none());
    float[] plain = new PcaColors(basis, List.of(scan), PcaSettings.reference()).ofRows(scan);
    PcaSettings swapped = new PcaSettings(1.2f, true, new int[] {2, 0, 1});
    float[] colors = new PcaColors(basis, List.of(scan), swapped).ofRows(scan);
    for (int i = 0; i < plain.length; i += 3) {
      assertThat(colors[i]).isEqualTo(plain[i + 2]);
      assertThat(colors[i + 1]).isEqualTo(plain[i]);
      assertThat(colors[i + 2]).isEqualTo(plain[i + 1]);
    }
  }

  @Test
  void pointsOutsideEveryVoxelAreGrey() {
    FeaturePyramid scan = randomScan();
    PcaBasis basis = PcaBasis.fit(List.of(scan), Progress.none());
    PcaColors colors = new PcaColors(basis, List.of(scan), PcaSettings.reference());
    int[] inverse = {0, -1, 39};
    int[] argb = colors.ofPoints(scan, new NearestUpcast(scan, inverse, basis.firstLevel()));
    assertThat(argb).hasSize(3);
    assertThat(argb[1]).isEqualTo(0xff808080);
    assertThat(argb[0]).isNotEqualTo(argb[1]);
  }

  @Test
  void featuresOfAnotherModelAreRefused() {
    FeaturePyramid other =
        new FeaturePyramid(List.of(features(4, 7, new int[4]), features(1, 2, new int[0])));
    FeaturePyramid mine =
        new FeaturePyramid(List.of(features(4, 3, new int[4]), features(1, 2, new int[0])));
    LevelCovariance covariance = new LevelCovariance(mine, 0);
    assertThatThrownBy(() -> covariance.add(other, Progress.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another model");
  }

  @Test
  void smoothUpcastAnswersTheVoxelAtItsCentreAndTheMeanBetween() {
    Level fine = level(new int[] {0, 0, 0, 1, 0, 0, 5, 5, 5}, new int[] {0, 0, 1});
    Level coarse = level(new int[] {0, 0, 0, 2, 2, 2}, new int[0]);
    Pyramid pyramid = new Pyramid(.1f, List.of(fine, coarse));
    float nan = Float.NaN;
    float[] at = {.5f, .5f, .5f, 1, .5f, .5f, 5.9f, 5.5f, 5.5f, nan, nan, nan};
    float[] sum = new SmoothUpcast(pyramid, at, 0).sum(List.of(new float[] {10, 20, 30}), 1);
    assertThat(sum[0]).isEqualTo(10);
    assertThat(sum[1]).isEqualTo(15);
    assertThat(sum[2]).isCloseTo(30, within(1e-5f));
    assertThat(sum[3]).isNaN();
    float[] both =
        new SmoothUpcast(pyramid, at, 0)
            .sum(List.of(new float[] {10, 20, 30}, new float[] {100, 200}), 1);
    assertThat(both[0]).isEqualTo(110); // the coarse level has one voxel there
  }

  private static Level level(int[] grid, int[] parents) {
    int n = grid.length / 3;
    return new Level(
        grid,
        new float[3 * n],
        3,
        new int[4][n],
        new NeighborPairs(new int[13][0], new int[13][0]),
        parents);
  }
}
