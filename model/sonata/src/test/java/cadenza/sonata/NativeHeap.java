package cadenza.sonata;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// Bytes that C code of this process has allocated and not freed, as the GNU C library counts them;
/// Java's heap is not among them. Elsewhere the test that asks skips.
final class NativeHeap {
  private static final int FIELDS = 10; // struct mallinfo2
  private static final int MAPPED_BYTES = 4; // hblkhd
  private static final int HEAP_BYTES = 7; // uordblks

  private NativeHeap() {}

  static long bytesInUse() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> function = linker.defaultLookup().find("mallinfo2");
    Assumptions.assumeTrue(function.isPresent(), "this C library has no mallinfo2");
    MemoryLayout[] fields = new MemoryLayout[FIELDS];
    java.util.Arrays.fill(fields, ValueLayout.JAVA_LONG);
    MethodHandle mallinfo2 =
        linker.downcallHandle(
            function.get(), FunctionDescriptor.of(MemoryLayout.structLayout(fields)));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info =
          (MemorySegment) mallinfo2.invoke((java.lang.foreign.SegmentAllocator) arena);
      return info.getAtIndex(ValueLayout.JAVA_LONG, MAPPED_BYTES)
          + info.getAtIndex(ValueLayout.JAVA_LONG, HEAP_BYTES);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
