package cadenza.sonata.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Operators against plain loops in double precision.
class KernelsTest {
  private static NDManager manager;
  private static Kernels kernels;

  @BeforeAll
  static void load() {
    Torch.start();
    manager = NDManager.newBaseManager(Device.cpu());
    kernels = Kernels.load(Device.cpu());
  }

  @AfterAll
  static void close() {
    kernels.close();
    manager.close();
  }

  private static float[] random(int seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static NDArray tensor(float[] values, int... shape) {
    return Torch.floats(
        manager, new Shape(java.util.Arrays.stream(shape).asLongStream().toArray()), values);
  }

  private static void close(float[] actual, double[] expected) {
    assertThat(actual).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) actual[i])
          .isCloseTo(expected[i], org.assertj.core.data.Offset.offset(2e-5));
    }
  }

  @Test
  void convolutionReadsTheNeighboursOfEachTap() {
    // Voxels in a row along x: tap 4 (i = 0, j = k = 1) lets p read p - 1, tap 22 lets it read p +
    // 1.
    int n = 5;
    int in = 3;
    int out = 2;
    float[] x = random(1, n * in);
    float[] weight = random(2, out * 27 * in); // (out, 3, 3, 3, in)
    float[] bias = random(3, out);
    double[] expected = new double[n * out];
    for (int p = 0; p < n; p++) {
      for (int o = 0; o < out; o++) {
        double sum = bias[o];
        for (int i = -1; i <= 1; i++) {
          if (p + i >= 0 && p + i < n) {
            for (int c = 0; c < in; c++) {
              int tap = 9 * (i + 1) + 4;
              sum += (double) weight[(o * 27 + tap) * in + c] * x[(p + i) * in + c];
            }
          }
        }
        expected[p * out + o] = sum;
      }
    }
    long[] starts = new long[28]; // tap 4 has the first four pairs, tap 22 the other four
    java.util.Arrays.fill(starts, 5, 23, 4);
    java.util.Arrays.fill(starts, 23, 28, 8);
    NDArray taps =
        kernels.call(manager, "by_tap", tensor(weight, out, 3, 3, 3, in)); // (27, in, out)
    NDArray y =
        kernels.call(
            manager,
            "convolution",
            tensor(x, n, in),
            taps,
            tensor(bias, out),
            Torch.integers(manager, new Shape(8), new int[] {1, 2, 3, 4, 0, 1, 2, 3}),
            Torch.integers(manager, new Shape(8), new int[] {0, 1, 2, 3, 1, 2, 3, 4}),
            starts,
            0,
            n);
    close(Torch.toArray(y), expected);
  }

  @Test
  void attentionIsSoftmaxWithinPatchesOfEachHead() {
    int k = 3;
    int heads = 2;
    int c = 8;
    int width = c / heads;
    int n = 2 * k;
    float[] x = random(4, n * c);
    float[] qkv = random(5, 3 * c * c);
    float[] qkvBias = random(6, 3 * c);
    float[] proj = random(7, c * c);
    float[] projBias = random(8, c);
    double[] columns = linear(toDouble(x), n, c, qkv, qkvBias, 3 * c);
    double[] mixed = new double[n * c];
    for (int row = 0; row < n; row++) {
      int first = row / k * k;
      for (int h = 0; h < heads; h++) {
        double[] score = new double[k];
        double sum = 0;
        for (int other = 0; other < k; other++) {
          double dot = 0;
          for (int j = 0; j < width; j++) {
            dot +=
                columns[row * 3 * c + h * width + j]
                    * columns[(first + other) * 3 * c + c + h * width + j];
          }
          score[other] = Math.exp(dot / Math.sqrt(width));
          sum += score[other];
        }
        for (int other = 0; other < k; other++) {
          for (int j = 0; j < width; j++) {
            mixed[row * c + h * width + j] +=
                score[other] / sum * columns[(first + other) * 3 * c + 2 * c + h * width + j];
          }
        }
      }
    }
    NDArray y =
        kernels.call(
            manager,
            "attention",
            tensor(x, n, c),
            tensor(qkv, 3 * c, c),
            tensor(qkvBias, 3 * c),
            tensor(proj, c, c),
            tensor(projBias, c),
            heads,
            k,
            k);
    close(Torch.toArray(y), linear(mixed, n, c, proj, projBias, c));
  }

  @Test
  void stretchesOfAnySizeGiveTheSame() {
    int n = 37;
    int c = 4;
    float[] x = random(9, n * c);
    Object[] layer = {
      tensor(random(10, c), c),
      tensor(random(11, c), c),
      tensor(random(12, 4 * c * c), 4 * c, c),
      tensor(random(13, 4 * c), 4 * c),
      tensor(random(14, 4 * c * c), c, 4 * c),
      tensor(random(15, c), c)
    };
    float[] whole = perceptron(x, n, c, layer, 1000);
    for (int step : new int[] {1, 5, 36, 37}) {
      float[] parts = perceptron(x, n, c, layer, step);
      for (int i = 0; i < whole.length; i++) {
        assertThat(parts[i]).isCloseTo(whole[i], org.assertj.core.data.Offset.offset(1e-5f));
      }
    }
  }

  private static float[] perceptron(float[] x, int n, int c, Object[] layer, int step) {
    NDArray rows = tensor(x, n, c);
    for (int begin = 0; begin < n; begin += step) {
      Object[] arguments = java.util.Arrays.copyOf(layer, layer.length + 2);
      arguments[layer.length] = begin;
      arguments[layer.length + 1] = Math.min(begin + step, n);
      kernels.change(rows, "add_perceptron_", arguments);
    }
    return Torch.toArray(rows);
  }

  @Test
  void largestTakesTheMaximumOfEachGroup() {
    NDArray members = Torch.indices(manager, new int[] {0, 2, 1, 2}).reshape(2, 2); // {0,1}, {2}
    NDArray y =
        kernels.call(manager, "largest", tensor(new float[] {1, -5, 3, -6, 2, 7}, 3, 2), members);
    assertThat(Torch.toArray(y)).containsExactly(3, -5, 2, 7);
  }

  @Test
  void aLackOfMemoryIsToldFromOtherFailures() {
    assertThatThrownBy(() -> Torch.floats(manager, new Shape(1L << 44), to -> {}))
        .isInstanceOf(DeviceMemoryException.class);
    assertThatThrownBy(() -> kernels.call(manager, "largest", tensor(new float[1], 1)))
        .isInstanceOf(EngineException.class);
    assertThatThrownBy(() -> kernels.call(manager, "largest", "text"))
        .hasMessageContaining("no operator's argument");
  }

  @Test
  void operatorsThatAreRefusedLeaveNothingOpen() {
    Model model = Model.newInstance("bad", Device.cpu(), Torch.ENGINE);
    assertThat(model.getNDManager().isOpen()).isTrue();
    assertThatThrownBy(() -> Kernels.compiled(model, "class Kernels(Module):\n  no python"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("libtorch refuses the operators")
        .hasCauseInstanceOf(EngineException.class);
    assertThat(model.getNDManager().isOpen()).isFalse();
  }

  private static double[] toDouble(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  private static double[] linear(double[] x, int n, int in, float[] weight, float[] bias, int out) {
    double[] y = new double[n * out];
    for (int row = 0; row < n; row++) {
      for (int o = 0; o < out; o++) {
        double sum = bias[o];
        for (int c = 0; c < in; c++) {
          sum += x[row * in + c] * weight[o * in + c];
        }
        y[row * out + o] = sum;
      }
    }
    return y;
  }
}
