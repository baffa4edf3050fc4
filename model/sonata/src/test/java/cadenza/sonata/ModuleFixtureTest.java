package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.io.NpyArray;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.Block;
import cadenza.sonata.nn.Children;
import cadenza.sonata.nn.LevelTensors;
import cadenza.sonata.nn.RowOrder;
import cadenza.sonata.nn.Steps;
import cadenza.sonata.nn.Stretch;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Each layer of each block against the official code's output, before it is added.
class ModuleFixtureTest {
  private static final float TOLERANCE = 1e-4f;

  private final SonataConfig config = Golden.tiny();

  @Test
  void everyLayerOfTheTinyNetworkOnSceneB() throws Exception {
    Map<String, NpyArray> expected = Golden.npz("tiny_B_modules.npz");
    Map<String, NpyArray> transform = Golden.npz("transform_B.npz");
    Pyramid pyramid = Golden.pyramid(transform);
    int voxels = pyramid.levels().getFirst().voxelCount();
    try (Encoder encoder =
            Encoder.open(NameSeededWeights.checkpoint(config), DeviceChoice.CPU, Progress.none());
        NDManager scope = encoder.newScope()) {
      NDArray input = Torch.floats(scope, new Shape(voxels, 9), transform.get("feat").floats());
      Stretch stretch = Stretch.on(scope);
      NDArray x = Torch.empty(scope, new Shape(voxels, config.encChannels().getFirst()));
      encoder.embedding().forward(input, x, null, stretch, Steps.none());
      expect(Torch.toArray(x), expected, "embedding");
      int layers = 1;
      RowOrder finer = RowOrder.unchanged(pyramid.levels().getFirst());
      for (int s = 0; s < config.stageCount(); s++) {
        Level level = pyramid.levels().get(s);
        String stage = "enc.enc" + s + ".";
        if (s > 0) {
          int[] parents = pyramid.levels().get(s - 1).parents();
          NDArray y =
              Torch.empty(scope, new Shape(level.voxelCount(), config.encChannels().get(s)));
          RowOrder order = RowOrder.unchanged(level);
          Children children = new Children(parents, finer, order);
          encoder.pooling(s).forward(x, y, children, stretch, Steps.none());
          x = y;
          finer = order;
          expect(Torch.toArray(x), expected, stage + "down");
          layers++;
        }
        LevelTensors tensors =
            new LevelTensors(scope, level, finer, config.encPatchSize().get(s), stretch);
        for (int i = 0; i < config.encDepths().get(s); i++) {
          x = block(encoder.block(s, i), x, level, tensors, s, i, expected);
          layers += 6;
        }
      }
      assertThat(layers).isEqualTo(5 + 6 * 10);
    }
  }

  /// @return what the block makes of `x`
  private NDArray block(
      Block block,
      NDArray x,
      Level level,
      LevelTensors tensors,
      int s,
      int i,
      Map<String, NpyArray> expected) {
    String name = "enc.enc" + s + ".block" + i;
    try (NDManager scope = x.getManager().newSubManager()) {
      if (expected.containsKey(name + ".cpe.0")) {
        NDArray convolved = block.cpe().convolution().forward(scope, x, tensors);
        expect(Torch.toArray(convolved), expected, name + ".cpe.0");
      }
      float[] before = Torch.toArray(x);
      NDArray y = Torch.empty(x.getManager(), x.getShape());
      block.cpe().addTo(x, y, tensors, Steps.none());
      expect(minus(Torch.toArray(y), before), expected, name + ".cpe");

      NDArray normed = block.norm1().forward(scope, y);
      expect(Torch.toArray(normed), expected, name + ".norm1");
      expect(attention(scope, block, normed, level, s, i), expected, name + ".attn");
      block.attention().addTo(y, block.norm1(), tensors, i % 4, Steps.none());

      NDArray normed2 = block.norm2().forward(scope, y);
      expect(Torch.toArray(normed2), expected, name + ".norm2");
      NDArray branch = block.perceptron().forward(scope, normed2);
      expect(Torch.toArray(branch), expected, name + ".mlp");
      block.perceptron().addTo(y, block.norm2(), tensors.stretch(), Steps.none());
      expect(Torch.toArray(y), expected, name);
      return y;
    }
  }

  /// The attention branch by itself: rows gathered along the curve here, results put back here.
  private float[] attention(
      NDManager scope, Block block, NDArray normed, Level level, int s, int i) {
    int n = level.voxelCount();
    int channels = config.encChannels().get(s);
    int patch = Math.min(n, config.encPatchSize().get(s));
    int[] rows = LevelTensors.padded(level.order()[i % 4], patch);
    float[] from = Torch.toArray(normed);
    float[] gathered = new float[rows.length * channels];
    for (int p = 0; p < rows.length; p++) {
      System.arraycopy(from, rows[p] * channels, gathered, p * channels, channels);
    }
    NDArray along = Torch.floats(scope, new Shape(rows.length, channels), gathered);
    float[] attended = Torch.toArray(block.attention().forward(scope, along, patch));
    float[] result = new float[n * channels];
    for (int p = 0; p < n; p++) {
      System.arraycopy(attended, p * channels, result, rows[p] * channels, channels);
    }
    return result;
  }

  private static float[] minus(float[] a, float[] b) {
    float[] difference = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private static void expect(float[] actual, Map<String, NpyArray> expected, String name) {
    assertThat(expected).containsKey(name);
    assertThat(EncoderFixtureTest.worst(actual, expected.get(name).floats()))
        .as("largest difference of " + name)
        .isLessThan(TOLERANCE);
  }
}
