package cadenza.app.scans;

import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Reads the room that ships with Cadenza. Readers read files, and a resource may lie in a jar, so
/// it goes through a temporary copy.
public final class SampleRoom implements ScanSource {
  private static final String RESOURCE = "/cadenza/assets/sample.ply";

  @Override
  public ScanContents read(Path file, Progress progress) throws IOException {
    Path copy = Files.createTempFile("cadenza-sample", ".ply");
    try (InputStream resource = SampleRoom.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new ScanException(
            file,
            "the sample room is missing from this build",
            "Build Cadenza again with ./cadenza test, or open a scan of your own.");
      }
      Files.copy(resource, copy, StandardCopyOption.REPLACE_EXISTING);
      return ScanFormats.read(copy, progress);
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
