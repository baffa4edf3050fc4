package cadenza.sonata.kernels;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Gives memory that PyTorch freed back to the system.
///
/// In training every step has tensors of other sizes. GNU's C library keeps what they leave behind
/// in pieces, so what the system holds for the process grows though no more is in use. Its
/// `malloc_trim` returns whole free pages.
public final class FreeMemory {
  private static final Optional<MethodHandle> TRIM = find();

  private FreeMemory() {}

  private static Optional<MethodHandle> find() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find("malloc_trim");
    return function.map(address ->
        linker.downcallHandle(
            address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));
  }

  /// Gives it back, which takes some milliseconds; with other C libraries nothing happens.
  ///
  /// @return whether there was something to give back
  public static boolean giveBack() {
    if (TRIM.isEmpty()) {
      return false;
    }
    try {
      return (int) TRIM.get().invokeExact(0L) != 0;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("malloc_trim", e);
    }
  }
}
