package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.nn.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Work in stretches, and in other numbers.
class StretchTest {
  private static final SonataConfig CONFIG = Golden.tiny();

  /// Two wavy floors, one above the other, in no particular order of rows.
  private static Pyramid floors(int side) {
    Random random = new Random(5);
    List<int[]> voxels = new ArrayList<>();
    for (int i = 0; i < side * side; i++) {
      int row = i / side;
      int z = (int) Math.round(3 * Math.sin(row * 0.2) + 4);
      voxels.add(new int[] {i / side, i % side, z});
      voxels.add(new int[] {i / side, i % side, z + 9});
    }
    java.util.Collections.shuffle(voxels, random);
    int[] grid = voxels.stream().flatMapToInt(java.util.Arrays::stream).toArray();
    float[] coord = new float[grid.length];
    for (int i = 0; i < grid.length; i++) {
      coord[i] = grid[i] * 0.02f;
    }
    return PyramidBuilder.build(grid, coord, 0.02f, 5, Progress.none());
  }

  private static float[] features(Pyramid pyramid) {
    Random random = new Random(6);
    float[] features = new float[pyramid.levels().getFirst().voxelCount() * 9];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    return features;
  }

  private static Encoder open(Precision precision) throws DeviceException {
    return Encoder.open(
        NameSeededWeights.checkpoint(CONFIG), DeviceChoice.CPU, precision, Progress.none());
  }

  @Test
  void shortStretchesGiveTheFeaturesOfLongOnes() throws Exception {
    Pyramid pyramid = floors(70);
    float[] features = features(pyramid);
    try (Encoder encoder = open(Precision.F32)) {
      AtomicInteger asked = new AtomicInteger();
      FeaturePyramid whole =
          encoder.encode(
              pyramid, features, null, new Stretch(1L << 40), counting(asked), stage -> {});
      int askedWhole = asked.getAndSet(0);
      FeaturePyramid parts =
          encoder.encode(
              pyramid, features, null, new Stretch(1 << 20), counting(asked), stage -> {});
      assertThat(asked.get()).as("stretches worked on").isGreaterThan(askedWhole + 20);
      for (int k = 0; k < 5; k++) {
        assertThat(parts.levels().get(k).values())
            .as("features on level " + k)
            .isEqualTo(whole.levels().get(k).values());
      }
    }
  }

  private static Progress counting(AtomicInteger asked) {
    return new Progress() {
      @Override
      public void report(double fraction, String step) {}

      @Override
      public boolean isCancelled() {
        asked.incrementAndGet();
        return false;
      }
    };
  }

  @Test
  void bfloat16IsNearAndGivesTheSameBytes() throws Exception {
    Pyramid pyramid = floors(40);
    float[] features = features(pyramid);
    try (Encoder exact = open(Precision.F32);
        Encoder rounded = open(Precision.BF16)) {
      FeaturePyramid reference = exact.encode(pyramid, features, Progress.none());
      FeaturePyramid one = rounded.encode(pyramid, features, Progress.none());
      FeaturePyramid two = rounded.encode(pyramid, features, Progress.none());
      for (int k = 0; k < 5; k++) {
        FeaturePyramid.Features level = one.levels().get(k);
        assertThat(two.levels().get(k).values()).isEqualTo(level.values());
        assertThat(level.values()).isNotEqualTo(reference.levels().get(k).values());
        Cosines.checkRounded(level, reference.levels().get(k), k);
      }
    }
  }

  @Test
  void orderOfRowsDoesNotMatter() throws Exception {
    Pyramid pyramid = floors(20);
    float[] features = features(pyramid);
    int n = pyramid.levels().getFirst().voxelCount();
    int[] grid = new int[3 * n];
    float[] coord = new float[3 * n];
    float[] turned = new float[9 * n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(pyramid.levels().getFirst().gridCoord(), 3 * i, grid, 3 * (n - 1 - i), 3);
      System.arraycopy(pyramid.levels().getFirst().coord(), 3 * i, coord, 3 * (n - 1 - i), 3);
      System.arraycopy(features, 9 * i, turned, 9 * (n - 1 - i), 9);
    }
    Pyramid other = PyramidBuilder.build(grid, coord, 0.02f, 5, Progress.none());
    try (Encoder encoder = open(Precision.F32)) {
      FeaturePyramid a = encoder.encode(pyramid, features, Progress.none());
      FeaturePyramid b = encoder.encode(other, turned, Progress.none());
      for (int i = 0; i < n; i++) {
        for (int c = 0; c < 16; c++) {
          assertThat(b.levels().getFirst().values()[(n - 1 - i) * 16 + c])
              .isCloseTo(a.levels().getFirst().values()[i * 16 + c], within(1e-5f));
        }
      }
      assertThat(b.levels().get(4).values()).isEqualTo(a.levels().get(4).values());
    }
  }

  @Test
  void cancelComesThroughBetweenTwoStretches() throws Exception {
    Pyramid pyramid = floors(70);
    float[] features = features(pyramid);
    AtomicInteger asked = new AtomicInteger();
    Progress impatient =
        new Progress() {
          @Override
          public void report(double fraction, String step) {}

          @Override
          public boolean isCancelled() {
            return asked.incrementAndGet() == 40;
          }
        };
    try (Encoder encoder = open(Precision.F32)) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowable(() ->
                  encoder.encode(
                      pyramid, features, null, new Stretch(1 << 20), impatient, stage -> {})))
          .isInstanceOf(CancellationException.class);
      assertThat(asked.get()).isEqualTo(40);
    }
  }
}
