package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Level;
import cadenza.scan.NeighborPairs;
import cadenza.scan.Progress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalStatisticsTest {
  static Level level(float[] coord) {
    int voxels = coord.length / 3;
    int[][] none = new int[13][0];
    return new Level(
        new int[3 * voxels],
        coord,
        1,
        new int[4][voxels],
        new NeighborPairs(none, none),
        new int[0]);
  }

  @Test
  void aLoneVoxelIsItsOwnMean() {
    // Two voxels two metres apart.
    LocalStatistics statistics =
        LocalStatistics.of(
            level(new float[] {0, 0, .5f, 2, 0, 1.5f}),
            new float[] {.1f, .2f, .3f, .4f, .5f, .6f},
            new float[] {0, 0, 1, 1, 0, 0},
            Progress.none());
    float[] values = statistics.values();
    assertThat(values).hasSize(2 * 49);
    float[] raw = {.1f, .2f, .3f, 0, 0, 1, .5f};
    for (int c = 0; c < 7; c++) {
      assertThat(values[c]).isEqualTo(raw[c]);
      for (int radius = 0; radius < 3; radius++) {
        assertThat(values[7 + 14 * radius + c]).isCloseTo(raw[c], within(1e-6f));
        assertThat(values[7 + 14 * radius + 7 + c]).isCloseTo(0, within(1e-6f));
      }
    }
    assertThat(values[49 + 6]).isEqualTo(1.5f);
  }

  /// Against sums over all pairs: where the ball is full of voxels, cells change little.
  @Test
  void meansAndDeviationsAreNearThoseOfTheBall() {
    int side = 60; // a plate 1.2 m wide at 2 cm, its colour a ramp with noise
    Random random = new Random(1);
    float[] coord = new float[3 * side * side];
    float[] rgb = new float[coord.length];
    for (int i = 0; i < side * side; i++) {
      coord[3 * i] = .02f * (i % side);
      int row = i / side;
      coord[3 * i + 1] = .02f * row;
      coord[3 * i + 2] = .3f * coord[3 * i];
      rgb[3 * i] = coord[3 * i] + .1f * random.nextFloat();
      rgb[3 * i + 1] = random.nextFloat();
    }
    float[] values = LocalStatistics.of(level(coord), rgb, null, Progress.none()).values();
    double[] radii = {.1, .2, .4};
    for (int r = 0; r < 3; r++) {
      for (int v : new int[] {side * side / 2 + side / 2, 17 * side + 40, 5}) {
        for (int channel : new int[] {0, 1, 6}) {
          double[] exact = exact(coord, rgb, v, radii[r], channel);
          int at = v * 49 + 7 + 14 * r + channel;
          assertThat((double) values[at]).isCloseTo(exact[0], within(.02 + .25 * radii[r]));
          assertThat((double) values[at + 7]).isCloseTo(exact[1], within(.1 + .05 * radii[r]));
        }
      }
    }
    assertThat(values[49 * 100 + 3]).isZero(); // no normals
  }

  private static double[] exact(float[] coord, float[] rgb, int voxel, double radius, int channel) {
    double sum = 0;
    double squares = 0;
    int count = 0;
    for (int i = 0; i < coord.length / 3; i++) {
      double x = coord[3 * i] - coord[3 * voxel];
      double y = coord[3 * i + 1] - coord[3 * voxel + 1];
      double z = coord[3 * i + 2] - coord[3 * voxel + 2];
      if (x * x + y * y + z * z <= radius * radius) {
        double value = channel == 6 ? coord[3 * i + 2] : rgb[3 * i + channel];
        sum += value;
        squares += value * value;
        count++;
      }
    }
    double mean = sum / count;
    return new double[] {mean, Math.sqrt(Math.max(0, squares / count - mean * mean))};
  }

  @Test
  void valuesOfOtherVoxelsAreRefused() {
    assertThatThrownBy(
            () -> LocalStatistics.of(level(new float[6]), new float[3], null, Progress.none()))
        .hasMessageContaining("other voxels");
    assertThatThrownBy(() -> LocalStatistics.of(new float[48]))
        .hasMessageContaining("no local statistics");
    assertThatThrownBy(() ->
            new ProbeScan(
                "a",
                Synthetic.scan("a", new int[] {4}, new int[] {3}, 2, 1, 1).features(),
                LocalStatistics.of(new float[49]),
                Synthetic.SOURCE))
        .hasMessageContaining("other voxels");
  }
}
