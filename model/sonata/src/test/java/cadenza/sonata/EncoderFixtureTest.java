package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.io.NpyArray;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The encoder against the official code's output, stage by stage.
class EncoderFixtureTest {
  @Test
  void tinyOnSceneA() throws Exception {
    Checkpoint checkpoint = Checkpoint.read(Golden.file("sonata_tiny.pth"), Progress.none());
    assertThat(checkpoint.config()).isEqualTo(Golden.tiny());
    check(checkpoint, "A", "tiny_A_stages.npz", 1e-4f);
  }

  @Test
  void tinyOnSceneB() throws Exception {
    check(NameSeededWeights.checkpoint(Golden.tiny()), "B", "tiny_B_stages.npz", 1e-4f);
  }

  @Test
  void baseOnSceneB() throws Exception {
    check(NameSeededWeights.checkpoint(SonataConfig.base()), "B", "base_B_stages.npz", 2e-4f);
  }

  @Test
  void hiddenPointsTakeTheMaskToken() throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_B.npz");
    Map<String, NpyArray> expected = Golden.npz("tiny_B_masked.npz");
    int[] mask = expected.get("mask").ints();
    boolean[] hidden = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      hidden[i] = mask[i] != 0;
    }
    assertThat(hidden).contains(true).contains(false);
    try (Encoder encoder = open(NameSeededWeights.checkpoint(Golden.tiny()))) {
      compare(
          encoder.encode(
              Golden.pyramid(transform),
              transform.get("feat").floats(),
              hidden,
              Progress.none(),
              stage -> {}),
          expected,
          1e-4f);
    }
  }

  private static void check(Checkpoint checkpoint, String scene, String fixture, float tolerance)
      throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_" + scene + ".npz");
    Map<String, NpyArray> expected = Golden.npz(fixture);
    Pyramid pyramid = Golden.pyramid(transform);
    try (Encoder encoder = open(checkpoint)) {
      FeaturePyramid answer =
          encoder.encode(pyramid, transform.get("feat").floats(), Progress.none());
      compare(answer, expected, tolerance);
      for (int s = 0; s < 4; s++) {
        assertThat(answer.levels().get(s).parents())
            .isEqualTo(expected.get("s" + (s + 1) + "_pooling_inverse").ints());
      }
    }
  }

  private static Encoder open(Checkpoint checkpoint) throws DeviceException {
    return Encoder.open(checkpoint, DeviceChoice.CPU, Progress.none());
  }

  private static void compare(
      FeaturePyramid answer, Map<String, NpyArray> expected, float tolerance) {
    for (int s = 0; s < 5; s++) {
      float[] values = answer.levels().get(s).values();
      float worst = worst(values, expected.get("s" + s + "_feat").floats());
      System.out.printf("level %d: %d numbers, largest difference %.2g%n", s, values.length, worst);
      assertThat(worst).as("largest difference on level " + s).isLessThan(tolerance);
    }
  }

  static float worst(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    float worst = 0;
    for (int i = 0; i < actual.length; i++) {
      float difference = Math.abs(actual[i] - expected[i]);
      worst = difference <= worst ? worst : Float.isNaN(difference) ? Float.MAX_VALUE : difference;
    }
    return worst;
  }
}
