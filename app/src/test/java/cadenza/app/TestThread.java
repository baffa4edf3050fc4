package cadenza.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Plays the window's thread in tests without a toolkit: the test's own thread runs what was given
/// to it, whenever the test waits.
public final class TestThread implements Executor {
  private static final long PATIENCE_SECONDS = 30;

  private final BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    queue.add(task);
  }

  /// Runs what comes in until the condition holds; fails after half a minute.
  public void runUntil(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (!condition.getAsBoolean()) {
        assertThat(System.nanoTime()).as("time is up while waiting").isLessThan(end);
        Runnable task = queue.poll(20, TimeUnit.MILLISECONDS);
        if (task != null) {
          task.run();
        }
      }
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
