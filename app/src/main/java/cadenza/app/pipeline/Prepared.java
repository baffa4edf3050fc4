package cadenza.app.pipeline;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.Curve;
import cadenza.scan.grid.GridSample;
import cadenza.scan.grid.Normals;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.CurveShuffle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A scan made ready for the encoder: normals, voxels, geometry.
///
/// @param cloud the scan, with normals (the file's, or estimated)
/// @param normalsEstimated true if the file had none
/// @param seconds time a step took, by name
public record Prepared(
    PointCloud cloud,
    boolean normalsEstimated,
    GridSample grid,
    Pyramid pyramid,
    Map<String, Double> seconds) {

  /// @param levelCount levels of the pyramid, one a stage of the network
  /// @throws IllegalArgumentException if the scan has no point with finite coordinates, or is too
  ///   large for the grid; the message says what would work
  static Prepared of(
      PointCloud cloud, float gridSizeMeters, long seed, int levelCount, Progress progress) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    boolean estimate = cloud.normals() == null;
    PointCloud ready = cloud;
    long start = System.nanoTime();
    if (estimate) {
      progress.report(0, "Estimating normals");
      float[] normals =
          Normals.estimate(cloud, Fix.EstimateNormals.NEIGHBORS, progress.slice(0, .6));
      ready = cloud.toBuilder().normals(normals).build();
      seconds.put("normals", secondsSince(start));
    }
    progress.checkCancelled();
    start = System.nanoTime();
    progress.report(.6, "Sampling voxels");
    GridSample grid = GridSample.of(ready, gridSizeMeters, seed, progress.slice(.6, .8));
    if (grid.voxelCount() == 0) {
      throw new IllegalArgumentException(
          "The scan has no point with finite coordinates, so there is nothing to encode.");
    }
    seconds.put("voxels", secondsSince(start));
    start = System.nanoTime();
    progress.report(.8, "Building the pyramid");
    Pyramid pyramid = PyramidBuilder.build(grid, levelCount, progress.slice(.8, 1));
    seconds.put("pyramid", secondsSince(start));
    return new Prepared(ready, estimate, grid, pyramid, seconds);
  }

  /// The same with the curves of its pyramid shuffled, if so wished, for a network that takes them
  /// in this order.
  Prepared shuffled(Optional<CurveShuffle> shuffle, List<Curve> order) {
    return shuffle
        .map(s -> new Prepared(cloud, normalsEstimated, grid, s.applyTo(pyramid, order), seconds))
        .orElse(this);
  }

  /// The same, of which nothing was computed now.
  Prepared withoutSeconds() {
    return new Prepared(cloud, normalsEstimated, grid, pyramid, Map.of());
  }

  static double secondsSince(long startNanos) {
    return (System.nanoTime() - startNanos) * 1e-9;
  }
}
