package cadenza.sonata;

import ai.djl.engine.Engine;
import cadenza.sonata.kernels.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What PyTorch can run on here, and which of it to take.
public final class Devices {
  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

  private Devices() {}

  /// Takes the device that was asked for, or the best one, and says why.
  ///
  /// @throws DeviceException if CUDA was asked for and cannot be used, or PyTorch does not start
  public static Device choose(DeviceChoice choice) throws DeviceException {
    Engine engine = engine();
    boolean cuda = engine.getGpuCount() > 0 && engine.hasCapability("CUDA");
    return switch (choice) {
      case CPU -> cpu("The processor was asked for.");
      case AUTO -> cuda ? cuda("A CUDA device was found.") : cpu(whyNoCuda());
      case CUDA -> {
        if (!cuda) {
          throw new DeviceException(
              "CUDA was asked for. " + whyNoCuda() + " — Use --device auto or cpu.");
        }
        yield cuda("CUDA was asked for.");
      }
    };
  }

  /// Version of the PyTorch that is loaded.
  ///
  /// @throws DeviceException if PyTorch does not start
  public static String engineVersion() throws DeviceException {
    return engine().getVersion();
  }

  private static Engine engine() throws DeviceException {
    try {
      return Torch.start();
    } catch (IllegalStateException e) {
      throw new DeviceException(String.valueOf(e.getMessage()), e);
    }
  }

  /// DJL's name for a device.
  static ai.djl.Device djl(Device device) {
    return device.kind() == Device.Kind.CUDA ? ai.djl.Device.gpu() : ai.djl.Device.cpu();
  }

  private static Device cpu(String reason) {
    int threads = Torch.threadCount();
    return new Device(
        Device.Kind.CPU,
        processorName() + " (" + threads + (threads == 1 ? " thread)" : " threads)"),
        reason);
  }

  private static Device cuda(String reason) {
    return new Device(Device.Kind.CUDA, "CUDA device 0", reason);
  }

  private static String whyNoCuda() {
    return Files.exists(NVIDIA_DRIVER)
        ? "The machine has an NVIDIA driver, but PyTorch's CUDA libraries are not installed, so the"
            + " processor is used."
        : "No CUDA device was found, so the processor is used.";
  }

  /// Marketing name where the system tells it, else the architecture.
  private static String processorName() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElseGet(Devices::architecture);
    } catch (IOException e) {
      return architecture();
    }
  }

  private static String architecture() {
    return System.getProperty("os.arch", "processor");
  }
}
