package cadenza.sonata.kernels;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks the NVIDIA driver through its own library, which every driver brings along: no CUDA toolkit
/// and no PyTorch are needed, so a missing one of those can be told from a missing driver. (DJL
/// asks `cudart`, which PyTorch's packages keep under a name that it does not find.)
///
/// Functions as in NVIDIA's CUDA Driver API reference.
final class NvidiaDriver {
  private static final int NO_DEVICE = 100;
  private static final int NAME_BYTES = 256;

  private final Linker linker = Linker.nativeLinker();
  private final SymbolLookup library;
  private final Arena arena;

  private NvidiaDriver(SymbolLookup library, Arena arena) {
    this.library = library;
    this.arena = arena;
  }

  /// Asks the driver of this system.
  static DriverAnswer ask() {
    String file =
        System.getProperty("os.name", "").startsWith("Windows") ? "nvcuda.dll" : "libcuda.so.1";
    return ask(file);
  }

  /// Asks a driver.
  ///
  /// @param file name or path of its library
  static DriverAnswer ask(String file) {
    try (Arena arena = Arena.ofConfined()) {
      // The library stays loaded (global): PyTorch uses the same one.
      return new NvidiaDriver(SymbolLookup.libraryLookup(file, Arena.global()), arena).answer();
    } catch (IllegalArgumentException notThere) {
      return new DriverAnswer.Missing();
    } catch (CallException e) {
      return new DriverAnswer.Refused(e.words);
    }
  }

  private DriverAnswer answer() throws CallException {
    int started = call("cuInit", List.of(JAVA_INT), 0);
    MemorySegment number = arena.allocate(JAVA_INT);
    check(call("cuDriverGetVersion", List.of(ADDRESS), number));
    int version = number.get(JAVA_INT, 0);
    if (started == NO_DEVICE) {
      return new DriverAnswer.Running(version, List.of());
    }
    check(started);
    check(call("cuDeviceGetCount", List.of(ADDRESS), number));
    int count = number.get(JAVA_INT, 0);
    List<Gpu> gpus = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      check(call("cuDeviceGet", List.of(ADDRESS, JAVA_INT), number, i));
      int device = number.get(JAVA_INT, 0);
      MemorySegment name = arena.allocate(NAME_BYTES);
      check(
          call("cuDeviceGetName", List.of(ADDRESS, JAVA_INT, JAVA_INT), name, NAME_BYTES, device));
      MemorySegment bytes = arena.allocate(JAVA_LONG);
      check(call("cuDeviceTotalMem_v2", List.of(ADDRESS, JAVA_INT), bytes, device));
      gpus.add(new Gpu(name.getString(0), bytes.get(JAVA_LONG, 0)));
    }
    return new DriverAnswer.Running(version, gpus);
  }

  private void check(int code) throws CallException {
    if (code != 0) {
      throw new CallException(words(code) + " (CUDA error " + code + ")");
    }
  }

  private String words(int code) throws CallException {
    MemorySegment text = arena.allocate(ADDRESS);
    int failed = call("cuGetErrorString", List.of(JAVA_INT, ADDRESS), code, text);
    MemorySegment words = text.get(ADDRESS, 0);
    return failed != 0 || words.equals(MemorySegment.NULL)
        ? "no words for it"
        : words.reinterpret(Long.MAX_VALUE).getString(0);
  }

  private int call(String function, List<MemoryLayout> types, Object... arguments)
      throws CallException {
    Optional<MemorySegment> address = library.find(function);
    if (address.isEmpty()) {
      throw new CallException("its library has no " + function);
    }
    FunctionDescriptor shape = FunctionDescriptor.of(JAVA_INT, types.toArray(MemoryLayout[]::new));
    try {
      return (int) linker.downcallHandle(address.get(), shape).invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(function, e);
    }
  }

  /// A call that did not work.
  private static final class CallException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String words;

    CallException(String words) {
      super(words);
      this.words = words;
    }
  }
}
