package cadenza.app.weights;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/// How fast bytes come in, over the last few seconds.
final class Rate {
  private static final double WINDOW_SECONDS = 5;
  private static final double SECONDS_BEFORE_TELLING = 0.5;

  private record Mark(long nanos, long bytes) {}

  private final Deque<Mark> marks = new ArrayDeque<>();

  /// Notes that `bytes` were there at a time.
  void note(long nanos, long bytes) {
    marks.addLast(new Mark(nanos, bytes));
    while (marks.size() > 2 && (nanos - marks.getFirst().nanos()) * 1e-9 > WINDOW_SECONDS) {
      marks.removeFirst();
    }
  }

  /// " · 11.3 MB/s", or nothing as long as that would be a guess.
  String words() {
    if (marks.size() < 2) {
      return "";
    }
    double seconds = (marks.getLast().nanos() - marks.getFirst().nanos()) * 1e-9;
    if (seconds < SECONDS_BEFORE_TELLING) {
      return "";
    }
    double perSecond = (marks.getLast().bytes() - marks.getFirst().bytes()) / seconds;
    return perSecond >= 1e6
        ? String.format(Locale.ROOT, " · %.1f MB/s", perSecond / 1e6)
        : String.format(Locale.ROOT, " · %.0f kB/s", perSecond / 1e3);
  }
}
