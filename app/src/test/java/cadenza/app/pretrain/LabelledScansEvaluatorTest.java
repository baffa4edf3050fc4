package cadenza.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.SmallRoom;
import cadenza.app.pipeline.Compute;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.InputTransform;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.pretrain.watch.Evaluator;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledScansEvaluatorTest {
  private static final Compute CPU = new Compute(DeviceChoice.CPU, Precision.F32);

  private static Checkpoint encoder(float... scale) {
    return Checkpoint.untrained(
        new SonataConfig(
            9,
            List.of(1, 1, 1),
            List.of(16, 24, 32),
            List.of(1, 2, 2),
            List.of(64, 64, 64),
            4,
            0,
            true),
        new InputTransform(0.06f, new float[9], scale),
        1);
  }

  private static Evaluator.Scores scores(List<Path> files, Checkpoint encoder) throws Exception {
    return LabelledScansEvaluator.of(files, "label", 30, CPU, 2, Progress.none())
        .evaluate(encoder, Progress.none());
  }

  @Test
  void facesOfACornerAreToldApartByColourAndNormalButNotByNothing(@TempDir Path folder)
      throws Exception {
    // The corner is labelled by its faces, each of one colour.
    List<Path> files =
        List.of(
            SmallRoom.write(folder.resolve("one.ply")), SmallRoom.write(folder.resolve("two.ply")));
    Evaluator.Scores seeing = scores(files, encoder(0, 0, 0, 3, 3, 3, 1, 1, 1));
    Evaluator.Scores blind = scores(files, encoder(0, 0, 0, 0, 0, 0, 0, 0, 0));
    System.out.println("seeing " + seeing + ", blind " + blind);
    assertThat(seeing.knn()).isBetween(.9, 1.0);
    assertThat(seeing.probeMiou()).isBetween(.85, 1.0);
    assertThat(blind.knn()).isLessThan(seeing.knn() - .1);
    assertThat(blind.probeMiou()).isLessThan(seeing.probeMiou() - .1);
    assertThat(scores(files, encoder(0, 0, 0, 3, 3, 3, 1, 1, 1))).isEqualTo(seeing);
    Evaluator.Scores alone = scores(files.subList(0, 1), encoder(0, 0, 0, 3, 3, 3, 1, 1, 1));
    assertThat(alone.knn()).isBetween(.9, 1.0);
  }

  @Test
  void scansWithoutLabelsAreRefused(@TempDir Path folder) throws Exception {
    PointCloud bare = PointCloud.builder(SmallRoom.cloud().positions()).build();
    Path file = folder.resolve("bare.ply");
    ScanFormats.write(bare, file, Progress.none());
    assertThatThrownBy(() -> scores(List.of(file), encoder(1, 1, 1, 1, 1, 1, 1, 1, 1)))
        .isInstanceOf(ScanException.class)
        .hasMessageContaining("label");
  }

  @Test
  void nearestLabelsGoByDirectionNotByLength() {
    NearestLabels labelled = new NearestLabels();
    labelled.add(rows(1, 0, 0, 1), new int[] {0, 1}, new int[] {4, 9});
    FeaturePyramid asked = rows(.02f, .01f, 30, 40);
    assertThat(labelled.classesOf(asked, new int[] {0, 1})).containsExactly(4, 9);
  }

  private static FeaturePyramid rows(float... values) {
    return new FeaturePyramid(List.of(new FeaturePyramid.Features(2, values, new int[0])));
  }
}
