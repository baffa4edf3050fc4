package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.io.NpyArray;
import cadenza.sonata.BatchSemantics;
import cadenza.sonata.Branch;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Encoder;
import cadenza.sonata.Golden;
import cadenza.sonata.InputTransform;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.kernels.Torch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs of a very small network on a scene of the fixtures.
class PretrainingTest {
  private static final SonataConfig NETWORK =
      new SonataConfig(
          9,
          List.of(1, 1, 1),
          List.of(16, 24, 32),
          List.of(2, 3, 4),
          List.of(64, 64, 64),
          4,
          0.2,
          true);

  static Preset preset(double maskJitter, int totalSteps) {
    return new Preset(
        NETWORK,
        new Preset.HeadSize(64, 32, 48),
        InputTransform.official(),
        new ViewRecipe(0.06f, maskJitter == 0, 1000, 0.4, 1, 0.1, 0.4, 4, 0.02),
        2,
        2,
        maskJitter,
        Schedules.starter(totalSteps),
        new LayerRates(2e-3, 0.9, NETWORK.encDepths()),
        3,
        Distillation.Settings.paper(NETWORK).with(new PairChoice(150, 0.1, false)).withPast(200));
  }

  static List<ViewPoints> scenes() throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_B.npz");
    float[] features = transform.get("feat").floats(); // (voxels, 9): coordinate, colour, normal
    float[][] parts = new float[3][features.length / 3];
    for (int i = 0; i < features.length; i++) {
      int part = i % 9 / 3;
      parts[part][i / 9 * 3 + i % 3] = features[i] * (part == 1 ? 255 : 1);
    }
    ViewPoints scene = ViewPoints.of(parts[0], parts[1], parts[2]);
    return List.of(scene, scene);
  }

  private static Pretraining.Report step(Pretraining run, List<ViewPoints> scenes) {
    return run.step(run.batches().batch(scenes, run.steps(), Progress.none()));
  }

  @Test
  void aRunThatWasSavedGoesOnBitByBit(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("run.safetensors");
    Preset preset = preset(0.01, 6);
    List<ViewPoints> scenes = scenes();
    try (Pretraining whole = new Pretraining(preset, 5);
        Pretraining begun = new Pretraining(preset, 5)) {
      for (int i = 0; i < 6; i++) {
        step(whole, scenes);
      }
      for (int i = 0; i < 3; i++) {
        step(begun, scenes);
      }
      begun.save(file, Map.of());
      try (Pretraining resumed = Pretraining.resume(preset, file, Progress.none())) {
        assertThat(resumed.steps()).isEqualTo(3);
        for (int i = 3; i < 6; i++) {
          assertThat(step(resumed, scenes).step()).isEqualTo(i);
        }
        for (String name : whole.student().names()) {
          assertThat(Torch.toArray(resumed.student().get(name)))
              .as("student's %s", name)
              .isEqualTo(Torch.toArray(whole.student().get(name)));
          assertThat(Torch.toArray(resumed.teacher().get(name)))
              .as("teacher's %s", name)
              .isEqualTo(Torch.toArray(whole.teacher().get(name)));
        }
      }
    }
    Files.writeString(file, "not a run");
    assertThatThrownBy(() -> Pretraining.resume(preset, file, Progress.none()))
        .isInstanceOf(java.io.IOException.class);
  }

  @Test
  void itLearns() throws Exception {
    List<ViewPoints> scenes = scenes();
    int steps = 60;
    double first = 0;
    double last = 0;
    try (Pretraining run = new Pretraining(preset(0, steps), 1)) {
      for (int i = 0; i < steps; i++) {
        Pretraining.Report report = step(run, scenes);
        assertThat(report.losses().maskPairs()).isPositive();
        assertThat(report.losses().localPairs()).isPositive();
        first += i < 10 ? report.losses().total() / 10 : 0;
        last += i >= steps - 10 ? report.losses().total() / 10 : 0;
      }
    }
    System.out.printf("loss of the first ten steps %.4f, of the last ten %.4f%n", first, last);
    assertThat(last).isLessThan(0.9 * first);
  }

  @Test
  void weightsStayAsTheyWereWhenALossIsNotFinite() throws Exception {
    List<ViewPoints> scenes = scenes();
    try (Pretraining run = new Pretraining(preset(0, 10), 1)) {
      Batch batch = run.batches().batch(scenes, 0, Progress.none());
      batch.globalFeatures()[4] = Float.NaN;
      Map<String, float[]> before = new java.util.HashMap<>();
      for (String name : run.student().names()) {
        before.put(name, Torch.toArray(run.student().get(name)));
      }
      assertThatThrownBy(() -> run.step(batch)).isInstanceOf(ArithmeticException.class);
      assertThat(run.steps()).isZero();
      for (String name : run.student().names()) {
        NDArray weight = run.student().get(name);
        assertThat(Torch.toArray(weight)).as(name).isEqualTo(before.get(name));
      }
      assertThat(step(run, scenes).losses().areFinite()).isTrue();
    }
  }

  @Test
  void theEncoderOfARunEncodes(@TempDir Path folder) throws Exception {
    List<ViewPoints> scenes = scenes();
    Preset preset = preset(0, 10);
    Path file = folder.resolve("encoder.safetensors");
    try (Pretraining run = new Pretraining(preset, 1)) {
      assertThat(run.encoder(Branch.TEACHER, "first").trained()).isFalse();
      step(run, scenes);
      step(run, scenes);
      run.encoder(Branch.TEACHER, "teacher").writeSafetensors(file);
      Checkpoint read = Checkpoint.read(file, Progress.none());
      assertThat(read.trained()).isTrue();
      assertThat(read.config()).isEqualTo(NETWORK);
      String name = "enc.enc2.block0.mlp.0.fc1.weight";
      assertThat(read.tensor(name).floats())
          .isEqualTo(Torch.toArray(run.teacher().get("backbone." + name)))
          .isNotEqualTo(Torch.toArray(run.student().get("backbone." + name)));
      Batch batch = run.batches().batch(scenes, 2, Progress.none());
      Pyramid view = batch.global().getFirst();
      int rows = view.levels().getFirst().voxelCount();
      float[] features = java.util.Arrays.copyOf(batch.globalFeatures(), 9 * rows);
      float[] expected;
      try (NDManager scope = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
        BatchGeometry geometry =
            BatchGeometry.of(
                scope, List.of(view), NETWORK.encPatchSize(), BatchSemantics.INDEPENDENT);
        Backbone backbone = new Backbone(NETWORK, run.teacher().under("backbone."), 0);
        expected =
            Torch.toArray(backbone.levels(scope, geometry, features, null, new Draws(0)).getLast());
      }
      try (Encoder encoder = Encoder.open(read, DeviceChoice.CPU, Progress.none())) {
        float[] actual =
            encoder.encode(view, features, Progress.none()).levels().getLast().values();
        assertThat(TestWeights.worst(actual, expected)).isLessThan(1e-4);
      }
    }
  }

  @Test
  void theStarterPresetTakesSteps() throws Exception {
    List<ViewPoints> scene = scenes().subList(0, 1);
    try (Pretraining run = new Pretraining(Preset.starter(100), 1)) {
      assertThat(run.encoder(Branch.STUDENT, "starter").parameterCount())
          .isBetween(5_000_000L, 8_000_000L);
      for (int i = 0; i < 2; i++) {
        Distillation.Losses losses = step(run, scene).losses();
        assertThat(losses.areFinite()).isTrue();
        assertThat(losses.maskPairs()).isPositive();
        assertThat(losses.total()).isBetween(1.0, 10.0);
      }
    }
  }

  @Test
  void batchesDependOnTheStepAlone() throws Exception {
    List<ViewPoints> scenes = scenes();
    BatchMaker maker = new BatchMaker(preset(0.01, 10), 9);
    Batch third = maker.batch(scenes, 3, Progress.none());
    maker.batch(scenes, 4, Progress.none());
    Batch again = maker.batch(scenes, 3, Progress.none());
    assertThat(again.globalFeatures()).isEqualTo(third.globalFeatures());
    assertThat(again.localFeatures()).isEqualTo(third.localFeatures());
    assertThat(again.hidden()).isEqualTo(third.hidden()).contains(true).contains(false);
    assertThat(again.masked().get(1).levels().getFirst().gridCoord())
        .isEqualTo(third.masked().get(1).levels().getFirst().gridCoord())
        .isNotEqualTo(third.global().get(1).levels().getFirst().gridCoord());
    assertThat(maker.batch(scenes, 5, Progress.none()).hidden()).isNotEqualTo(third.hidden());
  }

  @Test
  void gradientsOfPartsAreAveraged() throws Exception {
    Preset whole =
        PresetValues.with(
            preset(0, 10),
            Map.of(
                "network.dropPath",
                "0",
                "distillation.pastTargets",
                "0",
                "distillation.pairs.most",
                "100000"));
    List<ViewPoints> scenes = scenes();
    try (Pretraining once = new Pretraining(whole, 4);
        Pretraining twice = new Pretraining(whole, 4)) {
      Batch batch = once.batches().batch(scenes, 0, Progress.none());
      // All matches fit, so nothing of a step depends on chance.
      Pretraining.Report one = once.step(List.of(batch));
      Pretraining.Report two = twice.step(List.of(batch, batch));
      assertThat(two.gradientLength()).isCloseTo(one.gradientLength(), withinPercentage(0.01));
      assertThat(two.losses().total()).isCloseTo(one.losses().total(), withinPercentage(0.001));
      assertThat(two.losses().maskPairs()).isEqualTo(2 * one.losses().maskPairs());
    }
  }

  @Test
  void partsOfAStepHaveTheirOwnViews() throws Exception {
    BatchMaker maker = new BatchMaker(preset(0, 10), 3);
    List<ViewPoints> one = scenes().subList(0, 1);
    assertThat(maker.batch(one, 0, 0, Progress.none()).globalFeatures())
        .isNotEqualTo(maker.batch(one, 0, 1, Progress.none()).globalFeatures());
  }
}
