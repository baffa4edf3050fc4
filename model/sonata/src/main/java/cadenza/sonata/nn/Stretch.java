package cadenza.sonata.nn;

import ai.djl.ndarray.NDManager;
import java.util.Optional;

/// How much to work on at a time: results do not depend on it, memory and pace do.
///
/// @param bytes room for what a stretch of rows needs besides the rows themselves
public record Stretch(long bytes) {
  /// Small enough to stay in a processor's cache between two operators, large enough to keep its
  /// threads busy.
  private static final long BYTES_ON_CPU = 32 << 20;

  /// On a GPU larger stretches keep more of its processors busy.
  private static final long BYTES_ON_GPU = 1 << 30;

  /// Smaller stretches cost more in calls than they save.
  private static final long LEAST_BYTES = 1 << 20;

  private static final int LEAST_ROWS = 256;

  /// So that the end of a stretch is an int, too.
  private static final int MOST_ROWS = 1 << 30;

  public Stretch {
    if (bytes < LEAST_BYTES) {
      throw new IllegalArgumentException("a stretch of " + bytes + " bytes is too short");
    }
  }

  /// What suits a manager's device.
  public static Stretch on(NDManager manager) {
    return new Stretch(manager.getDevice().isGpu() ? BYTES_ON_GPU : BYTES_ON_CPU);
  }

  /// A sixteenth of it, or empty where that would be too short: what to try when memory ran out.
  /// Not less at a time, because each attempt begins anew.
  public Optional<Stretch> shorter() {
    return bytes / 16 < LEAST_BYTES ? Optional.empty() : Optional.of(new Stretch(bytes / 16));
  }

  /// @param channels width of a row
  /// @param times numbers held besides, for each number of a row
  int rows(long channels, int times) {
    return Math.clamp(bytes / (channels * times * Float.BYTES), LEAST_ROWS, MOST_ROWS);
  }
}
