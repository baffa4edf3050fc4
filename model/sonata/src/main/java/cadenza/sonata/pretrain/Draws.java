package cadenza.sonata.pretrain;

/// Random numbers that depend on nothing but their seed: the same on every machine, so that a run
/// that was stopped goes on with the numbers it would have had.
///
/// # How it works
///
/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). Streams for a step, a scene, a view are made by
/// [#stream(long)] and do not depend on how much was drawn elsewhere. Normal numbers come from Box
/// and Muller's transform in strict arithmetic.
public final class Draws {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;
  private static final long PART = 4_000_000;

  private final long seed;
  private long state;

  public Draws(long seed) {
    this.seed = seed;
    this.state = mix(seed);
  }

  /// Another stream, the same for the same seed and number.
  public Draws stream(long number) {
    return new Draws(mix(seed * GAMMA + number + 1));
  }

  /// The stream of a part of a step; the first part's is the step's own.
  Draws part(int part) {
    return part == 0 ? this : stream(PART + part);
  }

  /// What this stream began with.
  public long seed() {
    return seed;
  }

  private long next() {
    state += GAMMA;
    return mix(state);
  }

  private static long mix(long value) {
    long z = value;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }

  /// From 0 inclusive to 1 exclusive.
  public double unit() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /// From `low` to `high`.
  public double uniform(double low, double high) {
    return low + (high - low) * unit();
  }

  /// True with that probability.
  public boolean chance(double probability) {
    return unit() < probability;
  }

  /// One of `0` to `count - 1`.
  public int below(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("nothing to draw from");
    }
    return (int) (unit() * count);
  }

  /// Mean 0, deviation 1.
  public double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return radius * StrictMath.cos(2 * Math.PI * unit());
  }

  /// That many normal numbers.
  public float[] normals(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) normal();
    }
    return values;
  }

  /// The numbers `0` to `count - 1` in random order.
  public int[] permutation(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      int other = below(i + 1);
      numbers[i] = numbers[other];
      numbers[other] = i;
    }
    return numbers;
  }
}
