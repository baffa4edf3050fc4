package cadenza.app.weights;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The right to load one file, or to delete what was loaded of it: one in this process and among
/// others.
///
/// # How it works
///
/// `NAME.part.lock` is locked, not the part itself: on Linux and macOS a process loses its locks on
/// a file as soon as it closes that file anywhere, and the part is read while it is held. For the
/// same reason the holders in this process are kept in a set: asking the system a second time would
/// end the first lock. The file is deleted before the lock is let go, so whoever comes next looks
/// whether what it locked still has the name.
final class PartLock implements AutoCloseable {
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
  private static final int TRIES = 20;

  private final Path file;
  private final FileChannel channel;

  private PartLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// @param target the file's name in the end; its folder is there
  /// @throws DownloadException if another holds it
  static PartLock take(Path target) throws IOException {
    Path file = fileOf(target.toAbsolutePath().normalize());
    FileChannel taken = null;
    if (!HELD_HERE.add(file)) {
      throw held(target);
    }
    try {
      for (int i = 0; taken == null && i < TRIES; i++) {
        taken = tryTake(file, target);
      }
      if (taken == null) {
        throw held(target);
      }
      return new PartLock(file, taken);
    } finally {
      if (taken == null) {
        HELD_HERE.remove(file);
      }
    }
  }

  static Path fileOf(Path target) {
    return target.resolveSibling(target.getFileName() + ".part.lock");
  }

  // Null if the file was deleted in between by the one who held it: then there is another to lock.
  private static @Nullable FileChannel tryTake(Path file, Path target) throws IOException {
    try {
      Files.createFile(file);
    } catch (FileAlreadyExistsException there) {
      // Held by another, or left by a process that was ended.
    }
    boolean taken = false;
    FileChannel channel = null;
    try {
      Object before = identity(file);
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        throw held(target);
      }
      taken = Objects.equals(before, identity(file));
      return taken ? channel : null;
    } catch (NoSuchFileException deleted) {
      return null;
    } finally {
      if (channel != null && !taken) {
        channel.close();
      }
    }
  }

  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  private static DownloadException held(Path target) {
    return new DownloadException(
        "Another Cadenza is downloading " + target.getFileName() + " at this moment.",
        "Wait for it to end, or cancel it there.");
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(file);
    } finally {
      try {
        channel.close();
      } finally {
        HELD_HERE.remove(file);
      }
    }
  }
}
