package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.io.NpyArray;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Features side by side over levels, as the official demos use them (SPEC iv): levels 2 to 4 for
/// pictures, all five for the linear probe.
class UpcastFixtureTest {
  @ParameterizedTest
  @CsvSource({"tiny, A, 1e-4", "tiny, B, 1e-4", "base, B, 2e-4"})
  void featuresAreTheOfficialOnes(String network, String scene, float tolerance) throws Exception {
    Map<String, NpyArray> expected = Golden.npz(network + "_" + scene + "_upcast.npz");
    Map<String, NpyArray> transform = Golden.npz("transform_" + scene + ".npz");
    SonataConfig config = network.equals("tiny") ? Golden.tiny() : SonataConfig.base();
    try (Encoder encoder =
        Encoder.open(NameSeededWeights.checkpoint(config), DeviceChoice.CPU, Progress.none())) {
      FeaturePyramid answer =
          encoder.encode(
              Golden.pyramid(transform), transform.get("feat").floats(), Progress.none());
      assertThat(answer.rowsOf(0, 2)).isEqualTo(expected.get("stage2_index_of_voxel").ints());
      compare(sideBySide(answer, 2, 2), expected, "upcast_stage2_feat", tolerance);
      compare(sideBySide(answer, 0, 2), expected, "upcast_feat", tolerance);
      compare(sideBySide(answer, 0, 0), expected, "probe_feat_first64", tolerance);
    }
  }

  /// Features of levels `first` and coarser for each row of level `at`.
  private static Function<Integer, float[]> sideBySide(FeaturePyramid pyramid, int at, int first) {
    List<int[]> rows =
        java.util.stream.IntStream.range(first, 5).mapToObj(k -> pyramid.rowsOf(at, k)).toList();
    return row -> {
      float[] out = new float[pyramid.channelsFrom(first)];
      int to = 0;
      for (int k = first; k < 5; k++) {
        FeaturePyramid.Features level = pyramid.levels().get(k);
        int from = rows.get(k - first)[row] * level.channels();
        System.arraycopy(level.values(), from, out, to, level.channels());
        to += level.channels();
      }
      return out;
    };
  }

  private static void compare(
      Function<Integer, float[]> actual,
      Map<String, NpyArray> expected,
      String name,
      float tolerance) {
    NpyArray array = expected.get(name);
    float[] values = array.floats();
    int channels = array.shape()[1];
    float worst = 0;
    for (int row = 0; row < array.shape()[0]; row++) {
      float[] features = actual.apply(row);
      assertThat(features).hasSize(channels);
      for (int c = 0; c < channels; c++) {
        worst = Math.max(worst, Math.abs(features[c] - values[row * channels + c]));
      }
    }
    assertThat(worst).as("largest difference of " + name).isLessThan(tolerance);
  }
}
