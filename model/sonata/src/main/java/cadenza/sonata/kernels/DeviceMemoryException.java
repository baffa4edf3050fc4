package cadenza.sonata.kernels;

import ai.djl.engine.EngineException;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// PyTorch asked the device for more memory than it has. The process goes on; what was allocated so
/// far is freed with its manager.
public final class DeviceMemoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /// How PyTorch says so: its allocators for Linux, for Windows and for CUDA; CUDA's libraries,
  /// which allocate when first used.
  private static final List<String> WORDS =
      List.of("allocate memory", "not enough memory", "out of memory", "_alloc_failed");

  /// @param message what was being done, and what to do now
  /// @param cause PyTorch's own words
  public DeviceMemoryException(String message, Throwable cause) {
    super(message, cause);
  }

  /// Runs an operator, telling a lack of memory from other failures.
  static <T> T watch(Supplier<T> operator) {
    try {
      return operator.get();
    } catch (EngineException e) {
      String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      if (WORDS.stream().anyMatch(words::contains)) {
        throw new DeviceMemoryException("PyTorch has no memory left: " + e.getMessage(), e);
      }
      throw e;
    }
  }
}
