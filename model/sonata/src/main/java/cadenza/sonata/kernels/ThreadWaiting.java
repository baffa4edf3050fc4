package cadenza.sonata.kernels;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Map;
import java.util.Optional;

/// How long PyTorch's threads spin for each other before they sleep.
///
/// PyTorch for Linux comes with GNU's OpenMP, whose threads spin for milliseconds at the end of
/// every operator. With a busy window, or anything else, on the same cores they spin against the
/// very threads they wait for: measured on 2 cores under load, an encoding of 45,000 voxels took 37
/// to 85 s, and 7 s with short spinning, which is long enough when the cores are free. OpenMP takes
/// the setting from the process's environment when it is loaded, and a running Java cannot change
/// its own but through the C library.
final class ThreadWaiting {
  private static final String SPINS = "GOMP_SPINCOUNT";
  private static final String POLICY = "OMP_WAIT_POLICY";

  private ThreadWaiting() {}

  /// Makes the threads sleep soon, unless the launch decided otherwise. Call before PyTorch is
  /// loaded; on systems without `setenv` nothing happens.
  static void keepShort() {
    Map<String, String> environment = System.getenv();
    if (!environment.containsKey(SPINS) && !environment.containsKey(POLICY)) {
      set(SPINS, "1000");
    }
  }

  /// Sets a variable of the environment that C code of this process sees, unless it is set.
  static void set(String name, String value) {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find("setenv");
    if (function.isEmpty()) {
      return;
    }
    MethodHandle setenv =
        linker.downcallHandle(
            function.get(),
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      int failed = (int) setenv.invokeExact(arena.allocateFrom(name), arena.allocateFrom(value), 0);
      if (failed != 0) {
        throw new IllegalStateException("the C library refuses to set " + name);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("setenv", e);
    }
  }
}
