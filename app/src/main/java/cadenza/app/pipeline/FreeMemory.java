package cadenza.app.pipeline;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// Memory that this process may still take.
///
/// @param systemBytes of the machine, or of the container it runs in
/// @param heapBytes of Java's own limit
/// @param unusedHeapBytes part of that which Java took from the system and does not use: room for
///   Java's objects, not for PyTorch's
public record FreeMemory(long systemBytes, long heapBytes, long unusedHeapBytes) {
  private static final Path MEMINFO = Path.of("/proc/meminfo");
  private static final Path CGROUP = Path.of("/sys/fs/cgroup");

  /// What is free now. Memory that the system only uses to keep files at hand counts as free.
  public static FreeMemory now() {
    Runtime java = Runtime.getRuntime();
    long unused = java.freeMemory();
    long system = available().orElseGet(FreeMemory::free);
    OptionalLong container = container();
    if (container.isPresent()) {
      system = Math.min(system, container.getAsLong());
    }
    return new FreeMemory(system, java.maxMemory() - java.totalMemory() + unused, unused);
  }

  private static long free() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getFreeMemorySize()
        : Long.MAX_VALUE / 2;
  }

  private static OptionalLong available() {
    try (Stream<String> lines = Files.lines(MEMINFO)) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong container() {
    try {
      String limit = Files.readString(CGROUP.resolve("memory.max")).strip();
      if (limit.equals("max")) {
        return OptionalLong.empty();
      }
      long used = Long.parseLong(Files.readString(CGROUP.resolve("memory.current")).strip());
      long files;
      try (Stream<String> lines = Files.lines(CGROUP.resolve("memory.stat"))) {
        files =
            lines
                .filter(line -> line.startsWith("inactive_file "))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
      }
      return OptionalLong.of(Math.max(0, Long.parseLong(limit) - used + files));
    } catch (IOException | NumberFormatException e) {
      return OptionalLong.empty(); // no such system, or another version of it
    }
  }
}
