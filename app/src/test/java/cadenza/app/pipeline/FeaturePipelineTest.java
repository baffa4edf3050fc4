package cadenza.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.probe.PointUpcast;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.InputTransform;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturePipelineTest {
  private static Model model;

  @TempDir Path directory;

  @BeforeAll
  static void open() {
    SonataConfig small =
        new SonataConfig(
            9,
            List.of(1, 1, 1),
            List.of(8, 16, 24),
            List.of(1, 2, 3),
            List.of(16, 16, 16),
            2,
            0,
            true);
    model =
        new Model(Checkpoint.untrained(small, InputTransform.starter(), 1), Encoders.ofPyTorch());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  private static PointCloud floor(int points, boolean normals) {
    Random random = new Random(3);
    float[] xyz = new float[3 * points];
    float[] up = new float[3 * points];
    for (int i = 0; i < points; i++) {
      xyz[3 * i] = 2 * random.nextFloat();
      xyz[3 * i + 1] = 2 * random.nextFloat();
      xyz[3 * i + 2] = .001f * random.nextFloat();
      up[3 * i + 2] = 1;
    }
    xyz[3] = Float.NaN;
    return PointCloud.builder(xyz).normals(normals ? up : null).build();
  }

  @Test
  void featuresAreKeptAndFoundAgain() throws Exception {
    FeaturePipeline pipeline = new FeaturePipeline(new FeatureCache(directory, 1 << 24));
    PointCloud cloud = floor(2000, true);
    EncodedScan first = pipeline.encode(cloud, model, EncodeSettings.defaults(), Progress.none());
    assertThat(first.device()).isPresent();
    assertThat(first.weights().trained()).isFalse();
    EncodedScan second = pipeline.encode(cloud, model, EncodeSettings.defaults(), Progress.none());
    assertThat(second.device()).as("from the cache").isEmpty();
    for (int k = 0; k < 3; k++) {
      assertThat(second.features().levels().get(k).values())
          .isEqualTo(first.features().levels().get(k).values());
    }
    EncodedScan coarser =
        pipeline.encode(cloud, model, new EncodeSettings(.2f, 0), Progress.none());
    assertThat(coarser.device()).as("another grid is another key").isPresent();
    EncodeSettings rounding =
        EncodeSettings.defaults().with(new Compute(DeviceChoice.CPU, Precision.BF16));
    EncodedScan rounded = pipeline.encode(cloud, model, rounding, Progress.none());
    assertThat(rounded.device()).as("another precision is another key").isPresent();
    assertThat(rounded.features().levels().getFirst().values())
        .isNotEqualTo(first.features().levels().getFirst().values());
    assertThat(pipeline.encode(cloud, model, rounding, Progress.none()).device()).isEmpty();
  }

  @Test
  void normalsAreEstimatedWhereThereAreNone() throws Exception {
    EncodedScan scan =
        new FeaturePipeline(null)
            .encode(floor(2000, false), model, EncodeSettings.defaults(), Progress.none());
    assertThat(scan.prepared().normalsEstimated()).isTrue();
    assertThat(Math.abs(scan.cloud().normals()[2])).isGreaterThan(.9f);
  }

  @Test
  void bothUpcastsReachEveryPointAndAgreeInTheMiddleOfVoxels() throws Exception {
    EncodedScan scan =
        new FeaturePipeline(null)
            .encode(floor(2000, true), model, EncodeSettings.defaults(), Progress.none());
    int rows = scan.features().levels().getFirst().rows();
    float[] constant = new float[rows];
    Arrays.fill(constant, 4);
    for (boolean smooth : new boolean[] {false, true}) {
      PointUpcast upcast = scan.upcast(smooth, 0);
      float[] values = upcast.sum(List.of(constant), 1);
      assertThat(values).hasSize(2000);
      assertThat(values[1]).isNaN();
      assertThat(values[0]).isBetween(3.999f, 4.001f);
      assertThat(values[1999]).isBetween(3.999f, 4.001f);
    }
  }

  @Test
  void cancellingStopsIt() {
    AtomicBoolean cancelled = new AtomicBoolean();
    Progress progress =
        new Progress() {
          @Override
          public void report(double fraction, String step) {
            cancelled.set(fraction > .25);
          }

          @Override
          public boolean isCancelled() {
            return cancelled.get();
          }
        };
    assertThatThrownBy(() ->
            new FeaturePipeline(null)
                .encode(floor(2000, true), model, EncodeSettings.defaults(), progress))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void aScanWithoutPointsIsRefusedInWords() {
    PointCloud nothing =
        PointCloud.builder(new float[] {Float.NaN, 0, 0}).normals(new float[3]).build();
    assertThatThrownBy(() ->
            new FeaturePipeline(null)
                .encode(nothing, model, EncodeSettings.defaults(), Progress.none()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no point with finite coordinates");
  }

  @Test
  void inspectionTellsWhatTheModelWillMiss() {
    Inspection good = Inspection.of(floor(20000, true), .06f, 0, Progress.none());
    assertThat(good.finiteCount()).isEqualTo(19999);
    assertThat(finding(good, "Normals").severity()).isEqualTo(Finding.Severity.OK);
    assertThat(finding(good, "Colour").severity()).isEqualTo(Finding.Severity.WARNING);
    assertThat(finding(good, "Density").severity()).isEqualTo(Finding.Severity.OK);

    Inspection sparse = Inspection.of(floor(200, false), .02f, 0, Progress.none());
    assertThat(finding(sparse, "Normals").fix()).get().isInstanceOf(Fix.EstimateNormals.class);
    Fix coarser = finding(sparse, "Density").fix().orElseThrow();
    assertThat(((Fix.UseGrid) coarser).gridSizeMeters()).isGreaterThan(.05f);
  }

  @Test
  void millimetresAreRecognisedAndScaled() {
    float[] xyz = {0, 0, 0, 5000, 0, 0, 0, 4000, 2500};
    PointCloud room = PointCloud.builder(xyz).build();
    Finding unit = finding(Inspection.of(room, .06f, 0, Progress.none()), "Unit");
    assertThat(unit.severity()).isEqualTo(Finding.Severity.WARNING);
    Fix.OfCloud fix = (Fix.OfCloud) unit.fix().orElseThrow();
    assertThat(fix.apply(room, Progress.none()).bounds().extent(0)).isEqualTo(5);
  }

  private static Finding finding(Inspection inspection, String topic) {
    return inspection.findings().stream()
        .filter(finding -> finding.topic().equals(topic))
        .findFirst()
        .orElseThrow();
  }
}
