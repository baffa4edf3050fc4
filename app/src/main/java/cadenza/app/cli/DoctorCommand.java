package cadenza.app.cli;

import cadenza.app.pipeline.AppFolders;
import cadenza.render.RendererChoice;
import cadenza.sonata.Device;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.DeviceException;
import cadenza.sonata.Devices;
import cadenza.sonata.kernels.CudaLibraries;
import cadenza.sonata.kernels.CudaState;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza doctor`: what the program runs on, and why it chose what it chose.
@Command(
    name = "doctor",
    description = "Says what Cadenza runs on here, and why.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final String UNKNOWN = "unknown";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    Map<String, Object> report = report();
    if (json) {
      console.json(report);
    } else {
      print(console, "", report);
      console.out().flush();
    }
    return 0;
  }

  private static void print(Console console, String indent, Map<?, ?> part) {
    part.forEach((name, value) -> {
      if (value instanceof Map<?, ?> inner) {
        console.out().println(indent + name);
        print(console, indent + "  ", inner);
      } else {
        console.out().printf("%s%-12s %s%n", indent, name, value);
      }
    });
  }

  private static Map<String, Object> report() {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("cadenza", Version.ofProgram());
    report.put("java", java());
    report.put("system", system());
    report.put("device", device());
    report.put("cuda", cuda());
    report.put("graphics", graphics());
    AppFolders folders = AppFolders.ofUser();
    Map<String, Object> paths = new LinkedHashMap<>();
    paths.put("cache", folders.cache().toString());
    paths.put("config", folders.config().toString());
    paths.put("data", folders.data().toString());
    report.put("folders", paths);
    return report;
  }

  private static Map<String, Object> java() {
    Map<String, Object> java = new LinkedHashMap<>();
    java.put("version", Runtime.version().toString());
    java.put("vendor", System.getProperty("java.vendor", UNKNOWN));
    java.put("home", System.getProperty("java.home", UNKNOWN));
    java.put("maxHeapMiB", Runtime.getRuntime().maxMemory() >> 20);
    return java;
  }

  private static Map<String, Object> system() {
    Map<String, Object> system = new LinkedHashMap<>();
    system.put("name", System.getProperty("os.name", UNKNOWN));
    system.put("version", System.getProperty("os.version", UNKNOWN));
    system.put("architecture", System.getProperty("os.arch", UNKNOWN));
    system.put("processors", Runtime.getRuntime().availableProcessors());
    if (ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean memory) {
      system.put("memoryMiB", memory.getTotalMemorySize() >> 20);
    }
    system.put("display", Objects.requireNonNullElse(System.getenv("DISPLAY"), "none"));
    return system;
  }

  private static Map<String, Object> device() {
    Map<String, Object> report = new LinkedHashMap<>();
    try {
      Device device = Devices.choose(DeviceChoice.AUTO);
      report.putAll(describe(device));
      report.put("pytorch", Devices.engineVersion());
    } catch (DeviceException e) {
      report.put("problem", e.getMessage());
    }
    return report;
  }

  /// What CUDA needs, and which of it is here.
  private static Map<String, Object> cuda() {
    CudaState state = Devices.cuda();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("usable", state.obstacle() == CudaState.Obstacle.NONE);
    report.put("obstacle", state.obstacle().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    report.put("reason", state.reason());
    if (!state.advice().isEmpty()) {
      report.put("advice", state.advice());
    }
    report.put("gpus", state.gpus().stream().map(Object::toString).toList());
    report.put("needs", "PyTorch " + CudaLibraries.VERSION + "+" + CudaLibraries.FLAVOR);
    report.put(
        "libraries",
        Objects.requireNonNullElseGet(
            System.getenv(CudaLibraries.VARIABLE),
            () -> AppFolders.ofUser().cudaLibraries().toString()));
    return report;
  }

  /// Kind, name and reason, in that order.
  static Map<String, Object> describe(Device device) {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("kind", device.kind().name().toLowerCase(Locale.ROOT));
    description.put("name", device.name());
    description.put("reason", device.reason());
    return description;
  }

  private static Map<String, Object> graphics() {
    RendererChoice choice = RendererChoice.choose();
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("renderer", choice.renderer().name());
    report.put("reason", choice.reason());
    choice.renderer().close();
    return report;
  }
}
