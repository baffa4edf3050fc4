package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.io.NpyArray;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurveTest {
  private static final String[] NAMES = {"z", "z-trans", "hilbert", "hilbert-trans"};

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 7, 8, 9, 12, 16})
  void codesAreThoseOfTheReference(int depth) throws Exception {
    Map<String, NpyArray> golden = Golden.read("serialization.npz");
    int[] gridCoord = golden.get("d" + depth + "_grid_coord").ints();
    int[] batch = golden.get("d" + depth + "_batch").ints();
    for (Curve curve : Curve.values()) {
      long[] expected = golden.get("d" + depth + "_" + NAMES[curve.row()]).longs();
      long[] codes = curve.encode(gridCoord, depth);
      for (int i = 0; i < codes.length; i++) {
        codes[i] |= (long) batch[i] << 3 * depth;
      }
      assertThat(codes).as(curve.name()).isEqualTo(expected);
    }
  }

  /// The algorithm word for word, against which the automaton is held for every depth.
  private static long skilling(int x, int y, int z, int depth) {
    int[] rows = {x, y, z};
    for (int bit = depth - 1; bit >= 0; bit--) {
      int lower = (1 << bit) - 1;
      for (int dim = 0; dim < 3; dim++) {
        if ((rows[dim] >> bit & 1) == 1) {
          rows[0] ^= lower;
        } else {
          int exchanged = (rows[0] ^ rows[dim]) & lower;
          rows[0] ^= exchanged;
          rows[dim] ^= exchanged;
        }
      }
    }
    long code = 0;
    int parity = 0;
    for (int bit = depth - 1; bit >= 0; bit--) {
      for (int dim = 0; dim < 3; dim++) {
        parity ^= rows[dim] >> bit & 1;
        code = code << 1 | parity;
      }
    }
    return code;
  }

  @Test
  void theAutomatonIsSkillingsAlgorithmAtEveryDepth() {
    Random random = new Random(11);
    for (int depth = 1; depth <= Curve.MAX_DEPTH; depth++) {
      for (int i = 0; i < 2000; i++) {
        // Small numbers too: leading zero levels turn the curve.
        int bound = 1 << 1 + random.nextInt(depth);
        int x = random.nextInt(bound);
        int y = random.nextInt(bound);
        int z = random.nextInt(bound);
        assertThat(Curve.HILBERT.encode(x, y, z, depth)).isEqualTo(skilling(x, y, z, depth));
        assertThat(Curve.HILBERT_TRANS.encode(x, y, z, depth)).isEqualTo(skilling(y, x, z, depth));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyVoxelOfACubeHasItsOwnPlace(Curve curve) {
    for (int depth = 1; depth <= 5; depth++) {
      int edge = 1 << depth;
      int[][] at = new int[edge * edge * edge][];
      for (int x = 0; x < edge; x++) {
        for (int y = 0; y < edge; y++) {
          for (int z = 0; z < edge; z++) {
            int code = (int) curve.encode(x, y, z, depth);
            assertThat(at[code]).isNull();
            at[code] = new int[] {x, y, z};
          }
        }
      }
      if (curve == Curve.HILBERT || curve == Curve.HILBERT_TRANS) {
        for (int i = 1; i < at.length; i++) {
          int step = 0;
          for (int axis = 0; axis < 3; axis++) {
            step += Math.abs(at[i][axis] - at[i - 1][axis]);
          }
          assertThat(step).as("neighbours on the curve touch").isEqualTo(1);
        }
      }
    }
  }

  @Test
  void depthCountsTheBitsOfTheMaximumPlusOne() {
    assertThat(Curve.depthOf(new int[] {0, 0, 0})).isEqualTo(1);
    assertThat(Curve.depthOf(new int[] {0, 126, 3})).isEqualTo(7);
    assertThat(Curve.depthOf(new int[] {127, 0, 3})).isEqualTo(8);
    assertThat(Curve.depthOf(new int[] {0, 0, 65534})).isEqualTo(16);
  }

  @Test
  void voxelsOutsideTheCubeAreRefused() {
    assertThatThrownBy(() -> Curve.HILBERT.encode(8, 0, 0, 3)).hasMessageContaining("depth 3");
    assertThatThrownBy(() -> Curve.Z.encode(-1, 0, 0, 3)).hasMessageContaining("-1");
    assertThatThrownBy(() -> Curve.Z.encode(0, 0, 0, 17)).hasMessageContaining("17");
  }
}
