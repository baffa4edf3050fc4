package cadenza.app.pretrain;

import cadenza.app.pipeline.Finding;
import cadenza.app.pipeline.Fix;
import cadenza.app.pipeline.ScanFindings;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A scan as it should be learnt from: in metres, z up, without stray points far outside.
///
/// # How it works
///
/// The window shows these findings of a scan with a button each. A folder of hundreds of scans has
/// nobody to click, and one scan in millimetres or lying on its side teaches nonsense; so here they
/// are followed where they are warnings, and said. The files stay as they are.
///
/// @param done what was changed, for a person; empty if nothing
record MendedScan(PointCloud cloud, List<String> done) {
  static MendedScan of(ScanContents contents, Progress progress) {
    PointCloud cloud = contents.cloud();
    List<String> done = new ArrayList<>();
    Set<String> topics = new HashSet<>();
    for (Finding finding : ScanFindings.of(contents, progress)) {
      if (finding.severity() != Finding.Severity.WARNING || !topics.add(finding.topic())) {
        continue; // of two about the unit, the first is what the file says itself
      }
      switch (finding.fix().orElse(null)) {
        case Fix.ScaleToMetres unit -> {
          cloud = unit.apply(cloud, progress);
          done.add("read as " + unit.unit());
        }
        case Fix.RotateToZUp turn -> {
          cloud = turn.apply(cloud, progress);
          done.add("turned, for " + turn.up().label() + " is up");
        }
        case Fix.LeaveOut outliers -> {
          cloud = outliers.apply(cloud, progress);
          done.add(
              String.format(
                  Locale.ROOT, "%,d points far outside left out", outliers.rows().cardinality()));
        }
        case null, default -> {}
      }
    }
    return new MendedScan(cloud, List.copyOf(done));
  }
}
