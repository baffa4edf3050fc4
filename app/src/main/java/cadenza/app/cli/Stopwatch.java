package cadenza.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/// Wall-clock seconds of the steps of a job, by name.
final class Stopwatch {
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private long start = System.nanoTime();

  /// Ends a step, which began where the last one ended.
  void lap(String step) {
    long now = System.nanoTime();
    seconds.put(step, (now - start) * 1e-9);
    start = now;
  }

  /// Takes over steps that were timed elsewhere; the next step begins now.
  void put(Map<String, Double> steps) {
    seconds.putAll(steps);
    start = System.nanoTime();
  }

  Map<String, Double> seconds() {
    return seconds;
  }
}
