package cadenza.app.pipeline;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// What the program keeps on the disk only to be quicker: features of scans, PyTorch's libraries
/// unpacked, the sample room. All of it comes again when it is needed.
///
/// @param folder of nothing else
public record Caches(Path folder) {
  /// Of the person who runs the program.
  public static Caches ofUser() {
    return new Caches(AppFolders.ofUser().cache());
  }

  /// Space taken.
  public long bytes() throws IOException {
    return walk(false);
  }

  /// Deletes everything in the folder that can be deleted. Files in use stay where the system holds
  /// on to them (Windows); links are deleted, never followed.
  ///
  /// @return bytes set free
  public long clear() throws IOException {
    return walk(true);
  }

  private long walk(boolean delete) throws IOException {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    long[] bytes = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (!delete || isDeleted(file)) {
              bytes[0] += attributes.size();
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
            if (delete && !visited.equals(folder)) {
              isDeleted(visited);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }

  private static boolean isDeleted(Path file) {
    try {
      Files.delete(file);
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }
}
