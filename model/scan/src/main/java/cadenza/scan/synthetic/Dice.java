package cadenza.scan.synthetic;

import java.util.List;

/// Repeatable randomness.
///
/// # How it works
///
/// SplitMix64 (Steele, Lea, Flood 2014): a counter goes through a mixing function. A [Dice] is such
/// a counter, for code that runs in one thread. Parallel loops instead call [#unit(long, long)]
/// with a key and the number of the ray, so that a value depends on which ray asks and never on
/// which thread asks first. Only IEEE-exact operations and `StrictMath` are used: every machine
/// throws the same dice.
final class Dice {
  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  Dice(long seed) {
    this.state = mix(seed ^ 0x5ca1ab1e0ddba11L);
  }

  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /// The `counter`-th value of the stream `key`, in [0, 1).
  static double unit(long key, long counter) {
    return (mix(key + GOLDEN * (counter + 1)) >>> 11) * 0x1p-53;
  }

  /// About normal with mean 0 and deviation 1, never beyond 3.5: four uniforms (Irwin-Hall), which
  /// needs no logarithm.
  static double normal(long key, long counter) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += unit(key ^ 0x7f4a7c15L, 4 * counter + i);
    }
    return (sum - 2) * 1.7320508075688772;
  }

  long next() {
    state += GOLDEN;
    return mix(state);
  }

  /// A new stream that shares nothing with this one afterwards.
  Dice fork() {
    return new Dice(next());
  }

  double unit() {
    return (next() >>> 11) * 0x1p-53;
  }

  double in(double low, double high) {
    return low + (high - low) * unit();
  }

  /// A whole number in [low, high], both included.
  int count(int low, int high) {
    return low + (int) (unit() * (high - low + 1));
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  double sign() {
    return chance(0.5) ? 1 : -1;
  }

  <T> T pick(List<T> choices) {
    return choices.get((int) (unit() * choices.size()));
  }
}
