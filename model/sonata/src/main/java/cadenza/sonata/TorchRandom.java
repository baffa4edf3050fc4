package cadenza.sonata;

/// PyTorch's random numbers on the processor, so that what the reference draws can be drawn again.
///
/// # How it works
///
/// `torch.manual_seed(seed)` starts a Mersenne Twister (MT19937; Matsumoto and Nishimura, ACM
/// TOMACS 8, 1998) from the low 32 bits of the seed (ATen/core/MT19937RNGEngine.h).
/// `torch.randperm(n)` of few numbers exchanges each place with one of those not settled yet,
/// chosen by a 32-bit number modulo how many there are (`randperm_cpu`,
/// ATen/native/TensorFactories.cpp).
public final class TorchRandom {
  private static final int WORDS = 624;
  private static final int MIDDLE = 397;
  private static final int TWIST = 0x9908b0df;

  private final int[] state = new int[WORDS];
  private int next = WORDS;

  /// A generator as it is after `torch.manual_seed(seed)`.
  public TorchRandom(long seed) {
    state[0] = (int) seed;
    for (int i = 1; i < WORDS; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ state[i - 1] >>> 30) + i;
    }
  }

  /// The next 32 random bits, as a number from 0 to 2³² - 1.
  public long nextUnsigned() {
    if (next == WORDS) {
      twist();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= y << 7 & 0x9d2c5680;
    y ^= y << 15 & 0xefc60000;
    y ^= y >>> 18;
    return Integer.toUnsignedLong(y);
  }

  private void twist() {
    for (int i = 0; i < WORDS; i++) {
      int y = state[i] & 0x80000000 | state[(i + 1) % WORDS] & 0x7fffffff;
      state[i] = state[(i + MIDDLE) % WORDS] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : TWIST);
    }
    next = 0;
  }

  /// The numbers 0 to `count - 1` in the order of `torch.randperm(count)`.
  public int[] permutation(int count) {
    int[] numbers = new int[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    for (int i = 0; i < count - 1; i++) {
      int other = i + (int) (nextUnsigned() % (count - i));
      int kept = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = kept;
    }
    return numbers;
  }
}
