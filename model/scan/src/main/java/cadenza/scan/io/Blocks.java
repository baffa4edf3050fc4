package cadenza.scan.io;

import cadenza.scan.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Runs work on the blocks of a file in parallel, with progress and cancelling.
public final class Blocks {
  /// Work on one block.
  public interface Body {
    void run(int block) throws IOException;
  }

  private Blocks() {}

  /// Runs `body` for the blocks 0 to `count` (exclusive), in any order, on the common pool.
  public static void forEach(int count, Progress progress, String step, Body body)
      throws IOException {
    AtomicInteger done = new AtomicInteger();
    try {
      IntStream.range(0, count)
          .parallel()
          .forEach(block -> {
            if (progress.isCancelled()) {
              return;
            }
            try {
              body.run(block);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            progress.report((double) done.incrementAndGet() / count, step);
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    progress.checkCancelled();
  }
}
