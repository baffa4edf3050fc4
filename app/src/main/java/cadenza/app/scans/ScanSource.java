package cadenza.app.scans;

import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Path;

/// Where scans come from: in the program the readers of all formats, in a test what it needs.
@FunctionalInterface
public interface ScanSource {
  /// @throws IOException if the file cannot be read, worded for people
  ScanContents read(Path file, Progress progress) throws IOException;
}
