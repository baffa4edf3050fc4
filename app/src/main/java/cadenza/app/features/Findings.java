package cadenza.app.features;

import cadenza.app.pipeline.Finding;
import cadenza.app.pipeline.Finding.Severity;
import cadenza.app.pipeline.Inspection;
import cadenza.app.pipeline.MemoryPlan;
import cadenza.app.pipeline.ScanFindings;
import cadenza.app.tasks.Problem;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What the window adds to an inspection.
final class Findings {
  private static final String NORMALS = "Normals";

  private Findings() {}

  /// The findings of a scan. The inspection sees only that there are normals; the workspace knows
  /// whether the file brought them.
  static List<Finding> of(Inspection inspection, OpenScan scan) {
    return Stream.concat(
            ScanFindings.ofFile(scan.contents()).stream(), inspection.findings().stream())
        .filter(finding -> !isSettled(finding, inspection, scan))
        .map(finding ->
            scan.hasEstimatedNormals()
                    && finding.topic().equals(NORMALS)
                    && finding.severity() == Severity.OK
                ? new Finding(
                    NORMALS,
                    Severity.OK,
                    "Estimated here, from the points around.",
                    Optional.empty())
                : finding)
        .toList();
  }

  // Features that are there need no memory any more; at another grid they are others.
  private static boolean isSettled(Finding finding, Inspection inspection, OpenScan scan) {
    Encoding there = scan.encoding();
    return finding.topic().equals(MemoryPlan.TOPIC)
        && finding.severity() == Severity.WARNING
        && there != null
        && there.scan().grid().gridSizeMeters() == inspection.gridSizeMeters();
  }

  /// An inspection that could not be made.
  static List<Finding> failed(Problem problem, OpenScan scan) {
    String text =
        problem.advice().isEmpty() ? problem.what() : problem.what() + " " + problem.advice();
    Finding failure = new Finding("Scan", Severity.WARNING, text, Optional.empty());
    return Stream.concat(ScanFindings.ofFile(scan.contents()).stream(), Stream.of(failure))
        .toList();
  }
}
