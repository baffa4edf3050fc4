package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class EncoderTest {
  private static final SonataConfig CONFIG = Golden.tiny();

  /// A wavy floor of `side` by `side` voxels, no two alike.
  private static Pyramid floor(int side) {
    Random random = new Random(1);
    int[] grid = new int[3 * side * side];
    float[] coord = new float[grid.length];
    for (int i = 0; i < side * side; i++) {
      grid[3 * i] = i / side;
      grid[3 * i + 1] = i % side;
      grid[3 * i + 2] = random.nextInt(4);
      for (int axis = 0; axis < 3; axis++) {
        coord[3 * i + axis] = grid[3 * i + axis] * 0.02f;
      }
    }
    return PyramidBuilder.build(grid, coord, 0.02f, 5, Progress.none());
  }

  private static float[] features(Pyramid pyramid) {
    Random random = new Random(2);
    float[] features = new float[pyramid.levels().getFirst().voxelCount() * 9];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    return features;
  }

  private static Encoder open() throws IOException {
    return Encoder.open(NameSeededWeights.checkpoint(CONFIG), DeviceChoice.CPU, Progress.none());
  }

  @Test
  void theSameScanGivesTheSameBytes() throws Exception {
    Pyramid pyramid = floor(40);
    try (Encoder one = open();
        Encoder two = open()) {
      FeaturePyramid first = one.encode(pyramid, features(pyramid), Progress.none());
      FeaturePyramid again = one.encode(pyramid, features(pyramid), Progress.none());
      FeaturePyramid other = two.encode(pyramid, features(pyramid), Progress.none());
      for (int k = 0; k < 5; k++) {
        assertThat(again.levels().get(k).values()).isEqualTo(first.levels().get(k).values());
        assertThat(other.levels().get(k).values()).isEqualTo(first.levels().get(k).values());
      }
    }
  }

  @Test
  void oneVoxelIsAScan() throws Exception {
    Pyramid pyramid = floor(1);
    try (Encoder encoder = open()) {
      FeaturePyramid answer = encoder.encode(pyramid, features(pyramid), Progress.none());
      for (int k = 0; k < 5; k++) {
        assertThat(answer.levels().get(k).rows()).isEqualTo(1);
        for (float value : answer.levels().get(k).values()) {
          assertThat(value).isFinite();
        }
      }
    }
  }

  @Test
  void progressRunsFromNothingToAllAndNeverBack() throws Exception {
    Pyramid pyramid = floor(20);
    List<Double> reported = new ArrayList<>();
    try (Encoder encoder = open()) {
      encoder.encode(
          pyramid,
          features(pyramid),
          new Progress() {
            @Override
            public void report(double fraction, String step) {
              assertThat(step).startsWith("Encoding");
              reported.add(fraction);
            }

            @Override
            public boolean isCancelled() {
              return false;
            }
          });
    }
    assertThat(reported).isSorted().hasSizeGreaterThan(20);
    assertThat(reported.getFirst()).isZero();
    assertThat(reported.getLast()).isEqualTo(1);
  }

  @Test
  void cancelStopsBeforeTheNextStretchAndTheEncoderGoesOn() throws Exception {
    Pyramid pyramid = floor(20);
    int[] asked = {0};
    Progress impatient =
        new Progress() {
          @Override
          public void report(double fraction, String step) {}

          @Override
          public boolean isCancelled() {
            return ++asked[0] > 7;
          }
        };
    try (Encoder encoder = open()) {
      float[] features = features(pyramid);
      assertThatThrownBy(() -> encoder.encode(pyramid, features, impatient))
          .isInstanceOf(CancellationException.class);
      assertThat(asked[0]).isEqualTo(8);
      assertThat(encoder.encode(pyramid, features, Progress.none()).levels()).hasSize(5);
    }
  }

  @Test
  void nativeMemoryStaysFlatOverManyRuns() throws Exception {
    Pyramid pyramid = floor(96);
    float[] features = features(pyramid); // 330 kB, among the smallest tensors of a run
    try (Encoder encoder = open()) {
      for (int i = 0; i < 5; i++) {
        encoder.encode(pyramid, features, Progress.none());
      }
      long before = NativeHeap.bytesInUse();
      for (int i = 0; i < 40; i++) {
        encoder.encode(pyramid, features, Progress.none());
      }
      assertThat(NativeHeap.bytesInUse() - before).isLessThan(8L << 20);
    }
  }

  @Test
  void whatDoesNotFitTheNetworkIsRefused() throws Exception {
    Pyramid pyramid = floor(4);
    Pyramid shallow = new Pyramid(0.02f, pyramid.levels().subList(1, 5));
    try (Encoder encoder = open()) {
      assertThatThrownBy(() -> encoder.encode(shallow, new float[9], Progress.none()))
          .hasMessageContaining("5 stages, the pyramid 4 levels");
      assertThatThrownBy(() -> encoder.encode(pyramid, new float[9], Progress.none()))
          .hasMessageContaining("9 input features do not fit 16 voxels");
    }
  }

  @Test
  void theDeviceSaysWhy() throws Exception {
    try (Encoder encoder = open()) {
      assertThat(encoder.device().kind()).isEqualTo(Device.Kind.CPU);
      assertThat(encoder.device().reason()).isEqualTo("The processor was asked for.");
      assertThat(encoder.device().name()).contains("thread");
    }
    Device automatic = Devices.choose(DeviceChoice.AUTO);
    assertThat(automatic.reason()).endsWith(".");
    if (automatic.kind() == Device.Kind.CPU) {
      assertThatThrownBy(() -> Devices.choose(DeviceChoice.CUDA))
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining("CUDA was asked for")
          .hasMessageContaining("Choose auto or cpu");
    }
    assertThat(DeviceChoice.parse("CPU")).isEqualTo(DeviceChoice.CPU);
    assertThatThrownBy(() -> DeviceChoice.parse("tpu")).hasMessageContaining("auto, cpu or cuda");
  }
}
