package cadenza.scan.io;

import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/// Writes one format. Found by `ServiceLoader`; one class a format.
public interface ScanWriter {
  /// Short name, such as `ply`.
  String format();

  /// Extensions this writer answers to, lower case, without the dot.
  Set<String> extensions();

  /// True if this writer writes a folder of files, chosen by a name that is a folder's and not by
  /// an extension.
  default boolean writesFolders() {
    return false;
  }

  /// Writes all points in their order with every attribute the format can hold, to a temporary file
  /// beside `file` that then takes its name, so that a failure leaves no half file behind.
  ///
  /// @throws IOException if the disk fails
  void write(ScanContents contents, Path file, Progress progress) throws IOException;
}
