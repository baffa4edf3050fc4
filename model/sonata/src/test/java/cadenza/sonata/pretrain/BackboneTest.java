package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.scan.io.NpyArray;
import cadenza.sonata.BatchSemantics;
import cadenza.sonata.Golden;
import cadenza.sonata.NameSeededWeights;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.io.StoredTensor;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The encoder in training: what it computes, what views of a batch have to do with each other, and
/// its gradients against differences.
class BackboneTest {
  private static final SonataConfig SMALL =
      new SonataConfig(
          9, List.of(2, 1), List.of(8, 12), List.of(2, 3), List.of(16, 16), 2, 0, true);

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

  private static Weights weights(SonataConfig config, boolean learning) {
    return new Weights(manager, kernels, NameSeededWeights.checkpoint(config).tensors(), learning);
  }

  @Test
  void featuresAreThoseOfTheReference() throws Exception {
    Map<String, NpyArray> transform = Golden.npz("transform_B.npz");
    compare(transform, null, Golden.npz("tiny_B_stages.npz"));
    Map<String, NpyArray> masked = Golden.npz("tiny_B_masked.npz");
    int[] mask = masked.get("mask").ints();
    boolean[] hidden = new boolean[mask.length];
    for (int i = 0; i < mask.length; i++) {
      hidden[i] = mask[i] != 0;
    }
    compare(transform, hidden, masked);
  }

  private static void compare(
      Map<String, NpyArray> transform, boolean[] hidden, Map<String, NpyArray> expected) {
    SonataConfig tiny = Golden.tiny();
    try (Weights weights = weights(tiny, false);
        NDManager scope = manager.newSubManager()) {
      BatchGeometry geometry =
          BatchGeometry.of(
              scope,
              List.of(Golden.pyramid(transform)),
              tiny.encPatchSize(),
              BatchSemantics.INDEPENDENT);
      List<NDArray> levels =
          new Backbone(tiny, weights, 0)
              .levels(scope, geometry, transform.get("feat").floats(), hidden, new Draws(0));
      for (int s = 0; s < 5; s++) {
        double worst =
            TestWeights.worst(
                Torch.toArray(levels.get(s)), expected.get("s" + s + "_feat").floats());
        System.out.printf("level %d: largest difference %.2g%n", s, worst);
        assertThat(worst).isLessThan(1e-4);
      }
    }
  }

  /// A bumpy floor of `side * side` voxels.
  private static Pyramid floor(int side, long seed) {
    Draws draws = new Draws(seed);
    int[] grid = new int[3 * side * side];
    float[] coord = new float[grid.length];
    for (int i = 0; i < side * side; i++) {
      grid[3 * i] = i / side;
      grid[3 * i + 1] = i % side;
      grid[3 * i + 2] = draws.below(3);
      for (int axis = 0; axis < 3; axis++) {
        coord[3 * i + axis] = grid[3 * i + axis] * 0.02f;
      }
    }
    return PyramidBuilder.build(grid, coord, 0.02f, 2, Progress.none());
  }

  private static float[] features(int rows, long seed) {
    return new Draws(seed).normals(9 * rows);
  }

  private static float[] top(Weights weights, NDManager scope, List<Pyramid> views, float[] x) {
    BatchGeometry geometry =
        BatchGeometry.of(scope, views, SMALL.encPatchSize(), BatchSemantics.INDEPENDENT);
    Backbone backbone = new Backbone(SMALL, weights, 0);
    List<NDArray> levels = backbone.levels(scope, geometry, x, null, new Draws(0));
    return Torch.toArray(backbone.upcast(scope, geometry, levels, 0));
  }

