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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// PCA colours against those of the official demo, with its randomised decomposition replaced by
/// the exact one (SPEC iv).
class PcaFixtureTest {
  @Test
  void colorsOfTheTinyModelAreTheReferences() throws Exception {
    Path file = Path.of(PcaFixtureTest.class.getResource("/golden/tiny_B_pca.npz").toURI());
    Map<String, NpyArray> arrays = Npz.read(file);
    check(arrays, arrays);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiny_A", "base_B"})
  void colorsOfLargerFixturesAreTheReferences(String name) throws Exception {
    check(Npz.read(fixture(name + "_stages.npz")), Npz.read(fixture(name + "_upcast.npz")));
  }

  private static void check(Map<String, NpyArray> stages, Map<String, NpyArray> upcast) {
    FeaturePyramid scan = pyramid(stages);

    PcaBasis basis = PcaBasis.fit(List.of(scan), Progress.none());
    float[] colors = new PcaColors(basis, List.of(scan), PcaSettings.reference()).ofRows(scan);

    float[] expected = upcast.get("pca_color_exact").floats(); // (voxels, 3)
    int[] row = scan.rowsOf(0, 2);
    assertThat(row).containsExactly(upcast.get("stage2_index_of_voxel").ints());
    for (int i = 0; i < row.length; i++) {
      for (int c = 0; c < 3; c++) {
        assertThat(colors[3 * row[i] + c])
            .as("voxel %d channel %d", i, c)
            .isCloseTo(expected[3 * i + c], within(1e-4f));
      }
    }
  }

  static FeaturePyramid pyramid(Map<String, NpyArray> stages) {
    List<FeaturePyramid.Features> levels = new ArrayList<>();
    for (int k = 0; k < 5; k++) {
      NpyArray feat = stages.get("s" + k + "_feat");
      int[] parents = k < 4 ? stages.get("s" + (k + 1) + "_pooling_inverse").ints() : new int[0];
      levels.add(new FeaturePyramid.Features(feat.shape()[1], feat.floats(), parents));
    }
    return new FeaturePyramid(levels);
  }

  private static Path fixture(String name) {
    Path file = Path.of(System.getProperty("cadenza.shared", "absent"), "golden", name);
    assumeTrue(Files.exists(file), "fixture " + file + " is not on this machine");
    return file;
  }
}
