package cadenza.app.project;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
  private final ProjectStore store;

  private sealed interface Item {}

  private record Write(ProjectDatabase.Change change) implements Item {}

  private record Create(ProjectContents contents) implements Item {}

  private record Execute(String sql) implements Item {}

  private record SaveAs(
      Path target, boolean discardOld, ProjectContents everything, CompletableFuture<Path> saved)
      implements Item {}

  /// Writes to a project that is there.
  ProjectWriter(ProjectStore store, WriteListener listener) {
    this.store = store;
    this.listener = listener;
    thread = started();
  }

  /// Makes a new project, soon, on the thread that writes; failing is told as that of any writing.
  ProjectWriter(Path file, ProjectContents contents, WriteListener listener) {
    this.store = new ProjectStore(file);
    this.listener = listener;
    queue.add(new Create(contents));
    thread = started();
  }

  private Thread started() {
    return Thread.ofPlatform().name("cadenza-project").daemon().start(this::run);
  }

  /// Where the project lies now.
  Path file() {
    return store.file();
  }

  /// Writes a change soon.
  void submit(ProjectDatabase.Change change) {
    add(new Write(change));
  }

  /// Sets the connection; for tests.
  void execute(String sql) {
    lock.lock();
    try {
      queue.addFirst(new Execute(sql)); // not to wait behind what cannot be written
      retryNow = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
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
            case Create create -> store.create(create.contents());
            case Write write -> store.write(write.change());
            case SaveAs saveAs ->
                store.saveAs(
                    saveAs.target(), saveAs.discardOld(), saveAs.everything(), isFailing());
            case Execute execute -> store.execute(execute.sql());
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
      queue.removeFirstOccurrence(item);
      recovered = failing && !(item instanceof Execute);
      failing &= !recovered;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (item instanceof SaveAs saveAs) {
      saveAs.saved().complete(store.file());
    }
    if (recovered) {
      listener.written();
    }
  }

  private void failed(Item item, Exception failure) {
    IOException told =
        switch (failure) {
          case IOException io -> io;
          case SQLException sql -> ProjectFile.notWritten(store.file(), sql);
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

  private boolean isFailing() {
    lock.lock();
    try {
      return failing;
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    store.close();
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
}
