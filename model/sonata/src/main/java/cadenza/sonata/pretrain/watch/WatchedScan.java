package cadenza.sonata.pretrain.watch;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.GridSample;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.DeviceException;
import cadenza.sonata.Encoder;
import cadenza.sonata.InputTransform;

/// A scan that the encoder of a run is looked at with again and again.
public final class WatchedScan {
  private final GridSample sample;
  private final Pyramid pyramid;
  private final float[] input; // (voxels, 9)
  private final ShortcutMonitor shortcuts;
  private final long seed;

  private WatchedScan(
      GridSample sample, Pyramid pyramid, float[] input, ShortcutMonitor shortcuts, long seed) {
    this.sample = sample;
    this.pyramid = pyramid;
    this.input = input;
    this.shortcuts = shortcuts;
    this.seed = seed;
  }

  /// Cuts a scan into voxels as the run's network wants them.
  ///
  /// @param cloud z up, with normals if the network is to see them
  /// @param transform of the run
  /// @param stages of the network
  /// @param seed of picks and of what is looked at
  /// @throws IllegalArgumentException if the scan has no voxel
  public static WatchedScan of(
      PointCloud cloud, InputTransform transform, int stages, long seed, Progress progress) {
    GridSample sample = GridSample.of(cloud, transform.gridSizeMeters(), seed, progress);
    if (sample.voxelCount() == 0) {
      throw new IllegalArgumentException("the scan to watch has no point with finite coordinates");
    }
    Pyramid pyramid = PyramidBuilder.build(sample, stages, progress);
    float[] all = cloud.normals();
    float[] normals = null;
    if (all != null) {
      normals = new float[3 * sample.voxelCount()];
      for (int v = 0; v < sample.voxelCount(); v++) {
        System.arraycopy(all, 3 * sample.picked()[v], normals, 3 * v, 3);
      }
    }
    return new WatchedScan(
        sample,
        pyramid,
        transform.features(cloud, sample),
        new ShortcutMonitor(sample.coord(), normals, seed),
        seed);
  }

  /// The scan's voxels; its rows are those of the features' finest level.
  public GridSample sample() {
    return sample;
  }

  /// Encodes the scan and measures its features. Native memory is freed before it returns.
  ///
  /// @param encoder of the same input transform and as many stages
  /// @throws DeviceException if the device asked for cannot be used
  public Observation observe(Checkpoint encoder, DeviceChoice choice, Progress progress)
      throws DeviceException {
    try (Encoder opened = Encoder.open(encoder, choice, progress)) {
      FeaturePyramid features = opened.encode(pyramid, input, progress);
      return new Observation(
          features, FeatureSpread.of(features, seed), shortcuts.measure(features));
    }
  }
}
