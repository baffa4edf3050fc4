package cadenza.sonata.kernels;

/// How many shapes oneDNN, which computes PyTorch's products on the processor, remembers its plans
/// for.
///
/// Plans of 1,024 shapes by default: an encoding of one scene gains by it, as blocks have equal
/// shapes. In training every step has shapes of its own, and plans that come and go between other
/// memory let the process grow for hundreds of steps; with few it stays as it is after the first
/// ones. oneDNN takes the number from the environment when it is first used.
public final class PrimitiveCache {
  private static final String CAPACITY = "ONEDNN_PRIMITIVE_CACHE_CAPACITY";
  private static final String FEW = "64";

  private PrimitiveCache() {}

  /// Keeps few plans, unless the launch decided otherwise. Call before PyTorch is started: later it
  /// has no effect.
  public static void keepSmall() {
    if (!System.getenv().containsKey(CAPACITY)) {
      ThreadWaiting.set(CAPACITY, FEW);
    }
  }
}