  @Test
  void viewsOfABatchDoNotMeet() {
    Pyramid large = floor(11, 1);
    Pyramid small = floor(3, 2); // less than a patch
    float[] ofLarge = features(121, 3);
    float[] ofSmall = features(9, 4);
    float[] both = Arrays.copyOf(ofLarge, ofLarge.length + ofSmall.length);
    System.arraycopy(ofSmall, 0, both, ofLarge.length, ofSmall.length);
    try (Weights weights = weights(SMALL, false);
        NDManager scope = manager.newSubManager()) {
      float[] together = top(weights, scope, List.of(large, small), both);
      float[] first = top(weights, scope, List.of(large), ofLarge);
      float[] second = top(weights, scope, List.of(small), ofSmall);
      assertThat(first).hasSize(121 * 20);
      assertThat(TestWeights.worst(Arrays.copyOf(together, first.length), first)).isLessThan(1e-5);
      assertThat(
              TestWeights.worst(
                  Arrays.copyOfRange(together, first.length, together.length), second))
          .isLessThan(1e-5);
    }
  }

  @Test
  void gradientsAreSlopes() {
    List<Pyramid> views = List.of(floor(7, 5), floor(3, 6));
    float[] x = features(58, 7);
    boolean[] hidden = new boolean[58];
    Arrays.fill(hidden, 10, 20, true);
    Draws draws = new Draws(8);
    float[] wanted = draws.normals(58 * 20);
    List<StoredTensor> tensors = NameSeededWeights.checkpoint(SMALL).tensors();
    double slope = 0;
    float[][] directions = new float[tensors.size()][];
    try (Weights weights = new Weights(manager, kernels, tensors, true)) {
      try (NDManager scope = manager.newSubManager();
          GradientCollector collector = manager.getEngine().newGradientCollector()) {
        collector.backward(product(weights, scope, views, x, hidden, wanted));
      }
      for (int i = 0; i < directions.length; i++) {
        float[] gradient = weights.gradient(tensors.get(i).name());
        directions[i] = draws.normals(gradient.length);
        for (int j = 0; j < gradient.length; j++) {
          slope += (double) gradient[j] * directions[i][j];
        }
        assertThat(gradient).as(tensors.get(i).name()).isNotEqualTo(new float[gradient.length]);
      }
    }
    double step = 5e-5; // larger ones step over kinks of pooling
    double ahead = value(moved(tensors, directions, step), views, x, hidden, wanted);
    double behind = value(moved(tensors, directions, -step), views, x, hidden, wanted);
    double difference = (ahead - behind) / (2 * step);
    System.out.printf("slope %.5g, by difference %.5g%n", slope, difference);
    assertThat(slope).isCloseTo(difference, within(Math.abs(difference) * 0.005));
  }

  @Test
  void gradientsOfRoundedProductsPointTheSameWay() {
    List<Pyramid> views = List.of(floor(11, 5), floor(3, 6));
    float[] x = features(130, 7);
    boolean[] hidden = new boolean[130];
    Arrays.fill(hidden, 10, 20, true);
    float[] wanted = new Draws(8).normals(130 * 20);
    List<StoredTensor> tensors = NameSeededWeights.checkpoint(SMALL).tensors();
    double[] sums = new double[3]; // of both, their product, and squares
    try (Weights exact = new Weights(manager, kernels, tensors, true);
        Weights rounded = new Weights(manager, kernels, tensors, true)) {
      for (Precision precision : Precision.values()) {
        Weights weights = precision == Precision.F32 ? exact : rounded;
        try (NDManager scope = manager.newSubManager();
            GradientCollector collector = manager.getEngine().newGradientCollector()) {
          Backbone backbone = new Backbone(SMALL, weights, 0, precision);
          collector.backward(product(backbone, scope, views, x, hidden, wanted));
        }
      }
      for (StoredTensor tensor : tensors) {
        float[] a = exact.gradient(tensor.name());
        float[] b = rounded.gradient(tensor.name());
        for (int i = 0; i < a.length; i++) {
          sums[0] += (double) a[i] * b[i];
          sums[1] += (double) a[i] * a[i];
          sums[2] += (double) b[i] * b[i];
        }
      }
    }
    double cosine = sums[0] / Math.sqrt(sums[1] * sums[2]);
    System.out.printf("cosine of gradients, bf16 and f32: %.5f%n", cosine);
    assertThat(cosine).isBetween(0.99, 1 - 1e-8); // 1 would mean that nothing was rounded
  }

