package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.Progress;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import org.junit.jupiter.api.Test;

/// What targets say of the teacher.
class TargetsTest {
  private static Targets of(float[] shares, int rows) {
    String engine = Torch.start().getEngineName();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), engine);
        Kernels kernels = Kernels.loadTraining(Device.cpu())) {
      return Targets.of(
          kernels,
          manager,
          Torch.floats(manager, new Shape(rows, shares.length / rows), shares),
          rows);
    }
  }

  @Test
  void certainTargetsOfAllPrototypesHaveNoEntropyAndFullUse() {
    Targets targets = of(new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1}, 4);
    assertThat(targets.entropy()).isCloseTo(0, within(1e-6));
    assertThat(targets.use()).isCloseTo(1, within(1e-6));
  }

  @Test
  void targetsThatSayNothingHaveAllEntropy() {
    Targets targets = of(new float[] {.25f, .25f, .25f, .25f, .25f, .25f, .25f, .25f}, 2);
    assertThat(targets.entropy()).isCloseTo(Math.log(4), within(1e-6));
    assertThat(targets.relativeEntropy()).isCloseTo(1, within(1e-6));
    assertThat(targets.use()).isCloseTo(1, within(1e-6));
  }

  @Test
  void onePrototypeForAllIsLittleUse() {
    Targets targets = of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0}, 3);
    assertThat(targets.use()).isCloseTo(1. / 4, within(1e-6));
    assertThat(targets.relativeEntropy()).isCloseTo(0, within(1e-6));
  }

  @Test
  void aWindowJoinsItsStepsAndForgetsOlderOnes() {
    TargetsWindow window = new TargetsWindow(2);
    assertThat(window.use()).isNaN();
    window.add(new Targets(5, 1, new float[] {0, 0, .5f, .5f}));
    window.add(new Targets(30, .2, new float[] {1, 0, 0, 0}));
    window.add(new Targets(10, .6, new float[] {0, 1, 0, 0}));
    window.add(Targets.NONE);
    assertThat(window.entropy()).isCloseTo(.3, within(1e-9));
    // shares of 3/4 and 1/4
    double perplexity = Math.exp(-(.75 * Math.log(.75) + .25 * Math.log(.25)));
    assertThat(window.use()).isCloseTo(perplexity / 4, within(1e-6));
    assertThat(window.relativeEntropy()).isCloseTo(.3 / Math.log(4), within(1e-9));
  }

  @Test
  void aStepTellsWhatTheTeacherAskedFor() throws Exception {
    try (Pretraining run = new Pretraining(PretrainingTest.preset(0, 10), 3)) {
      Batch batch = run.batches().batch(PretrainingTest.scenes(), 0, Progress.none());
      Distillation.Losses losses = run.step(batch).losses();
      for (Targets targets : new Targets[] {losses.maskTargets(), losses.localTargets()}) {
        assertThat(targets.shares()).hasSize(48);
        assertThat(targets.relativeEntropy()).isBetween(1e-3, 1.0);
        assertThat(targets.use()).isBetween(.2, 1.0);
      }
      assertThat(losses.maskTargets().matches()).isEqualTo(losses.maskPairs());
      assertThat(losses.localTargets().matches()).isEqualTo(losses.localPairs());
    }
  }
}
