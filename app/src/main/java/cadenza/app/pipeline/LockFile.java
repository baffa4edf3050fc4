package cadenza.app.pipeline;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A right that one has, in this process and among others, for as long as it keeps a lock file.
///
/// # How it works
///
/// A file of its own is locked, not the one it is about: on Linux and macOS a process loses its
/// locks on a file as soon as it closes that file anywhere. For the same reason the holders in this
/// process are kept in a set: asking the system a second time would end the first lock. The system
/// lets go of a lock when a process ends, however it ends. The file is deleted before the lock is
/// let go, so whoever comes next looks whether what it locked still has the name.
public final class LockFile implements AutoCloseable {
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
  private static final int TRIES = 20;

  private final Path file;
  private final FileChannel channel;

  private LockFile(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// Takes the right; empty if another has it.
  ///
  /// @param file the lock file; its folder is there
  public static Optional<LockFile> take(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    if (!HELD_HERE.add(absolute)) {
      return Optional.empty();
    }
    FileChannel taken = null;
    try {
      for (int i = 0; taken == null && i < TRIES; i++) {
        taken = tryTake(absolute);
      }
      return taken == null ? Optional.empty() : Optional.of(new LockFile(absolute, taken));
    } catch (HeldException held) {
      return Optional.empty();
    } finally {
      if (taken == null) {
        HELD_HERE.remove(absolute);
      }
    }
  }

  private static final class HeldException extends Exception {
    private static final long serialVersionUID = 1;
  }

  // Null if the file was deleted in between by the one who held it: then there is another to lock.
  private static @Nullable FileChannel tryTake(Path file) throws IOException, HeldException {
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
        throw new HeldException();
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
