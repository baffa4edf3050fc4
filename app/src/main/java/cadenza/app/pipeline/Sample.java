package cadenza.app.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    Path file = folders.cache().resolve("sample-room.ply");
    try (InputStream in = connection.getInputStream()) {
      // Another version of Cadenza may have left another room under the same name.
      if (Files.isRegularFile(file) && Files.size(file) == connection.getContentLengthLong()) {
        return file;
      }
      Files.createDirectories(folders.cache());
      Path part = Files.createTempFile(folders.cache(), "sample-room", ".part");
      Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    }
    return file;
  }
}
