package cadenza.scan.grid;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Scans that lie beside the checkout; a test that asks for one that is absent is skipped.
final class Scans {
  private Scans() {}

  static PointCloud read(String name) throws IOException {
    String shared = System.getProperty("cadenza.shared");
    assumeTrue(shared != null, "no folder of scans (-Dcadenza.shared)");
    Path file = Path.of(shared, "scans").resolve(name);
    assumeTrue(Files.exists(file), () -> name + " is not there");
    return ScanFormats.read(file, Progress.none()).cloud();
  }
}
