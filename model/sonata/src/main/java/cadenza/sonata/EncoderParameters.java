package cadenza.sonata;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.Progress;
import cadenza.sonata.io.StoredTensor;
import cadenza.sonata.kernels.DeviceMemoryException;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.Parameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// A checkpoint's weights on a device, in the layout the operators want.
final class EncoderParameters implements Parameters, AutoCloseable {
  private static final int CONVOLUTION_DIMENSIONS = 5;

  private final NDManager manager;
  private final Kernels kernels;
  private final Map<String, NDArray> arrays = new HashMap<>();

  private EncoderParameters(NDManager manager, Kernels kernels) {
    this.manager = manager;
    this.kernels = kernels;
  }

  /// The weights of those names.
  ///
  /// @throws DeviceMemoryException if the device has too little free memory for them
  static EncoderParameters load(
      Checkpoint checkpoint,
      Set<String> names,
      Device device,
      Precision precision,
      Progress progress) {
    EncoderParameters parameters = open(device, manager -> Kernels.load(manager.getDevice()));
    try {
      int done = 0;
      for (String name : names) {
        progress.checkCancelled();
        progress.report((double) done++ / names.size(), "Loading weights");
        boolean rounded = precision == Precision.BF16 && isProduct(checkpoint, name);
        parameters.arrays.put(name, parameters.upload(checkpoint.tensor(name), rounded));
      }
    } catch (DeviceMemoryException e) {
      parameters.close();
      throw tooLittle(device, e);
    } catch (RuntimeException | Error e) {
      parameters.close();
      throw e;
    }
    return parameters;
  }

  /// No weights yet.
  ///
  /// @param compiler makes the operators for the owner of the weights
  static EncoderParameters open(Device device, Function<NDManager, Kernels> compiler) {
    NDManager manager =
        NDManager.newBaseManager(Devices.djl(device), Torch.start().getEngineName());
    try {
      return new EncoderParameters(manager, compiler.apply(manager));
    } catch (DeviceMemoryException e) {
      manager.close();
      throw tooLittle(device, e);
    } catch (RuntimeException | Error e) {
      manager.close();
      throw e;
    }
  }

  private static DeviceMemoryException tooLittle(Device device, DeviceMemoryException cause) {
    return new DeviceMemoryException(
        "%s has too little free memory for the weights. — Close other programs that use it%s."
            .formatted(
                device.name(), device.kind() == Device.Kind.CUDA ? " or choose the processor" : ""),
        cause);
  }

  /// Whether a tensor is the weight of a product that is worth rounding, or the bias of a linear.
  /// The stem is not: it is small, and coordinates need their digits.
  private static boolean isProduct(Checkpoint checkpoint, String name) {
    if (name.startsWith("embedding.")) {
      return false;
    }
    if (name.endsWith(".bias")) {
      String weight = name.substring(0, name.length() - "bias".length()) + "weight";
      return checkpoint.tensor(weight).shape().length == 2;
    }
    return checkpoint.tensor(name).shape().length >= 2;
  }

  private NDArray upload(StoredTensor tensor, boolean rounded) {
    NDArray array = Torch.floats(manager, new Shape(tensor.shape()), tensor::copyFloatsTo);
    if (tensor.data().isMapped()) {
      tensor.data().unload(); // the copy is enough; the system may take the pages back
    }
    if (tensor.shape().length == CONVOLUTION_DIMENSIONS) {
      array = replaced(array, "by_tap");
    }
    return rounded ? replaced(array, "bfloat16") : array;
  }

  private NDArray replaced(NDArray array, String operator) {
    try (array) {
      return kernels.call(manager, operator, array);
    }
  }

  /// Owner of tensors that live shorter than the weights; close it.
  NDManager newScope() {
    return manager.newSubManager();
  }

  @Override
  public NDArray get(String name) {
    NDArray array = arrays.get(name);
    if (array == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return array;
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }

  @Override
  public void close() {
    manager.close();
    kernels.close();
  }
}
