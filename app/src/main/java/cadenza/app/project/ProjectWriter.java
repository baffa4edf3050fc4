package cadenza.app.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Writes changes in their order on one thread of its own, each in a transaction.
///
/// # How it works
///
/// A change that cannot be written stays at the head of the queue and is tried again, at the next
/// change and every other second. Saving elsewhere is possible meanwhile: it writes everything anew
/// from memory, which makes the waiting changes needless.
final class ProjectWriter {
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final WriteListener listener;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Item> queue = new ArrayDeque<>();
  private boolean failing;
  private boolean closing;
  private boolean ended;
  private boolean retryNow;
  private volatile Path file;

  // Of the writing thread alone.
  private @Nullable ProjectDatabase database;
  private @Nullable ProjectLock held;
  private @Nullable Object identity;
  private long serial;

  private sealed interface Item {}

  private record Write(ProjectDatabase.Change change) implements Item {}

  private record Create(ProjectContents contents) implements Item {}

  private record Execute(String sql) implements Item {}

  private record SaveAs(
      Path target, boolean discardOld, ProjectContents everything, CompletableFuture<Path> saved)
      implements Item {}

  /// Opens a project for writing and starts the thread.
  ///
  /// @param held the project's lock, closed with this
  ProjectWriter(Path file, ProjectLock held, WriteListener listener) throws IOException {
    this.file = file;
    this.listener = listener;
    try {
      use(ProjectDatabase.writing(file), held);
    } catch (SQLException failure) {
      throw ProjectFile.notWritten(file, failure);
    }
    thread = started();
  }

  /// Makes a new project, soon, on the thread that writes; failing is told as that of any writing.
  ProjectWriter(Path file, ProjectContents contents, WriteListener listener) {
    this.file = file;
    this.listener = listener;
    queue.add(new Create(contents));
    thread = started();
  }

  private Thread started() {
    return Thread.ofPlatform().name("cadenza-project").daemon().start(this::run);
  }

  private void use(ProjectDatabase opened, ProjectLock lockOfIt) throws IOException, SQLException {
    database = opened;
    held = lockOfIt;
    identity = identity(file);
    serial = opened.serial();
  }

  private ProjectDatabase database() {
    return Objects.requireNonNull(database);
  }

  /// Where the project lies now.
  Path file() {
    return file;
  }

  /// Writes a change soon.
  void submit(ProjectDatabase.Change change) {
    add(new Write(change));
  }

  /// Sets the connection; for tests.
  void execute(String sql) {
    add(new Execute(sql));
  }

  /// Goes on in another file with everything up to here.
  ///
  /// @param discardOld whether the file so far is deleted then
  CompletableFuture<Path> saveAs(Path target, boolean discardOld, ProjectContents everything) {
    CompletableFuture<Path> saved = new CompletableFuture<>();
    add(new SaveAs(target, discardOld, everything, saved));
    return saved;
  }

