package cadenza.sonata;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.Block;
import cadenza.sonata.nn.LevelTensors;
import cadenza.sonata.nn.RowOrder;
import cadenza.sonata.nn.Steps;
import cadenza.sonata.nn.Stretch;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// The three parts of a block of the base network on a level of a room, one call each.
///
/// Run with `./cadenza jmh`, or `./cadenza jmh attention` for one of them.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {
      "--enable-native-access=ALL-UNNAMED",
      "--sun-misc-unsafe-memory-access=allow",
      "-Xmx3g"
    })
public class KernelsBenchmark {
  /// Voxels a level of the room that the official code was timed on.
  private static final int[] VOXELS = {61_218, 33_876, 12_467, 5_040, 1_493};

  /// Stage of the network, which decides channels and voxels.
  @Param({"0", "1", "2", "3", "4"})
  public int stage;

  /// Numbers of the matrix products.
  @Param({"F32", "BF16"})
  public Precision precision;

  private Encoder encoder;
  private NDManager scope;
  private Block block;
  private LevelTensors tensors;
  private NDArray x;
  private NDArray y;

  /// Loads the network and lays out a curved surface of voxels.
  @Setup
  public void open() throws DeviceException {
    SonataConfig config = SonataConfig.base();
    encoder =
        Encoder.open(
            NameSeededWeights.checkpoint(config), DeviceChoice.CPU, precision, Progress.none());
    scope = encoder.newScope();
    block = encoder.block(stage, 0);
    Level level = surface(VOXELS[stage]);
    tensors =
        new LevelTensors(
            scope,
            level,
            RowOrder.of(level),
            config.encPatchSize().get(stage),
            Stretch.on(scope));
    Shape shape = new Shape(level.voxelCount(), config.encChannels().get(stage));
    x = scope.randomNormal(shape);
    y = Torch.empty(scope, shape);
  }

  /// The voxels nearest to the surface of a ball.
  private static Level surface(int voxels) {
    double radius = Math.sqrt(voxels / (4 * Math.PI)) * 0.82;
    int size = (int) Math.ceil(2 * radius) + 3;
    int found = 0;
    int[] cells = new int[3 * size * size * size];
    for (int cell = 0; cell < size * size * size; cell++) {
      int i = cell / size / size;
      int j = cell / size % size;
      int k = cell % size;
      double away = Math.hypot(Math.hypot(i - radius - 1, j - radius - 1), k - radius - 1);
      if (Math.abs(away - radius) < 0.5) {
        cells[3 * found] = i;
        cells[3 * found + 1] = j;
        cells[3 * found++ + 2] = k;
      }
    }
    int[] grid = Arrays.copyOf(cells, 3 * Math.min(found, voxels));
    float[] coord = new float[grid.length];
    for (int n = 0; n < grid.length; n++) {
      coord[n] = grid[n] * 0.02f;
    }
    return PyramidBuilder.build(grid, coord, 0.02f, 1, Progress.none()).levels().getFirst();
  }

  /// `y = x + LN(linear(conv(x)))`
  @Benchmark
  public void position() {
    block.cpe().addTo(x, y, tensors, Steps.none());
  }

  /// `x += attention(LN(x))`
  @Benchmark
  public void attention() {
    block.attention().addTo(x, block.norm1(), tensors, 2, Steps.none());
  }

  /// `x += perceptron(LN(x))`
  @Benchmark
  public void perceptron() {
    block.perceptron().addTo(x, block.norm2(), tensors.stretch(), Steps.none());
  }

  /// Frees native memory.
  @TearDown
  public void close() {
    scope.close();
    encoder.close();
  }
}
