package cadenza.render.splat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// A few threads that share the tasks of a frame with the calling thread.
///
/// Not the common pool: there a frame would wait behind whatever long loop another part of the
/// program has put into it.
final class Team implements AutoCloseable {
  private final int size;
  private final ExecutorService workers;

  Team(int size) {
    this.size = size;
    this.workers =
        Executors.newFixedThreadPool(
            Math.max(1, size - 1),
            task -> {
              Thread thread = new Thread(task, "cadenza-splat");
              thread.setDaemon(true);
              return thread;
            });
  }

  int size() {
    return size;
  }

  /// Runs `task` for 0 … count-1, each once, and returns when all are done.
  void run(int count, IntConsumer task) {
    AtomicInteger next = new AtomicInteger();
    Runnable share =
        () -> {
          for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            task.accept(i);
          }
        };
    List<Future<?>> others = new ArrayList<>();
    for (int i = 1; i < Math.min(size, count); i++) {
      others.add(workers.submit(share));
    }
    share.run();
    for (Future<?> other : others) {
      await(other);
    }
  }

  private static void await(Future<?> other) {
    boolean interrupted = false;
    while (true) {
      try {
        other.get();
        break;
      } catch (InterruptedException e) {
        // The others write into our buffers: they must have ended before we go on.
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException("drawing failed on a worker thread", e.getCause());
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    workers.shutdownNow();
  }
}
