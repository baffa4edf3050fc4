package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import cadenza.scan.io.NpyArray;
import cadenza.sonata.Golden;
import cadenza.sonata.io.StoredTensor;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Heads, targets and losses against the reference's, with gradients.
class LossFixtureTest {
  private static Engine engine;
  private static NDManager manager;
  private static Kernels kernels;

  @BeforeAll
  static void load() {
    engine = Torch.start();
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    kernels = Kernels.loadTraining(Device.cpu());
  }

  @AfterAll
  static void close() {
    kernels.close();
    manager.close();
  }

  private static NDArray tensor(NpyArray array) {
    return Torch.floats(
        manager, new Shape(IntStream.of(array.shape()).asLongStream().toArray()), array.floats());
  }

  private static NDArray learning(NpyArray array) {
    NDArray tensor = tensor(array);
    tensor.setRequiresGradient(true);
    return tensor;
  }

  @Test
  void targetsOfTheReference() throws Exception {
    Map<String, NpyArray> fixture = Golden.npz("pre_sinkhorn_ce.npz");
    NDArray scores = tensor(fixture.get("feat"));
    for (double temperature : new double[] {0.04, 0.07}) {
      for (int iterations : new int[] {1, 3}) {
        NDArray targets = new Sinkhorn(iterations).targets(kernels, manager, scores, temperature);
        float[] expected = fixture.get("out_temp" + temperature + "_iter" + iterations).floats();
        assertThat(TestWeights.worst(Torch.toArray(targets), expected)).isLessThan(2e-6);
      }
    }
  }

  @Test
  void targetsUsePrototypesAlike() throws Exception {
    Map<String, NpyArray> fixture = Golden.npz("pre_sinkhorn_ce.npz");
    float[] targets =
        Torch.toArray(
            new Sinkhorn(50).targets(kernels, manager, tensor(fixture.get("feat")), 0.07));
    for (int prototype = 0; prototype < 24; prototype++) {
      double sum = 0;
      for (int row = 0; row < 60; row++) {
        sum += targets[24 * row + prototype];
      }
      assertThat(sum).isCloseTo(60.0 / 24, within(0.01));
    }
    assertThatThrownBy(
            () -> Sinkhorn.paper().targets(kernels, manager, tensor(fixture.get("feat")), 0.01))
        .hasMessageContaining("temperature");
  }

  @Test
  void crossEntropyIsAveragedByView() throws Exception {
    Map<String, NpyArray> fixture = Golden.npz("pre_sinkhorn_ce.npz");
    NDArray scores = learning(fixture.get("ce_pred"));
    NDArray targets = tensor(fixture.get("out_temp0.07_iter3"));
    int[] rows = IntStream.range(0, 60).toArray();
    int[] views = fixture.get("ce_batch").ints();
    try (GradientCollector collector = engine.newGradientCollector()) {
      NDArray loss =
          ClusterLoss.paper()
              .of(kernels, manager, scores, rows, targets, ClusterLoss.weights(views));
      assertThat(Torch.toArray(loss)[0])
          .isCloseTo(fixture.get("ce_loss").floats()[0], within(1e-5f));
      collector.backward(loss);
    }
    assertThat(
            TestWeights.worst(
                Torch.toArray(scores.getGradient()), fixture.get("ce_grad_pred").floats()))
        .isLessThan(1e-7);
    NDArray withHole =
        ClusterLoss.paper()
            .of(
                kernels,
                manager,
                scores,
                rows,
                targets,
                ClusterLoss.weights(fixture.get("ce_batch_hole").ints()));
    assertThat(Torch.toArray(withHole)[0])
        .isCloseTo(fixture.get("ce_loss_hole").floats()[0], within(1e-5f));
    NDArray each = kernels.record(manager, "cross_entropy", scores, targets, manager.create(0.1f));
    assertThat(TestWeights.worst(Torch.toArray(each), fixture.get("ce_per_point").floats()))
        .isLessThan(1e-5);
  }

  @Test
  void headOfTheReferenceWithGradients() throws Exception {
    Map<String, NpyArray> fixture = Golden.npz("pre_online_cluster.npz");
    Map<String, String> names =
        Map.of(
            "mlp.0.weight", "mlp.0.weight",
            "mlp.0.bias", "mlp.0.bias",
            "mlp.2.weight", "mlp.2.weight",
            "mlp.2.bias", "mlp.2.bias",
            "prototype.weight_g", "prototype.parametrizations.weight.original0",
            "prototype.weight_v", "prototype.parametrizations.weight.original1");
    List<StoredTensor> tensors =
        names.entrySet().stream()
            .map(name ->
                TestWeights.tensor("head." + name.getValue(), fixture.get("p_" + name.getKey())))
            .toList();
    try (Weights weights = new Weights(manager, kernels, tensors, true)) {
      assertThat(weights.learned()).hasSize(5);
      NDArray x = learning(fixture.get("x"));
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray y = new OnlineCluster(weights.under("head.")).scores(manager, x);
        assertThat(TestWeights.worst(Torch.toArray(y), fixture.get("y").floats())).isLessThan(1e-6);
        collector.backward(y.mul(tensor(fixture.get("gy"))).sum());
      }
      check(Torch.toArray(x.getGradient()), fixture.get("gx"));
      names.forEach((reference, own) -> {
        if (!reference.endsWith("_g")) {
          check(weights.gradient("head." + own), fixture.get("g_" + reference));
        }
      });
      weights.clearGradients();
      assertThat(weights.gradient("head.mlp.0.weight")).containsOnly(0);
    }
  }

  private static void check(float[] actual, NpyArray expected) {
    assertThat(TestWeights.relative(actual, expected.floats())).isLessThan(1e-5);
  }

  @Test
  void labelLossesWithGradients() throws Exception {
    Map<String, NpyArray> fixture = Golden.npz("pre_seg_losses.npz");
    NDArray labels = Torch.indices(manager, fixture.get("labels").ints());
    for (String name : List.of("ce", "lovasz")) {
      NDArray logits = learning(fixture.get("logits"));
      try (GradientCollector collector = engine.newGradientCollector()) {
        NDArray loss =
            kernels.record(manager, name.equals("ce") ? "label_entropy" : "lovasz", logits, labels);
        assertThat(Torch.toArray(loss)[0]).isCloseTo(fixture.get(name).floats()[0], within(1e-6f));
        collector.backward(loss);
      }
      check(Torch.toArray(logits.getGradient()), fixture.get("grad_" + name));
    }
  }
}
