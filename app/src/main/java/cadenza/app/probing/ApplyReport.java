package cadenza.app.probing;

import cadenza.probe.LinearProbe;
import cadenza.probe.ProbeClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a probe found in many scans, and which could not be done.
public final class ApplyReport {
  private final LinearProbe probe;
  private final Path probeFile;
  private final List<Done> done = new ArrayList<>();
  private final List<Map<String, Object>> failures = new ArrayList<>();

  /// @param points of each class
  /// @param certainty sum of probabilities of each class
  private record Done(Path scan, Path file, long[] points, double[] certainty, long withoutPlace) {
    long total() {
      long sum = withoutPlace;
      for (long count : points) {
        sum += count;
      }
      return sum;
    }
  }

  public ApplyReport(LinearProbe probe, Path probeFile) {
    this.probe = probe;
    this.probeFile = probeFile;
  }

  public void done(Path scan, Path file, PredictedScan predicted) {
    long[] points = new long[probe.classes().size()];
    double[] certainty = new double[points.length];
    long withoutPlace = 0;
    for (int i = 0; i < predicted.pointCount(); i++) {
      int voxel = predicted.inverse()[i];
      if (voxel < 0) {
        withoutPlace++;
        continue;
      }
      int k = predicted.prediction().classIndex(voxel);
      points[k]++;
      certainty[k] += predicted.prediction().probabilities()[voxel];
    }
    done.add(new Done(scan, file, points, certainty, withoutPlace));
  }

  public void failed(Path scan, String message) {
    Map<String, Object> failure = new LinkedHashMap<>();
    failure.put("scan", scan.toString());
    failure.put("message", message);
    failures.add(failure);
  }

  public boolean hasFailures() {
    return !failures.isEmpty();
  }

  public Map<String, Object> json() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("probe", probeFile.toString());
    out.put("weights", probe.source().weightsSha256());
    out.put("gridSizeMeters", probe.source().gridSizeMeters());
    List<Map<String, Object>> scans = new ArrayList<>();
    for (Done scan : done) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("scan", scan.scan().toString());
      entry.put("file", scan.file().toString());
      entry.put("points", scan.total());
      entry.put("pointsWithoutPlace", scan.withoutPlace());
      List<Map<String, Object>> classes = new ArrayList<>();
      double certainty = 0;
      for (int k = 0; k < scan.points().length; k++) {
        certainty += scan.certainty()[k];
        if (scan.points()[k] > 0) {
          Map<String, Object> of = new LinkedHashMap<>();
          of.put("name", probe.classes().get(k).name());
          of.put("points", scan.points()[k]);
          of.put("meanCertainty", scan.certainty()[k] / scan.points()[k]);
          classes.add(of);
        }
      }
      entry.put("meanCertainty", certainty / Math.max(1, scan.total() - scan.withoutPlace()));
      entry.put("classes", classes);
      scans.add(entry);
    }
    out.put("scans", scans);
    out.put("failures", failures);
    return out;
  }

  /// A line for each class of each scan, and one for each failure.
  public void writeCsv(Path file) throws IOException {
    StringBuilder out = new StringBuilder("scan,class,points,mean_certainty,failure\n");
    for (Done scan : done) {
      for (int k = 0; k < scan.points().length; k++) {
        if (scan.points()[k] > 0) {
          ProbeClass c = probe.classes().get(k);
          out.append(
              String.format(
                  Locale.ROOT,
                  "%s,%s,%d,%.4f,\n",
                  quoted(scan.scan().toString()),
                  quoted(c.name()),
                  scan.points()[k],
                  scan.certainty()[k] / scan.points()[k]));
        }
      }
    }
    for (Map<String, Object> failure : failures) {
      out.append(quoted(String.valueOf(failure.get("scan"))))
          .append(",,,,")
          .append(quoted(String.valueOf(failure.get("message"))))
          .append('\n');
    }
    Files.writeString(file, out);
  }

  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
