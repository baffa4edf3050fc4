package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Opens any bytes at all with a reader: they are a scan, or they are refused in words; nothing
/// else is thrown, and nothing takes long.
public final class FuzzedFile {
  /// Far above what any small file takes, far below what a person would wait.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private FuzzedFile() {}

  /// @param name a file name with the extension of the format
  public static void open(ScanReader reader, String name, byte[] bytes) {
    open(reader, name, bytes, Map.of());
  }

  /// As above, with files that lie beside it, by name.
  public static void open(
      ScanReader reader, String name, byte[] bytes, Map<String, byte[]> beside) {
    try {
      Path folder = Files.createTempDirectory("fuzz");
      Path file = folder.resolve(name);
      try {
        Files.write(file, bytes);
        for (Map.Entry<String, byte[]> other : beside.entrySet()) {
          Files.write(folder.resolve(other.getKey()), other.getValue());
        }
        open(reader, file, bytes);
      } finally {
        Files.deleteIfExists(file);
        for (String other : beside.keySet()) {
          Files.deleteIfExists(folder.resolve(other));
        }
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void open(ScanReader reader, Path file, byte[] bytes) throws IOException {
    long start = System.nanoTime();
    try {
      reader.sniff(bytes, String.valueOf(file.getFileName()));
      ScanContents contents = reader.read(file, Progress.none());
      PointCloud cloud = contents.cloud();
      assertThat(cloud.finiteCount()).isBetween(0, cloud.pointCount());
      assertThat(contents.pointsInFile()).isEqualTo(cloud.pointCount());
      for (String warning : contents.warnings()) {
        assertThat(warning).isNotBlank().doesNotContain("Exception");
      }
      ScanContents some =
          reader.read(file, ReadOptions.everything().withMaxPoints(3), Progress.none());
      assertThat(some.pointsInFile()).isEqualTo(contents.pointsInFile());
      assertThat(reader.preview(file, 1000, Progress.none())).isNotNull();
    } catch (ScanException e) {
      assertThat(e)
          .hasMessageStartingWith(file.getFileName() + ": ")
          .hasMessageContaining(" — ")
          .hasMessageEndingWith(file + ")");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
  }

  /// Opens bytes under each of several names, which decide how a text is taken.
  static void open(ScanReader reader, List<String> names, byte[] bytes) {
    names.forEach(name -> open(reader, name, bytes));
  }
}
