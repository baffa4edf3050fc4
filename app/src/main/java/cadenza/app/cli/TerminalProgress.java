package cadenza.app.cli;

import cadenza.scan.Progress;
import java.io.PrintWriter;

/// Names each step on standard error as it begins, so that standard output stays clean.
final class TerminalProgress implements Progress {
  private final PrintWriter err;
  private String last = "";

  TerminalProgress(PrintWriter err) {
    this.err = err;
  }

  @Override
  public synchronized void report(double fraction, String step) {
    if (!step.equals(last)) {
      last = step;
      err.printf("%3.0f %%  %s%n", 100 * fraction, step);
      err.flush();
    }
  }

  @Override
  public boolean isCancelled() {
    return false;
  }
}
