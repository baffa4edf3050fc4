package cadenza.app.scans;

import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Path;

/// Where scans are written to, by extension.
@FunctionalInterface
public interface ScanSink {
  /// @throws IOException if the file cannot be written, worded for people
  void write(ScanContents contents, Path file, Progress progress) throws IOException;
}
