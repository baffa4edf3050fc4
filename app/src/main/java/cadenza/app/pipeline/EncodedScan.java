package cadenza.app.pipeline;

import cadenza.probe.NearestUpcast;
import cadenza.probe.PointUpcast;
import cadenza.probe.SmoothUpcast;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.grid.GridSample;
import cadenza.sonata.Device;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/// What the encoder saw in a scan, with all that is needed to show it on every original point.
///
/// @param device where it was computed and why there; empty if the features came from the cache
/// @param seconds time a step took, by name; `encode` is missing if the features came from the
///   cache
public record EncodedScan(
    Prepared prepared,
    FeaturePyramid features,
    WeightsInfo weights,
    Optional<Device> device,
    Map<String, Double> seconds) {

  /// Which weights features come from.
  ///
  /// @param trained false for seeded random numbers; whoever shows the features says so
  public record WeightsInfo(String name, String sha256, boolean trained) {}

  public PointCloud cloud() {
    return prepared.cloud();
  }

  public GridSample grid() {
    return prepared.grid();
  }

  /// How values on levels reach the points: blocky as the reference does it, or flowing.
  ///
  /// @param firstLevel finest level values will be given for
  public PointUpcast upcast(boolean smooth, int firstLevel) {
    return smooth
        ? new SmoothUpcast(prepared.pyramid(), gridPositions(), firstLevel)
        : new NearestUpcast(features, grid().inverse(), firstLevel);
  }

  // Place of each point in units of voxels, from the corner of voxel (0, 0, 0). The shift that
  // GridSample applied is read off its first pick.
  private float[] gridPositions() {
    GridSample grid = grid();
    float[] positions = cloud().positions();
    float size = grid.gridSizeMeters();
    float[] out = new float[positions.length];
    for (int axis = 0; axis < 3; axis++) {
      float shift = positions[3 * grid.picked()[0] + axis] - grid.coord()[axis];
      double corner = Math.floor(grid.coord()[axis] / size) - grid.gridCoord()[axis];
      for (int i = axis; i < out.length; i += 3) {
        out[i] = (float) ((positions[i] - shift) / size - corner);
      }
    }
    for (int i = 0; i < grid.inverse().length; i++) {
      if (grid.inverse()[i] < 0) {
        Arrays.fill(out, 3 * i, 3 * i + 3, Float.NaN);
      }
    }
    return out;
  }
}
