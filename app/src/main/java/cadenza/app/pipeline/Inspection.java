package cadenza.app.pipeline;

import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.grid.GridRangeException;
import cadenza.scan.grid.GridSample;
import cadenza.scan.grid.UpAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the model sees of a scan at a grid size: said before encoding, so that nobody wonders
/// afterwards why the features look odd.
///
/// @param gridCoord coordinates of the voxels, `(voxels, 3)`; empty if the grid is too fine
/// @param findings in the order they should be read
public record Inspection(
    int pointCount,
    int finiteCount,
    int[] gridCoord,
    float gridSizeMeters,
    List<Finding> findings) {
  // A scan as a person means it is between a shoe and a cathedral; outside, the unit is in doubt.
  private static final double LARGEST_METERS = 600;
  private static final double SMALLEST_METERS = 0.3;
  // Fewer points a voxel: the grid is as fine as the points, and surfaces fall apart into specks.
  private static final double SPARSE = 1.15;
  private static final double CONFIDENT = 0.6;

  public Inspection {
    findings = List.copyOf(findings);
  }

  /// Voxels of the finest level.
  public int voxelCount() {
    return gridCoord.length / 3;
  }

  /// The same with one finding more, after those about points; an older one of its topic goes.
  public Inspection with(Finding finding) {
    List<Finding> all = new ArrayList<>(findings);
    all.removeIf(older -> older.topic().equals(finding.topic()));
    all.add(Math.min(2, all.size()), finding);
    return new Inspection(pointCount, finiteCount, gridCoord, gridSizeMeters, all);
  }

  /// Looks at a scan; a grid that is too fine for it is a finding, too.
  public static Inspection of(
      PointCloud cloud, float gridSizeMeters, long seed, Progress progress) {
    int finite = cloud.finiteCount();
    List<Finding> findings = new ArrayList<>();
    int[] gridCoord = {};
    try {
      GridSample grid = GridSample.of(cloud, gridSizeMeters, seed, progress.slice(0, .5));
      gridCoord = grid.gridCoord();
      findings.add(points(cloud, finite, grid));
      findings.add(density(cloud, finite, grid));
    } catch (GridRangeException e) {
      findings.add(
          Finding.warning("Points", String.valueOf(e.getMessage()))
              .with(new Fix.UseGrid((float) e.coarserGridSizeMeters())));
    }
    progress.checkCancelled();
    findings.add(
        cloud.normals() != null
            ? Finding.ok("Normals", "From the file.")
            : Finding.note(
                    "Normals", "None in the file. They will be estimated from the points around.")
                .with(new Fix.EstimateNormals()));
    findings.add(
        cloud.colors() != null
            ? Finding.ok("Colour", "From the file.")
            : Finding.warning(
                "Colour", "None in the file. The model gets mid-grey; expect weaker features."));
    findings.add(upAxis(cloud, progress.slice(.5, 1)));
    findings.add(unit(cloud.bounds()));
    return new Inspection(cloud.pointCount(), finite, gridCoord, gridSizeMeters, findings);
  }

  private static Finding points(PointCloud cloud, int finite, GridSample grid) {
    String kept =
        String.format(
            Locale.ROOT,
            "%,d points become %,d voxels of %.0f mm.",
            finite,
            grid.voxelCount(),
            grid.gridSizeMeters() * 1000);
    if (finite == 0) {
      return Finding.warning("Points", "No point has finite coordinates; nothing can be encoded.");
    }
    return finite == cloud.pointCount()
        ? Finding.ok("Points", kept)
        : Finding.note(
            "Points",
            kept
                + String.format(
                    Locale.ROOT,
                    " %,d points without coordinates are left out.",
                    cloud.pointCount() - finite));
  }

  private static Finding density(PointCloud cloud, int finite, GridSample grid) {
    double perVoxel = grid.voxelCount() == 0 ? 0 : (double) finite / grid.voxelCount();
    String text = String.format(Locale.ROOT, "%.1f points a voxel.", perVoxel);
    if (perVoxel >= SPARSE || finite == 0) {
      return Finding.ok("Density", text);
    }
    float coarser = grid.gridSizeMeters();
    for (int i = 0; i < 8 && perVoxel < 2; i++) {
      coarser *= 1.5f;
      perVoxel = (double) finite / GridSample.of(cloud, coarser, 0, Progress.none()).voxelCount();
    }
    float rounded = Math.round(coarser * 200) / 200f; // to 5 mm
    return Finding.warning(
            "Density", text + " The grid is finer than the scan; surfaces fall apart into specks.")
        .with(new Fix.UseGrid(rounded > 0 ? rounded : coarser));
  }

  private static Finding upAxis(PointCloud cloud, Progress progress) {
    UpAxis.Detection detection = UpAxis.detect(cloud, progress);
    if (detection.confidence() < CONFIDENT) {
      return Finding.note(
          "Up axis", "Not certain. " + detection.reason() + " The model takes z as up.");
    }
    if (detection.axis() == UpAxis.Z) {
      return Finding.ok("Up axis", "z. " + detection.reason());
    }
    return Finding.warning(
            "Up axis",
            "Seems to be %s. %s The model takes z as up."
                .formatted(detection.axis().label(), detection.reason()))
        .with(new Fix.RotateToZUp(detection.axis()));
  }

  private static Finding unit(Bounds bounds) {
    double largest = Math.max(bounds.extent(0), Math.max(bounds.extent(1), bounds.extent(2)));
    String size =
        String.format(
            Locale.ROOT,
            "%.3g × %.3g × %.3g",
            bounds.extent(0),
            bounds.extent(1),
            bounds.extent(2));
    if (largest > LARGEST_METERS && largest / 1000 >= SMALLEST_METERS) {
      return Finding.warning(
              "Unit", "The scan would be " + size + " metres; its numbers are likely millimetres.")
          .with(new Fix.ScaleToMetres(.001, "millimetres"));
    }
    if (largest > 0 && largest < SMALLEST_METERS) {
      return Finding.warning(
          "Unit", "The scan would be " + size + " metres, tiny for the model. Is its unit metres?");
    }
    return Finding.ok("Unit", size + " metres.");
  }
}
