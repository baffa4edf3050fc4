package cadenza.scan.io.las;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Progress;
import cadenza.scan.io.FuzzedFile;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// The reader of LAS and LAZ on any bytes at all, and the writer on what came out;
/// `docs/fuzzing.md` says how to look for more.
class LasFuzzTest {
  private static final int MOST_WRITTEN = 2000;

  @FuzzTest(maxDuration = "4m")
  void las(byte[] bytes) {
    FuzzedFile.open(new LasReader(), "a.las", bytes);
    rewrite(bytes);
  }

  @FuzzTest(maxDuration = "4m")
  void laz(byte[] bytes) {
    FuzzedFile.open(new LasReader(), "a.laz", bytes);
    rewrite(bytes);
  }

  /// A chunk of compressed points in a file that is otherwise sound. The first byte tells the point
  /// format and whether the compression is the first version.
  @FuzzTest(maxDuration = "4m")
  void chunks(byte[] bytes) {
    int kind = bytes.length == 0 ? 0 : bytes[0] & 0xff;
    LasBuilder las = new LasBuilder(4, kind % 11, 2);
    las.count = 1000;
    LazBuilder laz = new LazBuilder(las, las.count, bytes.length == 0 ? bytes : rest(bytes));
    if (kind >= 128 && kind % 11 < 4) {
      laz.takeVersion(1);
    }
    FuzzedFile.open(new LasReader(), "a.laz", laz.bytes());
  }

  private static byte[] rest(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  /// What opens can be written, with as many points.
  private static void rewrite(byte[] bytes) {
    try {
      Path folder = Files.createTempDirectory("fuzz");
      Path file = folder.resolve("a.las");
      Path copy = folder.resolve("b.laz");
      try {
        Files.write(file, bytes);
        ScanContents contents = new LasReader().read(file, Progress.none());
        if (contents.cloud().pointCount() <= MOST_WRITTEN) {
          new LasWriter().write(contents, copy, Progress.none());
          ScanContents back = new LasReader().read(copy, Progress.none());
          assertThat(back.cloud().pointCount()).isEqualTo(contents.cloud().pointCount());
          assertThat(back.cloud().finiteCount()).isEqualTo(contents.cloud().finiteCount());
        }
      } catch (ScanException e) {
        assertThat(e).hasMessageContaining(" — ");
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(copy);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
