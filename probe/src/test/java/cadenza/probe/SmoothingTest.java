package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.FeaturePyramid.Features;
import cadenza.scan.Level;
import cadenza.scan.NeighborPairs;
import cadenza.scan.Progress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmoothingTest {
  /// Voxels in a row, each touching the next.
  private static Level row(int voxels) {
    int[][] output = new int[13][0];
    int[][] input = new int[13][0];
    output[4] = new int[voxels - 1];
    input[4] = new int[voxels - 1];
    for (int i = 0; i + 1 < voxels; i++) {
      output[4][i] = i + 1;
      input[4][i] = i;
    }
    return new Level(
        new int[3 * voxels],
        new float[3 * voxels],
        1,
        new int[4][voxels],
        new NeighborPairs(output, input),
        new int[0]);
  }

  private static Prediction prediction(float... logits) {
    ProbeScan scan =
        new ProbeScan(
            "a",
            new FeaturePyramid(List.of(new Features(1, logits, new int[0]))),
            null,
            Synthetic.SOURCE);
    Provenance from =
        new Provenance(
            Synthetic.SOURCE, List.of(), Map.of(), TrainSettings.DEFAULT, "", Instant.EPOCH);
    return new LinearProbe(
            Synthetic.classes(2),
            Synthetic.SOURCE,
            List.of(new float[] {1, -1}),
            null,
            new float[2],
            from)
        .predict(scan, Progress.none());
  }

  @Test
  void aLoneVoxelGivesWay() {
    Prediction raw = prediction(1, 1, -.5f, 1, 1);
    assertThat(raw.classIndices()).containsExactly(0, 0, 1, 0, 0);
    Prediction smooth = Smoothing.over(raw, row(5), 1, Progress.none());
    assertThat(smooth.classIndices()).containsOnly(0);
    double high = 1 / (1 + Math.exp(-2));
    double low = 1 / (1 + Math.exp(1));
    float middle = (float) ((2 * high + low) / 3);
    assertThat(smooth.probabilities()[2]).isCloseTo(middle, within(1e-5f));
    assertThat(smooth.margins()[2]).isCloseTo(2 * middle - 1, within(1e-5f));
    double entropy = -middle * Math.log(middle) - (1 - middle) * Math.log(1 - middle);
    assertThat(smooth.entropies()[2]).isCloseTo((float) (entropy / Math.log(2)), within(1e-5f));
    assertThat(smooth.probabilities()[0]).isCloseTo((float) high, within(1e-5f));
    assertThat(smooth.voxelCount()).isEqualTo(5);
  }

  @Test
  void noRoundChangesNothing() {
    Prediction raw = prediction(1, .2f, -.5f, 1, 1);
    Prediction same = Smoothing.over(raw, row(5), 0, Progress.none());
    assertThat(same.classIndices()).isEqualTo(raw.classIndices());
    assertThat(same.probabilities()).containsExactly(raw.probabilities(), within(1e-5f));
    assertThat(same.entropies()).containsExactly(raw.entropies(), within(1e-4f));
    assertThatThrownBy(() -> Smoothing.over(raw, row(4), 1, Progress.none()))
        .hasMessageContaining("other voxels");
  }
}
