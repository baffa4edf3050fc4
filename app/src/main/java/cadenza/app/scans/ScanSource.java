package cadenza.app.scans;

import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where scans come from: in the program the readers of all formats, in a test what it needs.
@FunctionalInterface
public interface ScanSource {
  /// @throws IOException if the file cannot be read, worded for people
  ScanContents read(Path file, Progress progress) throws IOException;

  /// A few points from all over the file, at once; empty if there is no quick way to them.
  default Optional<PointCloud> firstLook(Path file, Progress progress) throws IOException {
    return Optional.empty();
  }

  /// Reads the points in a box of the file's own coordinates.
  default ScanContents readPart(Path file, Bounds region, Progress progress) throws IOException {
    return read(file, progress);
  }

  /// Reads a text whose columns a person has named.
  ///
  /// @param columns a name each, in their order; `-` leaves one out
  default ScanContents readColumns(Path file, List<String> columns, Progress progress)
      throws IOException {
    return read(file, progress);
  }

  /// True for a folder that is one scan rather than a place where scans lie.
  default boolean isScanFolder(Path folder) {
    return false;
  }
}
