package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.Curve;
import cadenza.scan.io.NpyArray;
import cadenza.sonata.kernels.Torch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CurveShuffleTest {
  /// The seed whose draws the official code made for the fixture; the file holds the draws, not the
  /// seed.
  private static final long FIXTURE_SEED = 7;

  @Test
  void theSeedOfTheFixtureDrawsItsPermutations() throws Exception {
    int[] expected = Golden.npz("tiny_B_shuffled.npz").get("perms").ints(); // (5, 4)
    int[][] drawn = new CurveShuffle(FIXTURE_SEED).permutations(5);
    for (int k = 0; k < 5; k++) {
      for (int i = 0; i < 4; i++) {
        assertThat(drawn[k][i]).as("level %d, place %d", k, i).isEqualTo(expected[4 * k + i]);
      }
    }
  }

  @Test
  void shuffledCurvesGiveTheOfficialFeatures() throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_B.npz");
    Map<String, NpyArray> expected = Golden.npz("tiny_B_shuffled.npz");
    Pyramid pyramid = Golden.pyramid(transform);
    try (Encoder encoder =
        Encoder.open(
            NameSeededWeights.checkpoint(Golden.tiny()), DeviceChoice.CPU, Progress.none())) {
      float[] features = transform.get("feat").floats();
      FeaturePyramid answer =
          encoder.encode(
              new CurveShuffle(FIXTURE_SEED).applyTo(pyramid), features, Progress.none());
      FeaturePyramid plain = encoder.encode(pyramid, features, Progress.none());
      for (int s = 0; s < 5; s++) {
        float[] values = expected.get("s" + s + "_feat").floats();
        assertThat(EncoderFixtureTest.worst(answer.levels().get(s).values(), values))
            .as("largest difference on level " + s)
            .isLessThan(1e-4f);
        // Shuffling must matter, or this test could not fail.
        assertThat(EncoderFixtureTest.worst(plain.levels().get(s).values(), values))
            .isGreaterThan(0.1f);
      }
    }
  }

  /// Seeds at the edges of 32 and 64 bits, and more draws than the generator's state has words.
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 7, 53124, 0x7fffffffL, 0x80000000L, 0x1_0000_0005L, -1, 1L << 62})
  void numbersArePyTorchs(long seed) {
    Torch.start();
    JniUtils.setSeed(seed);
    TorchRandom random = new TorchRandom(seed);
    try (NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch")) {
      for (int i = 0; i < 400; i++) {
        int count = 1 + i % 9;
        long[] drawn = manager.randomPermutation(count).toLongArray();
        int[] ours = random.permutation(count);
        for (int j = 0; j < count; j++) {
          assertThat(ours[j]).isEqualTo((int) drawn[j]);
        }
      }
    }
  }

  @Test
  void whatIsNoPermutationIsRefused() throws Exception {
    Pyramid pyramid = Golden.pyramid(Golden.npz("transform_B.npz"));
    assertThatThrownBy(() -> pyramid.withCurves(new int[4][4]))
        .hasMessageContaining("4 permutations for 5 levels");
    int[][] twice = new CurveShuffle(0).permutations(5);
    twice[3] = new int[] {0, 1, 1, 3};
    assertThatThrownBy(() -> pyramid.withCurves(twice))
        .hasMessageContaining("[0, 1, 1, 3] is no permutation");
  }

  @Test
  void anotherOrderIsShuffledAsTheReferenceShufflesItsList() throws Exception {
    Pyramid pyramid = Golden.pyramid(Golden.npz("transform_B.npz"));
    CurveShuffle shuffle = new CurveShuffle(FIXTURE_SEED);
    List<Curve> order = List.of(Curve.HILBERT, Curve.Z_TRANS, Curve.Z, Curve.HILBERT_TRANS);
    Pyramid shuffled = shuffle.applyTo(pyramid, order);
    int[][] drawn = shuffle.permutations(5);
    for (int k = 0; k < 5; k++) {
      for (int block = 0; block < 4; block++) {
        int looksAt = order.get(block).row();
        int finds = order.get(drawn[k][block]).row();
        assertThat(shuffled.levels().get(k).order()[looksAt])
            .isEqualTo(pyramid.levels().get(k).order()[finds]);
      }
    }
    assertThat(shuffle.applyTo(pyramid, List.of(Curve.values())).levels().getFirst().order())
        .isDeepEqualTo(shuffle.applyTo(pyramid).levels().getFirst().order());
    assertThatThrownBy(() -> shuffle.applyTo(pyramid, List.of(Curve.Z, Curve.Z)))
        .hasMessageContaining("--shuffle-seed");
  }
}
