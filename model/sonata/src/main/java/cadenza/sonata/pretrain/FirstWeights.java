package cadenza.sonata.pretrain;

import cadenza.sonata.Checkpoint;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.io.StoredTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/// Weights before the first step, the same for student and teacher
/// (P/models/sonata/sonata_v1m1_base.py:28).
///
/// # How it works
///
/// The encoder and the heads' perceptrons begin with normal numbers of deviation 0.02, cut at ±2;
/// directions of prototypes with PyTorch's own choice for a linear layer, uniform up to `1 /
/// sqrt(embedding)`, their lengths with 1. Each tensor has its own stream of numbers.
final class FirstWeights {
  private static final double DEVIATION = 0.02;

  private FirstWeights() {}

  static List<StoredTensor> of(Preset preset, long seed) {
    List<StoredTensor> tensors = new ArrayList<>();
    Checkpoint.untrained(preset.network(), preset.input(), seed).tensors().stream()
        .map(tensor -> tensor.renamed("backbone." + tensor.name()))
        .forEach(tensors::add);
    SonataConfig network = preset.network();
    int channels =
        network.encChannels().stream()
            .skip(preset.distillation().headLevel())
            .mapToInt(Integer::intValue)
            .sum();
    Draws draws = new Draws(seed);
    head(tensors, "mask_head.", channels, preset.heads(), draws.stream(1));
    head(tensors, "unmask_head.", channels, preset.heads(), draws.stream(2));
    return tensors;
  }

  private static void head(
      List<StoredTensor> to, String name, int channels, Preset.HeadSize size, Draws draws) {
    DoubleSupplier normal = () -> Math.clamp(DEVIATION * draws.normal(), -2, 2);
    to.add(drawn(name + "mlp.0.weight", normal, size.hidden(), channels));
    to.add(drawn(name + "mlp.0.bias", () -> 0, size.hidden()));
    to.add(drawn(name + "mlp.2.weight", normal, size.embedding(), size.hidden()));
    to.add(drawn(name + "mlp.2.bias", () -> 0, size.embedding()));
    double most = 1 / Math.sqrt(size.embedding());
    to.add(drawn(name + OnlineCluster.LENGTH, () -> 1, size.prototypes(), 1));
    to.add(
        drawn(
            name + OnlineCluster.DIRECTION,
            () -> draws.uniform(-most, most),
            size.prototypes(),
            size.embedding()));
  }

  private static StoredTensor drawn(String name, DoubleSupplier numbers, long... shape) {
    float[] values = new float[Math.toIntExact(StoredTensor.count(shape))];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) numbers.getAsDouble();
    }
    return StoredTensor.of(name, values, shape);
  }
}
