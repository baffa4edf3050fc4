package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a teacher asked for in one loss of one step.
///
/// # What it tells
///
/// Targets near `ln K` ask for nothing: all prototypes alike. Few prototypes in use mean that the
/// teacher cannot tell points apart; but many in use prove nothing, because Sinkhorn makes it so.
///
/// @param matches pairs the targets are of
/// @param entropy mean of the targets' entropies, in nats; 0 is certain, `ln K` says nothing
/// @param shares mean share of each prototype, `(prototypes)`, sum 1; empty where there was no pair
public record Targets(int matches, double entropy, float[] shares) {
  /// Of a loss without a pair.
  static final Targets NONE = new Targets(0, 0, new float[0]);

  /// @param targets `(matches, prototypes)`, rows sum to 1
  static Targets of(Kernels kernels, NDManager manager, NDArray targets, int matches) {
    try (NDArray assigned = kernels.call(manager, "assigned", targets)) {
      float[] values = Torch.toArray(assigned);
      return new Targets(matches, values[0], Arrays.copyOfRange(values, 1, values.length));
    }
  }

  /// Entropy as a part of `ln K`, its largest value.
  public double relativeEntropy() {
    return shares.length > 1 ? entropy / Math.log(shares.length) : 0;
  }

  /// Part of the prototypes in use in this step: perplexity of the mean share over the number of
  /// prototypes. A step sees one scene or few, so look at [TargetsWindow#use()] instead.
  public double use() {
    return use(shares);
  }

  /// @param shares of each prototype, of any sum
  static double use(float[] shares) {
    double sum = 0;
    for (float share : shares) {
      sum += share;
    }
    if (!(sum > 0)) {
      return 0;
    }
    double entropy = 0;
    for (float share : shares) {
      double p = share / sum;
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return Math.exp(entropy) / shares.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Targets t
        && t.matches == matches
        && t.entropy == entropy
        && Arrays.equals(t.shares, shares);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * matches + Double.hashCode(entropy)) + Arrays.hashCode(shares);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d targets, entropy %.3f, use %.3f", matches, entropy, use());
  }
}
