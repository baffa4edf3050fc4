package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.io.NpyArray;
import cadenza.scan.io.Npz;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The official linear head, put level by level, says what the official code says (SPEC iv).
class ProbeFixtureTest {
  @ParameterizedTest
  @ValueSource(strings = {"tiny_A", "tiny_B", "base_B"})
  void theOfficialHeadSaysTheSameLevelByLevel(String name) throws Exception {
    FeaturePyramid features = PcaFixtureTest.pyramid(Npz.read(fixture(name + "_stages.npz")));
    Map<String, NpyArray> expected = Npz.read(fixture(name + "_upcast.npz"));
    ProbeScan scan = new ProbeScan(name, features, null, Synthetic.SOURCE);
    LinearProbe probe =
        probe(features, expected.get("head_weight").floats(), expected.get("head_bias").floats());
    int classes = probe.classes().size();
    float[] logits = expected.get("probe_logits").floats(); // (voxels, classes)
    int[] predicted = expected.get("probe_pred").ints();

    Prediction prediction = probe.predict(scan, Progress.none());

    assertThat(predicted).hasSize(scan.voxelCount());
    for (int v = 0; v < predicted.length; v++) {
      float best = logits[v * classes + predicted[v]];
      float got = logits[v * classes + prediction.classIndex(v)];
      assertThat(got).isCloseTo(best, within(1e-3f));
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        sum += Math.exp(logits[v * classes + k] - best);
      }
      assertThat(prediction.probabilities()[v]).isCloseTo((float) (1 / sum), within(1e-3f));
    }
    new LevelLogits(scan, false)
        .compute(
            probe,
            () ->
                (first, rows, tile) -> {
                  for (int r = 0; r < rows; r++) {
                    for (int k = 0; k < classes; k++) {
                      assertThat(tile[k][r])
                          .isCloseTo(logits[(first + r) * classes + k], within(2e-3f));
                    }
                  }
                },
            Progress.none());
  }

  private static LinearProbe probe(FeaturePyramid features, float[] weights, float[] bias) {
    int classes = bias.length;
    int width = weights.length / classes;
    assertThat(width).isEqualTo(features.channelsFrom(0));
    List<float[]> levels = new ArrayList<>();
    int start = 0; // the finest level comes first (SPEC iv)
    for (FeaturePyramid.Features level : features.levels()) {
      float[] part = new float[classes * level.channels()];
      for (int k = 0; k < classes; k++) {
        System.arraycopy(weights, k * width + start, part, k * level.channels(), level.channels());
      }
      levels.add(part);
      start += level.channels();
    }
    Provenance from =
        new Provenance(
            Synthetic.SOURCE, List.of(), Map.of(), TrainSettings.DEFAULT, "", Instant.EPOCH);
    return new LinearProbe(Synthetic.classes(classes), Synthetic.SOURCE, levels, null, bias, from);
  }

  private static Path fixture(String name) {
    Path file = Path.of(System.getProperty("cadenza.shared", "absent"), "golden", name);
    assumeTrue(Files.exists(file), "fixture " + file + " is not on this machine");
    return file;
  }
}
