package cadenza.app.weights;

import cadenza.app.weights.OfficialWeights.Licence;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.InputTransform;
import cadenza.sonata.SonataConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Small weights that can be opened, and a catalog that says a server on this machine has them.
public final class TestWeights {
  private TestWeights() {}

  /// The bytes of a usable file.
  public static byte[] file(Path folder) throws IOException {
    Path file = folder.resolve("made.safetensors");
    Checkpoint.untrained(SonataConfig.starter(), InputTransform.starter(), 3)
        .writeSafetensors(file);
    return Files.readAllBytes(file);
  }

  /// A library of one entry, "tiny".
  public static WeightsLibrary library(LocalServer server, Path folder) {
    OfficialWeights tiny =
        new OfficialWeights(
            "tiny",
            "Tiny Sonata",
            "Made for a test.",
            "a test",
            URI.create("https://example.org/tiny"),
            server.address("/tiny.pth"),
            new Licence(
                "CC BY-NC 4.0",
                URI.create("https://creativecommons.org/licenses/by-nc/4.0/deed.en"),
                "Non-commercial use only."),
            1,
            Optional.empty());
    return new WeightsLibrary(List.of(tiny), folder, Download.fromLoopback());
  }
}
