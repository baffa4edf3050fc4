package cadenza.app.bench;

import cadenza.sonata.NameSeededWeights;
import cadenza.sonata.SonataConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The base network's name-seeded weights in a temporary file of 434 MB, which goes with this
/// object, also when the program is interrupted.
///
/// @param path the file
/// @param remover removes it when the program ends
public record WeightsOnDisk(Path path, Thread remover) implements AutoCloseable {
  /// Makes the file.
  public static WeightsOnDisk make() throws IOException {
    Path file = Files.createTempFile("cadenza-bench", ".safetensors");
    Thread remover = new Thread(() -> remove(file), "remove " + file.getFileName());
    Runtime.getRuntime().addShutdownHook(remover);
    NameSeededWeights.checkpoint(SonataConfig.base()).writeSafetensors(file);
    return new WeightsOnDisk(file, remover);
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      System.err.println("Could not remove " + file + ": " + e.getMessage());
    }
  }

  @Override
  public void close() {
    remove(path);
    Runtime.getRuntime().removeShutdownHook(remover);
  }
}
