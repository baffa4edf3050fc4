package cadenza.app.cli;

import cadenza.scan.Progress;
import java.io.PrintWriter;
import java.util.Locale;

/// Progress of a download on standard error: on a terminal one line that changes, elsewhere a line
/// now and then.
final class TransferProgress implements Progress {
  private static final double LINE_EVERY = 0.1;
  private static final long REDRAW_NANOS = 200_000_000L;
  private static final double SECONDS_BEFORE_GUESSING = 1.5;
  private static final int WIDTH = 78;

  private final PrintWriter err;
  private final boolean inPlace;
  private double firstFraction = Double.NaN;
  private long firstNanos;
  private long lastNanos;
  private double lastFraction = -1;
  private String lastStep = "";
  private boolean drawn;

  /// @param inPlace true if a carriage return goes back to the start of the line
  TransferProgress(PrintWriter err, boolean inPlace) {
    this.err = err;
    this.inPlace = inPlace;
  }

  @Override
  public synchronized void report(double fraction, String step) {
    long now = System.nanoTime();
    if (Double.isNaN(firstFraction) && !Double.isNaN(fraction)) {
      firstFraction = fraction;
      firstNanos = now;
    }
    boolean known = !Double.isNaN(fraction);
    if (inPlace && (now - lastNanos > REDRAW_NANOS || !known)) {
      lastNanos = now;
      String line = (known ? percent(fraction) : "") + step + remaining(fraction, now);
      int cut = Math.min(line.length(), WIDTH);
      err.printf("\r%-" + WIDTH + "s", line.substring(0, cut));
      err.flush();
      drawn = true;
    } else if (!inPlace && isWorthALine(fraction, step)) {
      err.println((known ? percent(fraction) : "") + step + remaining(fraction, now));
      err.flush();
    }
  }

  private boolean isWorthALine(double fraction, String step) {
    boolean worth =
        Double.isNaN(fraction)
            ? !step.equals(lastStep)
            : lastFraction < 0 || fraction - lastFraction >= LINE_EVERY;
    if (worth) {
      lastStep = step;
      lastFraction = Double.isNaN(fraction) ? lastFraction : fraction;
    }
    return worth;
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%3.0f %%  ", 100 * fraction);
  }

  private String remaining(double fraction, long now) {
    double elapsed = (now - firstNanos) * 1e-9;
    double done = fraction - firstFraction;
    if (!(done > 0) || elapsed < SECONDS_BEFORE_GUESSING) {
      return "";
    }
    long seconds = Math.round(elapsed / done * (1 - fraction));
    return seconds < 90
        ? " · about " + seconds + " s left"
        : " · about " + Math.round(seconds / 60.0) + " min left";
  }

  /// Leaves the changing line.
  synchronized void end() {
    if (drawn) {
      err.println();
      err.flush();
    }
  }

  @Override
  public boolean isCancelled() {
    return false;
  }
}