  private static List<StoredTensor> moved(
      List<StoredTensor> tensors, float[][] directions, double step) {
    return java.util.stream.IntStream.range(0, directions.length)
        .mapToObj(i -> {
          float[] values = tensors.get(i).floats();
          for (int j = 0; j < values.length; j++) {
            values[j] += (float) (step * directions[i][j]);
          }
          return StoredTensor.of(tensors.get(i).name(), values, tensors.get(i).shape());
        })
        .toList();
  }

  private static double value(
      List<StoredTensor> tensors,
      List<Pyramid> views,
      float[] x,
      boolean[] hidden,
      float[] wanted) {
    try (Weights weights = new Weights(manager, kernels, tensors, false);
        NDManager scope = manager.newSubManager()) {
      return Torch.toArray(product(weights, scope, views, x, hidden, wanted))[0];
    }
  }

  private static NDArray product(
      Weights weights,
      NDManager scope,
      List<Pyramid> views,
      float[] x,
      boolean[] hidden,
      float[] wanted) {
    return product(new Backbone(SMALL, weights, 0), scope, views, x, hidden, wanted);
  }

  private static NDArray product(
      Backbone backbone,
      NDManager scope,
      List<Pyramid> views,
      float[] x,
      boolean[] hidden,
      float[] wanted) {
    BatchGeometry geometry =
        BatchGeometry.of(scope, views, SMALL.encPatchSize(), BatchSemantics.INDEPENDENT);
    NDArray top =
        backbone.upcast(
            scope, geometry, backbone.levels(scope, geometry, x, hidden, new Draws(0)), 0);
    return top.mul(Torch.floats(scope, top.getShape(), wanted)).sum();
  }

  @Test
  void dropPathLeavesTheMeanAndNeedsItsDraws() {
    List<Pyramid> views = List.of(floor(9, 1));
    float[] x = features(81, 2);
    try (Weights weights = weights(SMALL, false);
        NDManager scope = manager.newSubManager()) {
      BatchGeometry geometry =
          BatchGeometry.of(scope, views, SMALL.encPatchSize(), BatchSemantics.INDEPENDENT);
      float[] whole = level0(new Backbone(SMALL, weights, 0), scope, geometry, x, 0);
      Backbone dropping = new Backbone(SMALL, weights, 0.3);
      float[] once = level0(dropping, scope, geometry, x, 1);
      assertThat(level0(dropping, scope, geometry, x, 1)).isEqualTo(once);
      assertThat(level0(dropping, scope, geometry, x, 2)).isNotEqualTo(once);
      double[] mean = new double[whole.length];
      int runs = 400;
      for (int run = 0; run < runs; run++) {
        try (NDManager inner = scope.newSubManager()) {
          float[] one = level0(dropping, inner, geometry, x, 10 + run);
          for (int i = 0; i < mean.length; i++) {
            mean[i] += one[i] / (double) runs;
          }
        }
      }
      double bias = 0;
      double spread = 0;
      for (int i = 0; i < mean.length; i++) {
        bias += mean[i] - whole[i];
        spread += Math.abs(once[i] - whole[i]);
      }
      assertThat(spread / mean.length).isGreaterThan(0.05);
      assertThat(Math.abs(bias)).isLessThan(0.1 * spread);
    }
  }

  private static float[] level0(
      Backbone backbone, NDManager scope, BatchGeometry geometry, float[] x, long seed) {
    return Torch.toArray(backbone.levels(scope, geometry, x, null, new Draws(seed)).getFirst());
  }
}
