package cadenza.sonata.nn;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.io.NpyArray;
import cadenza.scan.io.Npz;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LevelTensorsTest {
  @Test
  void patchesAreFilledAsTheReferenceDoes() throws Exception {
    Path file = Path.of(LevelTensorsTest.class.getResource("/golden/tiny_B_stages.npz").toURI());
    Map<String, NpyArray> stages = Npz.read(file);
    for (int s = 0; s < 5; s++) {
      int[] pad = stages.get("s" + s + "_pad").ints();
      int n = stages.get("s" + s + "_offset").ints()[0];
      int[] place = IntStream.range(0, n).toArray();
      assertThat(LevelTensors.padded(place, Math.min(128, n))).isEqualTo(pad);
      // Results are taken back from the first n places, which is what the reference's unpad says.
      assertThat(stages.get("s" + s + "_unpad").ints()).isEqualTo(place);
    }
  }

  @Test
  void wholePatchesStayAsTheyAre() {
    int[] order = {3, 1, 0, 2};
    assertThat(LevelTensors.padded(order, 2)).isEqualTo(order);
    assertThat(LevelTensors.padded(order, 4)).isEqualTo(order);
    assertThat(LevelTensors.padded(order, 3)).containsExactly(3, 1, 0, 2, 1, 0);
  }
}
