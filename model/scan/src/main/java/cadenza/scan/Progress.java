package cadenza.scan;

import java.util.concurrent.CancellationException;

/// How long work tells what it is doing and learns that nobody wants it any more.
///
/// Core methods take one of these, block, and know no threads. Implementations are safe to call
/// from any thread.
public interface Progress {
  /// Reports that `fraction` (0 to 1) of the work is done and what is being done now.
  void report(double fraction, String step);

  /// True once nobody wants the result any more.
  boolean isCancelled();

  /// @throws CancellationException if nobody wants the result any more
  default void checkCancelled() {
    if (isCancelled()) {
      throw new CancellationException();
    }
  }

  /// The part of this progress that runs from `from` to `to`, for a step of larger work.
  default Progress slice(double from, double to) {
    Progress whole = this;
    return new Progress() {
      @Override
      public void report(double fraction, String step) {
        whole.report(from + (to - from) * fraction, step);
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }

  /// Reports to nobody and is never cancelled.
  static Progress none() {
    return NoProgress.INSTANCE;
  }
}
