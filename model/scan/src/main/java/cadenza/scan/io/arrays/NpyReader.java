package cadenza.scan.io.arrays;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads NPY, an array that NumPy saved: a row a point, its columns guessed as those of a text are,
/// or an array of records with named fields. `coord.npy` is opened with the arrays beside it.
public final class NpyReader implements ScanReader {
  @Override
  public String format() {
    return "npy";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("npy");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    return NpyHeader.isMagic(head) ? Match.CERTAIN : Match.NO;
  }

  @Override
  public boolean takesColumns() {
    return true;
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && PointceptReader.isPartOfFolder(file, folder)) {
      return new PointceptReader()
          .read(folder, options, progress)
          .withWarnings(List.of("opened with the arrays beside it."));
    }
    try (FileBytes bytes = FileBytes.open(file)) {
      return scan(file, bytes, options).read("npy", options, progress);
    }
  }

  @Override
  public Optional<PointCloud> preview(Path file, int points, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      return scan(file, bytes, ReadOptions.everything()).preview(points, progress);
    }
  }

  private static ArrayScan scan(Path file, FileBytes bytes, ReadOptions options)
      throws IOException {
    List<ArrayPart> parts;
    try {
      parts = ArrayPart.of("", StoredBytes.of(bytes, 0, Long.MAX_VALUE));
    } catch (IllegalArgumentException e) {
      throw new ScanException(
          file, "it holds " + e.getMessage(), "Save it as an array of numbers, a row a point.", e);
    }
    return new ArrayScan(file, ArrayChoice.of(file, options, parts, Map.of()), ScanNotes.none());
  }
}
