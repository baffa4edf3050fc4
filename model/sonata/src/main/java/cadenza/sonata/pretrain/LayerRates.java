package cadenza.sonata.pretrain;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Largest learning rate of each weight: the deeper its block, the faster it learns
/// (C/pretrain-sonata-v1m1-0-base.py).
///
/// # How it works
///
/// The last block has `rate`, the one before it `decay` times that, and so on to the first.
/// Everything outside blocks (embedding, poolings, heads) has `rate`.
///
/// @param rate of the last block
/// @param decay a block; 1 for the same rate everywhere
/// @param depths blocks a stage
public record LayerRates(double rate, double decay, List<Integer> depths) {
  private static final Pattern BLOCK = Pattern.compile("(?:^|\\.)enc(\\d+)\\.block(\\d+)\\.");

  public LayerRates {
    depths = List.copyOf(depths);
  }

  /// The maximum for the weight of that name.
  public double maximum(String name) {
    Matcher matcher = BLOCK.matcher(name);
    if (!matcher.find()) {
      return rate;
    }
    int stage = Integer.parseInt(matcher.group(1));
    int block = Integer.parseInt(matcher.group(2));
    if (stage >= depths.size() || block >= depths.get(stage)) {
      throw new IllegalArgumentException(name + " is no block of a network of depths " + depths);
    }
    int after = -block - 1;
    for (int s = stage; s < depths.size(); s++) {
      after += depths.get(s);
    }
    return rate * Math.pow(decay, after);
  }
}
