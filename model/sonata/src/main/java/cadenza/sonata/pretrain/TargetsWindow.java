package cadenza.sonata.pretrain;

import java.util.ArrayDeque;
import java.util.Deque;

/// Targets of the last steps together, each pair counted once. Not thread-safe.
public final class TargetsWindow {
  private final int steps;
  private final Deque<Targets> last = new ArrayDeque<>();

  /// @param steps how many to keep
  public TargetsWindow(int steps) {
    if (steps < 1) {
      throw new IllegalArgumentException("a window is of at least one step, not " + steps);
    }
    this.steps = steps;
  }

  /// Adds those of a step in place of the oldest; one without a pair says nothing and is left out.
  public void add(Targets targets) {
    if (targets.matches() == 0) {
      return;
    }
    last.addLast(targets);
    if (last.size() > steps) {
      last.removeFirst();
    }
  }

  /// Mean entropy of the targets in nats; NaN while there are none.
  public double entropy() {
    double sum = 0;
    long matches = 0;
    for (Targets targets : last) {
      sum += targets.entropy() * targets.matches();
      matches += targets.matches();
    }
    return sum / matches;
  }

  /// Entropy as a part of `ln K`; NaN while there are none.
  public double relativeEntropy() {
    return last.isEmpty() ? Double.NaN : entropy() / Math.log(last.getLast().shares().length);
  }

  /// Part of the prototypes in use: perplexity of the mean share over their number, `1 / K` to 1;
  /// NaN while there are no targets.
  public double use() {
    if (last.isEmpty()) {
      return Double.NaN;
    }
    float[] shares = new float[last.getLast().shares().length];
    for (Targets targets : last) {
      for (int k = 0; k < shares.length; k++) {
        shares[k] += targets.matches() * targets.shares()[k];
      }
    }
    return Targets.use(shares);
  }
}
