package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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

/// Embeddings of earlier steps, and targets balanced together with them.
class PastTest {
  private static NDManager manager;
  private static Kernels kernels;

  @BeforeAll
  static void load() {
    Torch.start();
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
    kernels = Kernels.loadTraining(Device.cpu());
  }

  @AfterAll
  static void close() {
    kernels.close();
    manager.close();
  }

  private static NDArray numbered(int rows) {
    float[] values = new float[2 * rows];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.floorDiv(i, 2);
    }
    return Torch.floats(manager, new Shape(rows, 2), values);
  }

  private static List<Integer> remembered(Past past) {
    float[] values = Torch.toArray(past.embedded(manager, kernels));
    return IntStream.range(0, past.count()).mapToObj(i -> (int) values[2 * i]).toList();
  }

  @Test
  void theOldestMakeRoom() {
    Past past = Past.of(manager, 5, 2);
    NDArray rows = numbered(40);
    past.add(kernels, rows, new int[] {1, 2, 3});
    assertThat(remembered(past)).containsExactly(1, 2, 3);
    past.add(kernels, rows, new int[] {4, 5, 6, 7});
    assertThat(remembered(past)).containsExactly(6, 7, 3, 4, 5);
    past.add(kernels, rows, IntStream.range(20, 33).toArray());
    assertThat(remembered(past)).containsExactlyInAnyOrder(28, 29, 30, 31, 32);
    past.add(kernels, rows, new int[0]);
    assertThat(past.count()).isEqualTo(5);
    Past.none().add(kernels, rows, new int[] {1});
    assertThat(Past.none().count()).isZero();
  }

  @Test
  void targetsAreThoseOfAllRowsTogether() throws Exception {
    Map<String, NpyArray> fixture = Golden.npz("pre_online_cluster.npz");
    List<StoredTensor> tensors =
        List.of(
            TestWeights.tensor("mlp.0.weight", fixture.get("p_mlp.0.weight")),
            TestWeights.tensor("mlp.0.bias", fixture.get("p_mlp.0.bias")),
            TestWeights.tensor("mlp.2.weight", fixture.get("p_mlp.2.weight")),
            TestWeights.tensor("mlp.2.bias", fixture.get("p_mlp.2.bias")),
            TestWeights.tensor(OnlineCluster.LENGTH, fixture.get("p_prototype.weight_g")),
            TestWeights.tensor(OnlineCluster.DIRECTION, fixture.get("p_prototype.weight_v")));
    try (Weights head = new Weights(manager, kernels, tensors, false)) {
      NDArray all = Torch.floats(manager, new Shape(33, 20), fixture.get("x").floats());
      Sinkhorn sinkhorn = Sinkhorn.paper();
      float[] together =
          Torch.toArray(
              sinkhorn.targets(
                  kernels, manager, new OnlineCluster(head).scores(manager, all), 0.1));
      Past past = Past.of(manager, 40, 12);
      Teachings.Of teachings = new Teachings(sinkhorn, head, past).of(manager, all, 0.1);
      int[] earlier = IntStream.range(10, 33).toArray();
      teachings.remember(new Matches(earlier, earlier));
      int[] now = IntStream.range(0, 10).toArray();
      float[] targets = Torch.toArray(teachings.targets(new Matches(now, now)));
      assertThat(targets).hasSize(10 * 30);
      for (int i = 0; i < targets.length; i++) {
        assertThat(targets[i]).isCloseTo(together[i], within(1e-6f));
      }
    }
  }
}
