package cadenza.render;

import java.util.ArrayDeque;

/// Counts frames of the last second. Not safe for use by two threads at once.
final class FrameRate {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final ArrayDeque<Long> times = new ArrayDeque<>();

  void count() {
    long now = System.nanoTime();
    forget(now);
    times.addLast(now);
  }

  int framesOfLastSecond() {
    forget(System.nanoTime());
    return times.size();
  }

  private void forget(long now) {
    while (!times.isEmpty() && now - times.peekFirst() > SECOND_NANOS) {
      times.removeFirst();
    }
  }
}
