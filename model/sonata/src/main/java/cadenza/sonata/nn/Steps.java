package cadenza.sonata.nn;

/// Told before each stretch of work, which takes some 10 to 100 ms on a processor.
public interface Steps {
  /// @throws java.util.concurrent.CancellationException if nobody wants the result any more
  void next();

  /// That much of a block is done, from 0 to 1.
  default void blockDone(double fraction) {}

  /// Nobody asks and nobody stops it.
  static Steps none() {
    return () -> {};
  }
}
