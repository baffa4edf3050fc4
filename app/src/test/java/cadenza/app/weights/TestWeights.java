package cadenza.app.weights;

import cadenza.app.weights.OfficialWeights.Licence;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.InputTransform;
import cadenza.sonata.SonataConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Small weights that can be opened, and a catalog that says a server on this machine has them.
public final class TestWeights {
  private static final int MILLIONS = 7;

  private TestWeights() {}

  /// The bytes of a usable file.
  public static byte[] file(Path folder) throws IOException {
    Path file = folder.resolve("made.safetensors");
    Checkpoint.untrained(SonataConfig.starter(), InputTransform.starter(), 3)
        .writeSafetensors(file);
    return Files.readAllBytes(file);
  }

  /// A library of two entries, "tiny" and "little".
  public static WeightsLibrary library(LocalServer server, Path folder) {
    return new WeightsLibrary(
        List.of(entry("tiny", "Tiny Sonata", server), entry("little", "Little Sonata", server)),
        folder,
        fromLoopback());
  }

  private static OfficialWeights entry(String name, String title, LocalServer server) {
    return new OfficialWeights(
        name,
        title,
        "Made for a test.",
        "a test",
        URI.create("https://example.org/" + name),
        server.address("/" + name + ".pth"),
        new Licence(
            "CC BY-NC 4.0",
            URI.create("https://creativecommons.org/licenses/by-nc/4.0/deed.en"),
            "Non-commercial use only."),
        MILLIONS,
        Optional.empty());
  }

  /// Takes unencrypted files from a server on this machine too, and gives up early.
  private static Download fromLoopback() {
    return new Download(loopback());
  }

  /// The same for files that are no weights.
  public static Download anyFileFromLoopback() {
    return new Download(loopback().withoutCheck());
  }

  private static Download.Settings loopback() {
    Download.Settings program = Download.Settings.ofProgram();
    return new Download.Settings(
        Transport.Hosts.LOOPBACK_HTTP_TOO,
        Duration.ofSeconds(5),
        2,
        Duration.ofMillis(50),
        program.space(),
        program.check());
  }
}
