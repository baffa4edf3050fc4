package cadenza.app.pipeline;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.grid.GridRangeException;
import cadenza.scan.grid.GridSample;
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
  // Fewer points a voxel: the grid is as fine as the points, and surfaces fall apart into specks.
  private static final double SPARSE = 1.15;

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
    findings.addAll(ScanFindings.ofPoints(cloud, progress.slice(.5, 1)));
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
                        cloud.pointCount() - finite))
            .with(new Fix.DropInvalid());
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
}
