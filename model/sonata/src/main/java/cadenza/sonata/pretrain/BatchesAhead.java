package cadenza.sonata.pretrain;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;

/// Batches that are made while the steps before them run, so that a step need not wait.
///
/// # How it works
///
/// A fixed number of batches is always on order; taking one orders the next. Threads are the
/// caller's. A batch depends on its step alone ([BatchMaker]), so it does not matter which thread
/// made it, nor when: a run with many threads learns bit by bit what a run with one does.
public final class BatchesAhead implements AutoCloseable {
  private final IntFunction<List<Batch>> maker;
  private final Executor executor;
  private final Deque<CompletableFuture<List<Batch>>> ordered = new ArrayDeque<>();
  private int next;
  private long waitedNanos;
  private volatile boolean closed;

  /// Orders the first batches.
  ///
  /// @param maker makes the batches of a step; called by several threads at once
  /// @param firstStep whose batch comes first
  /// @param ahead batches on order at any time, which bounds memory
  /// @param executor runs what makes them
  public BatchesAhead(IntFunction<List<Batch>> maker, int firstStep, int ahead, Executor executor) {
    if (ahead < 1) {
      throw new IllegalArgumentException("at least one batch is on order");
    }
    this.maker = maker;
    this.executor = executor;
    this.next = firstStep;
    for (int i = 0; i < ahead; i++) {
      order();
    }
  }

  private void order() {
    int step = next++;
    ordered.add(
        CompletableFuture.supplyAsync(
            () -> {
              if (closed) {
                throw new CancellationException();
              }
              return maker.apply(step);
            },
            executor));
  }

  /// The next step's batches, as soon as it is there.
  ///
  /// @throws RuntimeException what its maker threw
  public List<Batch> take() {
    long begin = System.nanoTime();
    try {
      List<Batch> batches = ordered.remove().join();
      order();
      return batches;
    } catch (CompletionException e) {
      close();
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw e;
    } finally {
      waitedNanos += System.nanoTime() - begin;
    }
  }

  /// How long [#take()] waited so far, in nanoseconds.
  public long waitedNanos() {
    return waitedNanos;
  }

  /// Batches not begun are not made any more.
  @Override
  public void close() {
    closed = true;
    ordered.forEach(batch -> batch.cancel(false));
    ordered.clear();
  }
}
