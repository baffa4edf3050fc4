package cadenza.app.probing;

import cadenza.app.features.FeatureEngine;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.scans.ScanSink;
import cadenza.app.scans.ScanSource;
import cadenza.app.tasks.Problem;
import cadenza.probe.LinearProbe;
import cadenza.probe.LocalStatistics;
import cadenza.probe.Prediction;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/// Applies a probe to many files: each is read, encoded, predicted and written with what it was
/// before. One that fails does not stop the others.
///
/// @param settings where to encode; the grid is the probe's
public record BatchApply(
    FeatureEngine engine,
    ScanSource source,
    ScanSink sink,
    LinearProbe probe,
    EncodeSettings settings) {

  /// What was written and what was not.
  ///
  /// @param report a line for each class of each scan
  public record Done(int written, int failed, Path report) {}

  /// Goes through the files.
  ///
  /// @param files scans
  /// @param out an existing folder
  /// @throws IOException if not even the report can be written
  public Done run(List<Path> files, Path out, Progress progress) throws IOException {
    ApplyReport report = new ApplyReport(probe, Path.of("the live probe"));
    Map<String, Integer> used = new HashMap<>();
    int written = 0;
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      Progress part = progress.slice((double) i / files.size(), (i + 1.0) / files.size());
      String stem = stem(file);
      int count = used.merge(stem, 1, Integer::sum);
      Path target = out.resolve((count == 1 ? stem : stem + "-" + count) + ".ply");
      try {
        apply(file, target, report, part);
        written++;
      } catch (CancellationException cancelled) {
        throw cancelled;
      } catch (IOException | RuntimeException | OutOfMemoryError failure) {
        report.failed(file, Problem.of(String.valueOf(file.getFileName()), failure).what());
      }
    }
    Path table = out.resolve("report.csv");
    report.writeCsv(table);
    return new Done(written, files.size() - written, table);
  }

  private void apply(Path file, Path target, ApplyReport report, Progress progress)
      throws IOException {
    if (Files.exists(target) && Files.isSameFile(file, target)) {
      throw new IOException(target + " is the scan itself, which is not written over.");
    }
    progress.report(0, "Reading " + file.getFileName());
    ScanContents contents = source.read(file, progress.slice(0, .2));
    if (contents.pointsInFile() > contents.cloud().pointCount()) {
      throw new IOException(
          "It is larger than memory. Cut it in parts, or use cadenza convert --region.");
    }
    EncodedScan encoded = engine.encode(contents.cloud(), settings, progress.slice(.2, .8));
    progress.report(.8, "Predicting " + file.getFileName());
    boolean reads = probe.statisticsWeights() != null;
    LocalStatistics statistics =
        reads ? ProbeView.statistics(encoded, progress.slice(.8, .9)) : null;
    Prediction prediction =
        probe.predict(ProbeView.of(encoded, stem(file), statistics), progress.slice(.8, .9));
    PredictedScan predicted = new PredictedScan(contents, encoded.grid().inverse(), prediction);
    sink.write(predicted.labelled(null), target, progress.slice(.9, 1));
    report.done(file, target, predicted);
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
