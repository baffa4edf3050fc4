package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.io.NpyArray;
import cadenza.sonata.Golden;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Patches and what is hidden of them, against the reference's.
class MaskTest {
  @Test
  void patchesOfTheReference() throws Exception {
    Map<String, NpyArray> fixture = Golden.npz("pre_generate_mask.npz");
    float[] coord = fixture.get("coord").floats();
    int[] offset = fixture.get("offset").ints();
    List<float[]> views =
        List.of(
            Arrays.copyOf(coord, 3 * offset[0]),
            Arrays.copyOfRange(coord, 3 * offset[0], 3 * offset[1]));
    double[][] cases = {{0.1, 0.3}, {0.4, 0.7}, {0.25, 0.5}};
    for (double[] sizeAndRatio : cases) {
      String name = "size" + sizeAndRatio[0] + "_ratio" + sizeAndRatio[1];
      Mask mask = Mask.patches(views, sizeAndRatio[0]);
      int[] permutation = fixture.get(name + "_perm").ints();
      assertThat(mask.patchCount()).isEqualTo(permutation.length);
      assertThat(mask.patch()).isEqualTo(fixture.get(name + "_cluster").ints());
      boolean[] hidden = mask.hide(sizeAndRatio[1], permutation);
      int[] expected = fixture.get(name + "_mask").ints();
      for (int i = 0; i < hidden.length; i++) {
        assertThat(hidden[i]).isEqualTo(expected[i] != 0);
      }
    }
  }

  @Test
  void hiddenPointsMoveAndOthersStay() {
    float[] coord = {0, 0, 0, 1, 1, 1, 2, 2, 2};
    float[] moved =
        Mask.jittered(
            coord, new boolean[] {true, false, true}, new float[] {1, 9, -9, 0, 2, -1}, 0.01);
    assertThat(moved)
        .containsExactly(
            new float[] {0.01f, 0.02f, -0.09f, 1, 1, 1, 2, 2.02f, 1.99f}, within(1e-6f));
  }
}