  private void add(Item item) {
    lock.lock();
    try {
      queue.addLast(item);
      retryNow = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until all is written.
  ///
  /// @return false if it could not be
  boolean flush(Duration atMost) {
    lock.lock();
    try {
      long left = atMost.toNanos();
      while (!queue.isEmpty() && !failing && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
      return queue.isEmpty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /// Writes what is left, tries once more what failed, and closes the file.
  ///
  /// @return false if something could not be written
  boolean close(Duration atMost) {
    lock.lock();
    try {
      closing = true;
      retryNow = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(atMost);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    lock.lock();
    try {
      return ended && queue.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (Item item = next(); item != null; item = next()) {
        try {
          switch (item) {
            case Write write -> write(write.change());
            case SaveAs saveAs -> save(saveAs);
            case Execute execute -> database().execute(execute.sql());
            case Create create -> create(create.contents());
          }
          succeeded(item);
        } catch (IOException | SQLException | RuntimeException failure) {
          failed(item, failure);
        }
      }
    } finally {
      end();
    }
  }

  /// What to do next; null at the end.
  private @Nullable Item next() {
    lock.lock();
    try {
      long wait = RETRY.toNanos();
      while (!closing && (queue.isEmpty() || failing && !retryNow && wait > 0)) {
        if (queue.isEmpty()) {
          changed.await();
        } else {
          wait = changed.awaitNanos(wait);
        }
      }
      if (queue.isEmpty() || closing && failing && !retryNow) {
        return null;
      }
      retryNow = false;
      if (failing) {
        for (Item item : queue) {
          if (item instanceof SaveAs) {
            return item;
          }
        }
      }
      return queue.getFirst();
    } catch (InterruptedException interrupted) {
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void succeeded(Item item) {
    boolean recovered;
    lock.lock();
    try {
      if (item instanceof SaveAs) {
        while (queue.getFirst() != item) {
          queue.removeFirst(); // written with everything
        }
      }
      queue.removeFirst();
      recovered = failing;
      failing = false;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (item instanceof SaveAs saveAs) {
      saveAs.saved().complete(file);
    }
    if (recovered) {
      listener.written();
    }
  }

  private void failed(Item item, Exception failure) {
    IOException told =
        switch (failure) {
          case IOException io -> io;
          case SQLException sql -> ProjectFile.notWritten(file, sql);
          default -> new IOException(failure);
        };
    if (item instanceof SaveAs saveAs) {
      lock.lock();
      try {
        queue.remove(item);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      saveAs.saved().completeExceptionally(told);
      return;
    }
    boolean first;
    lock.lock();
    try {
      first = !failing;
      failing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (first) {
      listener.failing(told);
    }
  }

  private void create(ProjectContents contents) throws IOException, SQLException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    ProjectLock lockOfIt = ProjectLock.take(file);
    try {
      ProjectFile.write(contents, file);
      use(ProjectDatabase.writing(file), lockOfIt);
    } catch (IOException | SQLException | RuntimeException failure) {
      lockOfIt.close();
      throw failure;
    }
  }

  private void write(ProjectDatabase.Change change) throws IOException, SQLException {
    if (!Objects.equals(identity(file), identity)) {
      throw new ProjectException(
          file + " was replaced by another file.", "Save the project under another name.");
    }
    database().write(change, serial + 1);
    serial++;
  }

  private void save(SaveAs wanted) throws IOException, SQLException {
    Path target = wanted.target();
    if (target.equals(file)) {
      throw new ProjectException(
          target.getFileName() + " is the project's own file.",
          "All is in it already; choose another name for a copy.");
    }
    ProjectLock lockOfTarget = ProjectLock.take(target);
    ProjectDatabase opened;
    try {
      boolean waiting;
      lock.lock();
      try {
        waiting = failing;
      } finally {
        lock.unlock();
      }
      if (waiting) {
        ProjectFile.write(wanted.everything(), target);
      } else {
        copyOrWrite(wanted.everything(), target);
      }
      opened = ProjectDatabase.writing(target);
    } catch (IOException | SQLException | RuntimeException failure) {
      lockOfTarget.close();
      throw failure;
    }
    Path old = file;
    boolean wasThere = Objects.equals(quietIdentity(old), identity);
    closeQuietly();
    if (wanted.discardOld() && wasThere) {
      Files.deleteIfExists(old);
      Files.deleteIfExists(ProjectFile.logOf(old));
    }
    file = target;
    use(opened, lockOfTarget);
  }

  private void copyOrWrite(ProjectContents everything, Path target) throws IOException {
    try {
      ProjectFile.copy(database(), target);
    } catch (SQLException cannotRead) {
      ProjectFile.write(everything, target);
    }
  }

  // Null on a system that has no such thing.
  private static @Nullable Object identity(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException gone) {
      throw new ProjectException(
          file + " was deleted or moved while it was open.",
          "Nothing is lost yet: save the project under another name.");
    }
  }

  private static @Nullable Object quietIdentity(Path file) {
    try {
      return identity(file);
    } catch (IOException gone) {
      return new Object();
    }
  }

  private void end() {
    closeQuietly();
    lock.lock();
    try {
      ended = true;
      queue.stream()
          .filter(SaveAs.class::isInstance)
          .forEach(item -> ((SaveAs) item).saved().cancel(false));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void closeQuietly() {
    try {
      if (database != null) {
        database.close();
      }
    } catch (SQLException failure) {
      // All that was said to be written is in the log; the next opening takes it from there.
    }
    try {
      if (held != null) {
        held.close();
      }
    } catch (IOException failure) {
      // The system lets go of it with the process.
    }
  }
}
