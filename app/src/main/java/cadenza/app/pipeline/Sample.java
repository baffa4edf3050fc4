package cadenza.app.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/// The sample room that comes with Cadenza, made by its own generator.
public final class Sample {
  private static final String RESOURCE = "/cadenza/assets/sample.ply";

  private Sample() {}

  /// The sample as a file, unpacked into the cache folder when it is not there yet.
  public static Path file(AppFolders folders) throws IOException {
    URL resource = Sample.class.getResource(RESOURCE);
    if (resource == null) {
      throw new IOException("the sample room is missing from this build");
    }
    byte[] wanted;
    try (InputStream in = resource.openStream()) {
      wanted = in.readAllBytes();
    }
    Path file = folders.cache().resolve("sample-room.ply");
    // Another version of Cadenza may have left another room under the same name.
    if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), wanted)) {
      return file;
    }
    try {
      Files.createDirectories(folders.cache());
      Path part = Files.createTempFile(folders.cache(), "sample-room", ".part");
      Files.write(part, wanted);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // A cache that cannot be written to is no reason not to show the sample.
      file = Files.createTempFile("cadenza-sample", ".ply");
      file.toFile().deleteOnExit();
      Files.write(file, wanted);
    }
    return file;
  }
}
