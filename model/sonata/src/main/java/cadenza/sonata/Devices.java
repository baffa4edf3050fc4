package cadenza.sonata;

import ai.djl.engine.Engine;
import cadenza.sonata.kernels.CudaState;
import cadenza.sonata.kernels.Torch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What PyTorch can run on here, and which of it to take.
public final class Devices {
  private Devices() {}

  /// Takes the device that was asked for, or the best one, and says why.
  ///
  /// @throws DeviceException if CUDA was asked for and cannot be used, or PyTorch does not start
  public static Device choose(DeviceChoice choice) throws DeviceException {
    // Not getGpuCount: DJL asks a library for it that PyTorch keeps under another name.
    return choose(choice, cuda(), engine().hasCapability("CUDA"));
  }

  /// Whether CUDA can be used here, and if not, what stands in the way. The first call looks, which
  /// can take seconds where there is a GPU.
  public static CudaState cuda() {
    return Torch.cuda();
  }

  /// Takes a device.
  ///
  /// @param cuda what was found before PyTorch was loaded
  /// @param seen whether the PyTorch that was loaded sees a CUDA device
  static Device choose(DeviceChoice choice, CudaState cuda, boolean seen) throws DeviceException {
    return switch (choice) {
      case CPU -> cpu("The processor was asked for.");
      case AUTO ->
          seen
              ? cuda(cuda, "A CUDA device was found.")
              : cpu(whyNot(cuda) + " So the processor is used." + advice(" ", cuda));
      case CUDA -> {
        if (!seen) {
          throw new DeviceException(
              "CUDA was asked for. "
                  + whyNot(cuda)
                  + " —"
                  + advice(" ", cuda)
                  + " Choose auto or cpu to do without.");
        }
        yield cuda(cuda, "CUDA was asked for.");
      }
    };
  }

  private static String whyNot(CudaState cuda) {
    return cuda.obstacle() == CudaState.Obstacle.NONE
        ? "PyTorch's CUDA libraries are loaded, but see no CUDA device."
        : cuda.reason();
  }

  private static String advice(String before, CudaState cuda) {
    return cuda.advice().isEmpty() ? "" : before + cuda.advice();
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
  public static ai.djl.Device djl(Device device) {
    return device.kind() == Device.Kind.CUDA ? ai.djl.Device.gpu() : ai.djl.Device.cpu();
  }

  private static Device cpu(String reason) {
    int threads = Torch.threadCount();
    return new Device(
        Device.Kind.CPU,
        processorName() + " (" + threads + (threads == 1 ? " thread)" : " threads)"),
        reason);
  }

  private static Device cuda(CudaState cuda, String reason) {
    String name = cuda.gpus().isEmpty() ? "CUDA device 0" : cuda.gpus().getFirst().toString();
    return new Device(Device.Kind.CUDA, name, reason);
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
