package cadenza.scan.io;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/// Reads one format. Found by `ServiceLoader`; one class a format.
public interface ScanReader {
  /// How sure a reader is that it can read a file.
  enum Match {
    /// Not this format.
    NO,
    /// Could be, and the extension says so: text of numbers, say.
    POSSIBLE,
    /// The content says so: a magic number, a header.
    CERTAIN
  }

  /// Short name, such as `ply`.
  String format();

  /// Usual extensions, lower case, without the dot.
  Set<String> extensions();

  /// Judges a file by its first bytes and its name; must not throw.
  ///
  /// @param head the first bytes of the file, at most 4096
  Match sniff(byte[] head, String fileName);

  /// Judges a file by its first bytes and by what lies beside it; must not throw.
  default Match sniff(byte[] head, Path file) {
    return sniff(head, String.valueOf(file.getFileName()));
  }

  /// True if this reader opens the folder as one scan, such as `coord.npy` beside `color.npy`; must
  /// not throw and looks at names only.
  default boolean readsFolder(Path folder) {
    return false;
  }

  /// True if [ReadOptions#columns()] can say what the columns of such files are; elsewhere the file
  /// says it.
  default boolean takesColumns() {
    return false;
  }

  /// Reads a file, or a folder that [#readsFolder(Path)] took.
  ///
  /// @throws ScanException if nothing of it can be read
  /// @throws IOException if the disk fails
  ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException;

  /// Reads everything.
  default ScanContents read(Path file, Progress progress) throws IOException {
    return read(file, ReadOptions.everything(), progress);
  }

  /// A few points from all over the file, at once, to have something to show while the rest is
  /// read; empty if the format does not allow it.
  ///
  /// @param points how many are wanted, about
  default Optional<PointCloud> preview(Path file, int points, Progress progress)
      throws IOException {
    return Optional.empty();
  }
}
