package cadenza.scan.io.arrays;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Reads a folder of arrays as Pointcept's data sets have them: `coord.npy`, and beside it
/// `color.npy`, `normal.npy`, `segment.npy` (the attribute label), `instance.npy`, `strength.npy`
/// (intensity) and whatever else has a number for each point.
public final class PointceptReader implements ScanReader {
  private static final String COORDINATES = "coord.npy";
  private static final String EXTENSION = ".npy";
  private static final int MAX_NOTES_BYTES = 1 << 24;
  private static final int MAX_FILES = 1000;

  @Override
  public String format() {
    return "pointcept";
  }

  @Override
  public Set<String> extensions() {
    return Set.of();
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    return Match.NO;
  }

  @Override
  public boolean readsFolder(Path folder) {
    return Files.isRegularFile(folder.resolve(COORDINATES));
  }

  /// True if a file is the coordinates of a folder that holds more of the scan.
  static boolean isPartOfFolder(Path file, Path folder) {
    return file.endsWith(COORDINATES)
        && (Files.exists(folder.resolve("color.npy"))
            || Files.exists(folder.resolve("normal.npy"))
            || Files.exists(folder.resolve("segment.npy"))
            || Files.exists(folder.resolve(ScanNotes.NAME + ".json")));
  }

  @Override
  public ScanContents read(Path folder, ReadOptions options, Progress progress) throws IOException {
    List<FileBytes> open = new ArrayList<>();
    try {
      List<String> warnings = new ArrayList<>();
      ArrayScan scan = scan(folder, options, open, warnings);
      return scan.read("pointcept folder", options, progress).withWarnings(warnings);
    } finally {
      close(open);
    }
  }

  @Override
  public Optional<PointCloud> preview(Path folder, int points, Progress progress)
      throws IOException {
    List<FileBytes> open = new ArrayList<>();
    try {
      return scan(folder, ReadOptions.everything(), open, new ArrayList<>())
          .preview(points, progress);
    } finally {
      close(open);
    }
  }

  private static void close(List<FileBytes> files) throws IOException {
    for (FileBytes file : files) {
      file.close();
    }
  }

  /// @param open where to put the files that are open from now on
  private static ArrayScan scan(
      Path folder, ReadOptions options, List<FileBytes> open, List<String> warnings)
      throws IOException {
    List<ArrayPart> parts = new ArrayList<>();
    for (Path file : arrays(folder)) {
      String name = file.getFileName().toString();
      FileBytes bytes = FileBytes.open(file);
      open.add(bytes);
      try {
        parts.addAll(
            ArrayPart.of(
                name.substring(0, name.length() - EXTENSION.length()),
                StoredBytes.of(bytes, 0, Long.MAX_VALUE)));
      } catch (IllegalArgumentException e) {
        if (name.equals(COORDINATES)) {
          throw new ScanException(
              folder, name + " holds " + e.getMessage(), "Copy or export the folder again.", e);
        }
        warnings.add("%s holds %s; it is left out.".formatted(name, e.getMessage()));
      }
    }
    ScanNotes notes = notes(folder);
    ArrayChoice choice = ArrayChoice.of(folder, options, parts, notes.attributes());
    return new ArrayScan(folder, choice, notes);
  }

  private static ScanNotes notes(Path folder) throws IOException {
    Path file = folder.resolve(ScanNotes.NAME + ".json");
    if (!Files.isRegularFile(file)) {
      return ScanNotes.none();
    }
    try (FileBytes bytes = FileBytes.open(file)) {
      return ScanNotes.parse(bytes.read(0, MAX_NOTES_BYTES));
    }
  }

  /// The files of arrays, the coordinates first, the others by name.
  private static List<Path> arrays(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> arrays =
          new ArrayList<>(
              files
                  .filter(file -> file.getFileName().toString().endsWith(EXTENSION))
                  .filter(Files::isRegularFile)
                  .sorted()
                  .limit(MAX_FILES)
                  .toList());
      Path coordinates = folder.resolve(COORDINATES);
      arrays.remove(coordinates);
      arrays.addFirst(coordinates);
      return arrays;
    }
  }
}
