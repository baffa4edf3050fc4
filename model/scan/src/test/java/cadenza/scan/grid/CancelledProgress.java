package cadenza.scan.grid;

import cadenza.scan.Progress;
import java.util.concurrent.atomic.AtomicInteger;

/// Cancelled from the start, or after a number of reports.
final class CancelledProgress implements Progress {
  private final AtomicInteger left;

  CancelledProgress() {
    this(0);
  }

  CancelledProgress(int reports) {
    left = new AtomicInteger(reports);
  }

  @Override
  public void report(double fraction, String step) {
    left.decrementAndGet();
  }

  @Override
  public boolean isCancelled() {
    return left.get() <= 0;
  }
}
