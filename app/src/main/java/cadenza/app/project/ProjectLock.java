package cadenza.app.project;

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

/// The right to work on one project: one window among all processes.
///
/// # How it works
///
/// `.NAME.lock` beside the project is locked, not the project itself: on Linux and macOS a process
/// loses its locks on a file, SQLite's among them, as soon as it closes that file anywhere. The
/// system lets go of the lock when a process ends, however it ends. As in the lock of a download,
/// the file is deleted before the lock is let go, so whoever comes next looks whether what it
/// locked still has the name.
final class ProjectLock implements AutoCloseable {
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();
  private static final int TRIES = 20;

  private final Path file;
  private final FileChannel channel;

  private ProjectLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /// @throws ProjectException if another window works on the project
  static ProjectLock take(Path project) throws IOException {
    Path absolute = project.toAbsolutePath().normalize();
    Path file = absolute.resolveSibling("." + absolute.getFileName() + ".lock");
    if (!HELD_HERE.add(file)) {
      throw held(project);
    }
    FileChannel taken = null;
    try {
      for (int i = 0; taken == null && i < TRIES; i++) {
        taken = tryTake(file, project);
      }
      if (taken == null) {
        throw held(project);
      }
      return new ProjectLock(file, taken);
    } finally {
      if (taken == null) {
        HELD_HERE.remove(file);
      }
    }
  }

  // Null if the file was deleted in between by the one who held it: then there is another to lock.
  private static @Nullable FileChannel tryTake(Path file, Path project) throws IOException {
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
        throw held(project);
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

  private static ProjectException held(Path project) {
    return new ProjectException(
        project.getFileName() + " is open in another window of Cadenza.",
        "Go on there, or close it there first.");
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
