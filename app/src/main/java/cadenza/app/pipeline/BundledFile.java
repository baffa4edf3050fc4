package cadenza.app.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/// A file that comes inside the program, for whoever needs a path to it.
final class BundledFile {
  private static final String FOLDER = "/cadenza/assets/";

  private BundledFile() {}

  /// The file, unpacked into the cache folder when it is not there yet.
  ///
  /// @param resource its name inside the program
  /// @param name its name in the cache
  static Path unpacked(String resource, String name, AppFolders folders) throws IOException {
    URL url = BundledFile.class.getResource(FOLDER + resource);
    if (url == null) {
      throw new IOException(resource + " is missing from this build");
    }
    byte[] wanted;
    try (InputStream in = url.openStream()) {
      wanted = in.readAllBytes();
    }
    Path file = folders.cache().resolve(name);
    // Another version of Cadenza may have left another one under the same name.
    if (Files.isRegularFile(file)
        && Files.size(file) == wanted.length
        && Arrays.equals(Files.readAllBytes(file), wanted)) {
      return file;
    }
    int dot = name.lastIndexOf('.');
    try {
      Files.createDirectories(folders.cache());
      Path part = Files.createTempFile(folders.cache(), name.substring(0, dot), ".part");
      Files.write(part, wanted);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // A cache that cannot be written to is no reason to do without.
      file = Files.createTempFile("cadenza-" + name.substring(0, dot), name.substring(dot));
      file.toFile().deleteOnExit();
      Files.write(file, wanted);
    }
    return file;
  }
}
