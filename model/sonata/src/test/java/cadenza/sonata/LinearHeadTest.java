package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.io.NpyArray;
import cadenza.sonata.io.StoredTensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinearHeadTest {
  @TempDir Path folder;

  @Test
  void onOurFeaturesItGivesTheOfficialLogits() throws Exception {
    LinearHead head = LinearHead.read(Golden.file("sonata_linear_head_tiny.pth"), Progress.none());
    assertThat(head.channels()).isEqualTo(16 + 32 + 48 + 64 + 96);
    assertThat(head.classes()).isEqualTo(20);
    assertThat(head.sha256()).hasSize(64);
    Map<String, NpyArray> expected = Golden.npz("tiny_B_upcast.npz");
    assertThat(head.weights()).isEqualTo(expected.get("head_weight").floats());
    assertThat(head.bias()).isEqualTo(expected.get("head_bias").floats());

    Map<String, NpyArray> transform = Golden.npz("transform_B.npz");
    Checkpoint checkpoint = NameSeededWeights.checkpoint(Golden.tiny());
    try (Encoder encoder = Encoder.open(checkpoint, DeviceChoice.CPU, Progress.none())) {
      FeaturePyramid features =
          encoder.encode(
              Golden.pyramid(transform), transform.get("feat").floats(), Progress.none());
      float[] logits = logits(head, features); // (voxels, classes)
      assertThat(EncoderFixtureTest.worst(logits, expected.get("probe_logits").floats()))
          .isLessThan(1e-3f);
      int[] predicted = expected.get("probe_pred").ints();
      for (int v = 0; v < predicted.length; v++) {
        assertThat(largest(logits, v * head.classes(), head.classes())).isEqualTo(predicted[v]);
      }
    }
  }

  private static float[] logits(LinearHead head, FeaturePyramid features) {
    int voxels = features.levels().getFirst().rows();
    float[] logits = new float[voxels * head.classes()];
    int[][] rows = new int[features.levels().size()][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = features.rowsOf(0, k);
    }
    for (int v = 0; v < voxels; v++) {
      for (int c = 0; c < head.classes(); c++) {
        double sum = head.bias()[c];
        int weight = c * head.channels();
        for (int k = 0; k < rows.length; k++) {
          FeaturePyramid.Features level = features.levels().get(k);
          for (int i = 0; i < level.channels(); i++) {
            sum += head.weights()[weight++] * level.values()[rows[k][v] * level.channels() + i];
          }
        }
        logits[v * head.classes() + c] = (float) sum;
      }
    }
    return logits;
  }

  private static int largest(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = values[from + i] > values[from + best] ? i : best;
    }
    return best;
  }

  @Test
  void givenAsAnEncoderItSaysWhatItIs() {
    assertThatThrownBy(
            () -> Checkpoint.read(Golden.file("sonata_linear_head_tiny.pth"), Progress.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining("this is a linear head")
        .hasMessageContaining("not an encoder");
  }

  @Test
  void headsThatDoNotHoldTogetherAreRefused() throws Exception {
    StoredTensor weight = StoredTensor.of("seg_head.weight", new float[6], 2, 3);
    StoredTensor bias = StoredTensor.of("seg_head.bias", new float[2], 2);
    String says = "}";
    refused(says, List.of(weight), "no tensor is called seg_head.bias");
    refused(
        says,
        List.of(weight, StoredTensor.of("seg_head.bias", new float[3], 3)),
        "weights of shape (2, 3) and biases of shape (3)");
    String wrong = "}(X\13\0\0\0num_classesK\7u";
    refused(wrong, List.of(weight, bias), "num_classes = 7, its tensors 2");
    refused(says, List.of(bias), "no tensor is called seg_head.weight");
  }

  private void refused(String config, List<StoredTensor> tensors, String words) throws Exception {
    Path file = TestPth.of(config, tensors).write(folder.resolve("head.pth"));
    assertThatThrownBy(() -> LinearHead.read(file, Progress.none()))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(words);
  }
}
