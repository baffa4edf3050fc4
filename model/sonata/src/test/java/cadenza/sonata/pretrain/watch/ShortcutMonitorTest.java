package cadenza.sonata.pretrain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.InputTransform;
import cadenza.sonata.SonataConfig;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ShortcutMonitorTest {
  private static final int VOXELS = 4000;
  private static final int CHANNELS = 30;

  private final SplittableRandom random = new SplittableRandom(11);
  private final float[] coord = RandomFeatures.normal(3 * VOXELS, random);
  private final float[] normals = RandomFeatures.normal(3 * VOXELS, random);

  @Test
  void randomFeaturesTellNothing() {
    Shortcuts found =
        new ShortcutMonitor(coord, normals, 1)
            .measure(RandomFeatures.of(VOXELS, 10 * CHANNELS, 2)); // nearly as many as rows
    assertThat(found.height()).isBetween(-.2, .1);
    assertThat(found.normal()).isBetween(-.2, .1);
  }

  @Test
  void heightAmongFeaturesIsFound() {
    FeaturePyramid features = RandomFeatures.of(VOXELS, CHANNELS, 2);
    for (int v = 0; v < VOXELS; v++) { // spread over channels, shifted and small
      float[] values = features.levels().getFirst().values();
      for (int c = 0; c < CHANNELS; c++) {
        values[v * CHANNELS + c] += .5f * coord[3 * v + 2] * (c % 3 - 1) + 7;
      }
    }
    Shortcuts found = new ShortcutMonitor(coord, normals, 1).measure(features);
    assertThat(found.height()).isBetween(.7, 1.0);
    assertThat(found.normal()).isBetween(-.2, .1);
  }

  @Test
  void normalsThatAreFeaturesAreReadOffExactly() {
    FeaturePyramid features = RandomFeatures.of(VOXELS, CHANNELS, 2);
    for (int v = 0; v < VOXELS; v++) {
      System.arraycopy(normals, 3 * v, features.levels().getFirst().values(), v * CHANNELS + 4, 3);
    }
    Shortcuts found = new ShortcutMonitor(coord, normals, 1).measure(features);
    assertThat(found.normal()).isCloseTo(1, within(1e-3));
    assertThat(found.height()).isBetween(-.2, .1);
  }

  @Test
  void rememberingCellsIsNotKnowingTheirHeight() {
    // A coarse level that names each of its cells, whose voxels are of one height.
    int cells = 40;
    int[] parents = new int[VOXELS];
    float[] names = new float[cells * cells];
    float[] heights = coord.clone();
    float[] ofCell = RandomFeatures.normal(cells, random);
    for (int v = 0; v < VOXELS; v++) {
      parents[v] = v % cells;
      heights[3 * v + 2] = ofCell[v % cells];
    }
    for (int cell = 0; cell < cells; cell++) {
      names[cell * cells + cell] = 1;
    }
    FeaturePyramid features =
        new FeaturePyramid(
            List.of(
                new FeaturePyramid.Features(2, new float[2 * VOXELS], parents),
                new FeaturePyramid.Features(cells, names, new int[0])));
    assertThat(new ShortcutMonitor(heights, null, 1).measure(features).height()).isLessThan(.3);
  }

  @Test
  void whatCannotBeMeasuredIsNoNumber() {
    FeaturePyramid features = RandomFeatures.of(VOXELS, CHANNELS, 2);
    float[] flat = new float[3 * VOXELS];
    Shortcuts found = new ShortcutMonitor(flat, null, 1).measure(features);
    assertThat(found.height()).isNaN();
    assertThat(found.normal()).isNaN();
    assertThatThrownBy(() -> new ShortcutMonitor(new float[9], null, 1).measure(features))
        .hasMessageContaining("positions of 3");
  }

  @Test
  void anUntrainedEncoderKnowsTheHeightThatItIsGiven() throws Exception {
    PointCloud room = RoomGenerator.generate(3, Progress.none());
    InputTransform starter = InputTransform.starter();
    float[] scale = starter.scale().clone();
    scale[2] = 1;
    InputTransform transform =
        new InputTransform(starter.gridSizeMeters(), starter.offset(), scale);
    SonataConfig network =
        new SonataConfig(
            9,
            List.of(1, 1, 1),
            List.of(16, 32, 48),
            List.of(1, 2, 3),
            List.of(64, 64, 64),
            4,
            0,
            true);
    WatchedScan scan = WatchedScan.of(room, transform, 3, 5, Progress.none());
    Checkpoint untrained = Checkpoint.untrained(network, transform, 1);
    Observation seen = scan.observe(untrained, DeviceChoice.CPU, Progress.none());
    System.out.println(seen.spread() + " " + seen.shortcuts());
    assertThat(seen.features().levels().getFirst().rows()).isEqualTo(scan.sample().voxelCount());
    assertThat(seen.shortcuts().height()).isBetween(.8, 1.0);
    assertThat(seen.spread().levels()).hasSize(3);
    assertThat(seen.spread().levels().getLast().effectiveRank()).isBetween(1.0, 48.0);
    Observation again = scan.observe(untrained, DeviceChoice.CPU, Progress.none());
    assertThat(again.shortcuts()).isEqualTo(seen.shortcuts());
    assertThat(again.spread()).isEqualTo(seen.spread());
  }
}
