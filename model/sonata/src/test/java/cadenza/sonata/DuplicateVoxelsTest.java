package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.LevelTensors;
import cadenza.sonata.nn.RowOrder;
import cadenza.sonata.nn.Stretch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The convolution where several rows share a voxel, as in pretraining, against its definition in
/// plain Java: the centre tap reads the row itself, every other tap the first row of the
/// neighbouring cell (SPEC iii).
class DuplicateVoxelsTest {
  private static final String NAME = "enc.enc0.block0.cpe.0";
  private static final int ROWS = 300;

  /// @param edge of the cube of cells that rows are thrown into
  @ParameterizedTest
  @ValueSource(ints = {5, 60})
  void theConvolutionFollowsItsDefinition(int edge) throws Exception {
    Random random = new Random(edge);
    int[] grid = random.ints(3 * ROWS, 0, edge).toArray();
    float[] coord = new float[grid.length];
    for (int i = 0; i < grid.length; i++) {
      coord[i] = grid[i] * 0.02f;
    }
    Level level = PyramidBuilder.build(grid, coord, 0.02f, 5, Progress.none()).levels().getFirst();
    assertThat(level.neighbors().isSymmetric()).isEqualTo(edge > 5);
    int channels = Golden.tiny().encChannels().getFirst();
    float[] x = new float[ROWS * channels];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextGaussian();
    }
    Checkpoint checkpoint = NameSeededWeights.checkpoint(Golden.tiny());
    try (Encoder encoder = Encoder.open(checkpoint, DeviceChoice.CPU, Progress.none());
        NDManager scope = encoder.newScope()) {
      LevelTensors tensors =
          new LevelTensors(scope, level, RowOrder.unchanged(level), 128, Stretch.on(scope));
      float[] convolved =
          Torch.toArray(
              encoder
                  .block(0, 0)
                  .cpe()
                  .convolution()
                  .forward(scope, Torch.floats(scope, new Shape(ROWS, channels), x), tensors));
      assertThat(EncoderFixtureTest.worst(convolved, defined(grid, x, channels, checkpoint)))
          .as("largest difference")
          .isLessThan(1e-4f);
    }
  }

  /// Half of all rows in one voxel: what pools them must not grow with the square of that.
  @Test
  void crowdedVoxelsPoolInLittleMemory() throws Exception {
    int rows = 20_000;
    int[] grid = new int[3 * rows];
    float[] coord = new float[3 * rows];
    for (int i = rows / 2; i < rows; i++) {
      grid[3 * i] = i / 100;
      grid[3 * i + 1] = i % 100;
    }
    Pyramid pyramid = PyramidBuilder.build(grid, coord, 0.02f, 5, Progress.none());
    try (Encoder encoder =
        Encoder.open(
            NameSeededWeights.checkpoint(Golden.tiny()), DeviceChoice.CPU, Progress.none())) {
      assertThat(encoder.encode(pyramid, new float[9 * rows], Progress.none()).levels()).hasSize(5);
    }
  }

  /// `out[p] = bias + Σ_(i, j, k) W[:, i, j, k, :] · x[row at p + (i - 1, j - 1, k - 1)]`, in
  /// double.
  private static float[] defined(int[] grid, float[] x, int channels, Checkpoint checkpoint) {
    float[] weight = checkpoint.tensor(NAME + ".weight").floats(); // (out, 3, 3, 3, in)
    float[] bias = checkpoint.tensor(NAME + ".bias").floats();
    Map<List<Integer>, Integer> firstRow = new HashMap<>();
    for (int row = 0; row < ROWS; row++) {
      firstRow.putIfAbsent(List.of(grid[3 * row], grid[3 * row + 1], grid[3 * row + 2]), row);
    }
    float[] out = new float[x.length];
    for (int row = 0; row < ROWS; row++) {
      double[] sum = new double[channels];
      for (int o = 0; o < channels; o++) {
        sum[o] = bias[o];
      }
      for (int tap = 0; tap < 27; tap++) {
        List<Integer> cell =
            List.of(
                grid[3 * row] + tap / 9 - 1,
                grid[3 * row + 1] + tap / 3 % 3 - 1,
                grid[3 * row + 2] + tap % 3 - 1);
        Integer read = tap == 13 ? Integer.valueOf(row) : firstRow.get(cell);
        if (read != null) {
          for (int o = 0; o < channels; o++) {
            for (int c = 0; c < channels; c++) {
              sum[o] += (double) weight[(o * 27 + tap) * channels + c] * x[read * channels + c];
            }
          }
        }
      }
      for (int o = 0; o < channels; o++) {
        out[row * channels + o] = (float) sum[o];
      }
    }
    return out;
  }
}
