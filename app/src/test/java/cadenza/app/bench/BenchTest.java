package cadenza.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.pipeline.ProcessUse;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.grid.GridSample;
import cadenza.scan.grid.LevelCounts;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.NameSeededWeights;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir Path folder;

  @Test
  void scenesStayTheSameForEver() {
    PointCloud small = BenchScene.SMALL.cloud();
    assertThat(small.pointCount()).isEqualTo(24_000);
    assertThat(Arrays.hashCode(small.positions())).isEqualTo(-1573806938);
    assertThat(Arrays.hashCode(small.colors())).isEqualTo(-732264862);
    GridSample room = GridSample.of(BenchScene.ROOM.cloud(), 0.02f, 0, Progress.none());
    assertThat(LevelCounts.of(room.gridCoord(), 5))
        .containsExactly(61891, 34244, 15336, 4883, 1253);
  }

  @Test
  void aRunSaysAllThatWasMeasured() throws Exception {
    SonataConfig tiny =
        new SonataConfig(
            9, List.of(1, 1), List.of(16, 32), List.of(1, 2), List.of(128, 128), 4, 0, true);
    Path weights = folder.resolve("tiny.safetensors");
    NameSeededWeights.checkpoint(tiny).writeSafetensors(weights);
    Map<String, Object> run =
        new EncodeRun(BenchScene.SMALL, weights, DeviceChoice.CPU, Precision.BF16, 11, true)
            .measure();
    assertThat(run)
        .containsEntry("scene", "20k")
        .containsEntry("precision", "bf16")
        .containsEntry("repeats", 11)
        .containsKeys(
            "device",
            "deviceReason",
            "seconds",
            "stageSeconds",
            "geometrySeconds",
            "busyCores",
            "predictedBytes");
    assertThat((List<?>) run.get("voxels")).hasSize(2);
    assertThat((List<?>) run.get("stageSeconds")).hasSize(2);
    assertThat((List<?>) run.get("cosineToF32")).hasSize(2);
    Map<?, ?> seconds = (Map<?, ?>) run.get("seconds");
    assertThat((Double) seconds.get("min")).isPositive();
    assertThat((Double) seconds.get("median")).isGreaterThanOrEqualTo((Double) seconds.get("min"));
    assertThat(EncodeRun.line(run)).contains("20k", "bf16");
    if (ProcessUse.peakBytes().isPresent()) {
      assertThat((Long) run.get("peakRssBytes")).isGreaterThan(10L << 20);
      assertThat((Map<?, ?>) run.get("rssBytes")).hasSize(2);
    }
  }

  @Test
  void likenessIsACosineAVoxel() {
    FeaturePyramid one = level(1, 0, 1, 0, 0, 2);
    FeaturePyramid other = level(2, 0, 1, 1, 0, 1);
    Map<String, Double> likeness = Likeness.of(one, other).perLevel().getFirst();
    assertThat(likeness.get("worst")).isCloseTo(Math.sqrt(.5), within(1e-12));
    assertThat(likeness.get("median")).isCloseTo(1, within(1e-12));
  }

  private static FeaturePyramid level(float... values) {
    return new FeaturePyramid(List.of(new FeaturePyramid.Features(2, values, new int[0])));
  }

  @Test
  void medianOfEvenAndOdd() {
    assertThat(EncodeRun.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(EncodeRun.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
  }

  @Test
  void aRunThatFailsIsSaid() {
    assertThatThrownBy(() -> OwnProcess.json(List.of("bench", "nothing")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ended with exit code 2");
  }
}
