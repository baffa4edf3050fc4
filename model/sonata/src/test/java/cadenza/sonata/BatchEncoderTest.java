package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.CommonDepth;
import cadenza.scan.io.NpyArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Scenes A and B of the fixtures in one call. A has the larger coordinates, so B's curves change
/// in a batch; B has fewer voxels than a patch on levels 3 and 4, so A's patches do.
class BatchEncoderTest {
  private static Encoder open() throws Exception {
    return Encoder.open(
        NameSeededWeights.checkpoint(Golden.tiny()), DeviceChoice.CPU, Progress.none());
  }

  private static BatchEncoder.Scene scene(String name) throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_" + name + ".npz");
    return new BatchEncoder.Scene(Golden.pyramid(transform), transform.get("feat").floats());
  }

  private static FeaturePyramid alone(Encoder encoder, BatchEncoder.Scene scene) {
    return encoder.encode(scene.pyramid(), scene.features(), Progress.none());
  }

  private static List<FeaturePyramid> together(
      Encoder encoder, BatchSemantics semantics, BatchEncoder.Scene... scenes) {
    return new BatchEncoder(encoder, semantics).encode(List.of(scenes), Progress.none());
  }

  private static float[] values(FeaturePyramid features, int level) {
    return features.levels().get(level).values();
  }

  @Test
  void eachSceneHasTheFeaturesItHasAlone() throws Exception {
    BatchEncoder.Scene a = scene("A");
    BatchEncoder.Scene b = scene("B");
    try (Encoder encoder = open()) {
      List<Double> reported = new ArrayList<>();
      List<FeaturePyramid> answers =
          new BatchEncoder(encoder, BatchSemantics.INDEPENDENT)
              .encode(
                  List.of(b, a, b),
                  new Progress() {
                    @Override
                    public void report(double fraction, String step) {
                      reported.add(fraction);
                    }

                    @Override
                    public boolean isCancelled() {
                      return false;
                    }
                  });
      for (int s = 0; s < 5; s++) {
        assertThat(values(answers.get(0), s)).isEqualTo(values(alone(encoder, b), s));
        assertThat(values(answers.get(1), s)).isEqualTo(values(alone(encoder, a), s));
        assertThat(values(answers.get(2), s)).isEqualTo(values(answers.get(0), s));
      }
      assertThat(reported).isSorted().startsWith(0.0).endsWith(1.0);
    }
  }

  @Test
  void theReferencesBatchGivesItsFeatures() throws Exception {
    Map<String, NpyArray> expected = Golden.npz("tiny_AB_stages.npz");
    try (Encoder encoder = open()) {
      List<FeaturePyramid> answers =
          together(encoder, BatchSemantics.REFERENCE, scene("A"), scene("B"));
      for (int s = 0; s < 5; s++) {
        float[] a = values(answers.get(0), s);
        float[] b = values(answers.get(1), s);
        float[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        float worst = EncoderFixtureTest.worst(both, expected.get("s" + s + "_feat").floats());
        System.out.printf("batch, level %d: largest difference %.2g%n", s, worst);
        assertThat(worst).as("largest difference on level " + s).isLessThan(1e-4f);
      }
    }
  }

  @Test
  void curvesOfABatchAreTheReferences() throws Exception {
    Map<String, NpyArray> expected = Golden.npz("tiny_AB_stages.npz");
    List<Pyramid> alone = List.of(scene("A").pyramid(), scene("B").pyramid());
    List<Pyramid> common = CommonDepth.of(alone);
    int changed = 0;
    for (int s = 0; s < 5; s++) {
      int[] order = expected.get("s" + s + "_order").ints(); // (4, voxels of both)
      int voxels = order.length / 4;
      int offset = 0;
      for (int i = 0; i < 2; i++) {
        var level = common.get(i).levels().get(s);
        assertThat(level.depth()).isEqualTo(expected.get("s" + s + "_depth").ints()[0]);
        for (int curve = 0; curve < 4; curve++) {
          int start = curve * voxels + offset;
          int[] rows = Arrays.copyOfRange(order, start, start + level.voxelCount());
          for (int j = 0; j < rows.length; j++) {
            rows[j] -= offset;
          }
          assertThat(level.order()[curve]).as("level %d, curve %d", s, curve).isEqualTo(rows);
          changed += Arrays.equals(rows, alone.get(i).levels().get(s).order()[curve]) ? 0 : 1;
        }
        offset += level.voxelCount();
      }
      assertThat(offset).isEqualTo(voxels);
    }
    assertThat(changed).as("orders that the batch changed").isPositive();
  }

  /// No fixture here shows the reference's flash variant; this is its rule (SPEC iii).
  @Test
  void withFlashAttentionDepthIsSharedAndPatchesStay() throws Exception {
    BatchEncoder.Scene a = scene("A");
    BatchEncoder.Scene b = scene("B");
    try (Encoder encoder = open()) {
      List<FeaturePyramid> flash = together(encoder, BatchSemantics.REFERENCE_FLASH, a, b);
      List<FeaturePyramid> plain = together(encoder, BatchSemantics.REFERENCE, a, b);
      Pyramid deeper = CommonDepth.of(List.of(a.pyramid(), b.pyramid())).get(1);
      FeaturePyramid deeperB = encoder.encode(deeper, b.features(), Progress.none());
      for (int s = 0; s < 5; s++) {
        assertThat(values(flash.get(0), s)).isEqualTo(values(alone(encoder, a), s));
        assertThat(values(flash.get(1), s)).isEqualTo(values(deeperB, s));
      }
      assertThat(values(flash.get(0), 3)).isNotEqualTo(values(plain.get(0), 3));
      assertThat(values(flash.get(1), 0)).isNotEqualTo(values(alone(encoder, b), 0));
    }
  }

  @Test
  void shuffledCurvesAreNotMadeStraightUnseen() throws Exception {
    BatchEncoder.Scene a = scene("A");
    BatchEncoder.Scene b = scene("B");
    CurveShuffle shuffle = new CurveShuffle(7);
    assertThatThrownBy(() -> CommonDepth.of(List.of(a.pyramid(), shuffle.applyTo(b.pyramid()))))
        .hasMessageContaining("shuffle afterwards");
    List<Pyramid> shuffled =
        CommonDepth.of(List.of(a.pyramid(), b.pyramid())).stream().map(shuffle::applyTo).toList();
    assertThat(CommonDepth.of(shuffled)).isEqualTo(shuffled);
  }

  @Test
  void whatIsNoBatchIsRefused() throws Exception {
    BatchEncoder.Scene b = scene("B");
    Pyramid shallow = new Pyramid(0.02f, b.pyramid().levels().subList(1, 5));
    try (Encoder encoder = open()) {
      assertThatThrownBy(() -> together(encoder, BatchSemantics.INDEPENDENT))
          .hasMessageContaining("no scene");
      BatchEncoder.Scene odd = new BatchEncoder.Scene(shallow, b.features());
      assertThatThrownBy(() -> together(encoder, BatchSemantics.REFERENCE, b, odd))
          .hasMessageContaining("equally many levels");
      assertThatThrownBy(() -> together(encoder, BatchSemantics.REFERENCE, odd))
          .hasMessageContaining("5 stages, the pyramid 4 levels");
    }
  }
}
