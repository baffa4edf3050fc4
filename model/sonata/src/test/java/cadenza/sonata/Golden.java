package cadenza.sonata;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.scan.io.NpyArray;
import cadenza.scan.io.Npz;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/// Reference fixtures: small ones from the test's resources, larger ones from the shared folder,
/// whose absence skips the test visibly.
public final class Golden {
  private Golden() {}

  public static Path file(String name) {
    URL resource = Golden.class.getResource("/golden/" + name);
    if (resource != null) {
      try {
        return Path.of(resource.toURI());
      } catch (URISyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    String shared = System.getProperty("cadenza.shared");
    Assumptions.assumeTrue(shared != null, "no shared folder, no " + name);
    Path file = Path.of(shared, "golden", name);
    Assumptions.assumeTrue(Files.exists(file), "the fixture " + file + " is not here");
    return file;
  }

  public static Map<String, NpyArray> npz(String name) throws IOException {
    return Npz.read(file(name));
  }

  /// Levels of the test configuration (SPEC, fixtures): covers all four curves, and patches that
  /// need filling.
  public static SonataConfig tiny() {
    return new SonataConfig(
        9,
        List.of(3, 1, 1, 4, 1),
        List.of(16, 32, 48, 64, 96),
        List.of(1, 2, 3, 4, 6),
        List.of(128, 128, 128, 128, 128),
        4,
        0.3,
        true);
  }

  public static Pyramid pyramid(Map<String, NpyArray> transform) {
    return PyramidBuilder.build(
        transform.get("grid_coord").ints(),
        transform.get("coord").floats(),
        0.02f,
        5,
        Progress.none());
  }
}
