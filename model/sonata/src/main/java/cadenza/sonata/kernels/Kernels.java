package cadenza.sonata.kernels;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The operators in `kernels.py`, or those of training in `training.py`, compiled by libtorch and
/// called by name.
///
/// What a call allocates besides its result is freed inside it; the result belongs to the manager
/// given. Calls may come from any thread.
public final class Kernels implements AutoCloseable {
  // Held because the model's finalizer would close the block.
  private final Model model;
  private final PtSymbolBlock block;

  private Kernels(Model model) {
    this.model = model;
    this.block = (PtSymbolBlock) model.getBlock();
  }

  /// Compiles the operators.
  ///
  /// @throws DeviceMemoryException if the device has too little memory for it
  /// @throws IllegalStateException if libtorch refuses them
  public static Kernels load(ai.djl.Device device) {
    return compiled(Model.newInstance("kernels", device, Torch.ENGINE), code("kernels.py"));
  }

  /// Compiles the operators of training.
  ///
  /// @throws DeviceMemoryException if the device has too little memory for it
  /// @throws IllegalStateException if libtorch refuses them
  public static Kernels loadTraining(ai.djl.Device device) {
    return compiled(Model.newInstance("training", device, Torch.ENGINE), code("training.py"));
  }

  /// Compiles the text of the operators' class.
  ///
  /// @param model an empty one; owned by the answer, closed if there is none
  static Kernels compiled(Model model, String code) {
    try {
      return DeviceMemoryException.watch(() -> new Kernels(filled(model, code)));
    } catch (EngineException e) {
      model.close();
      throw refused(e);
    } catch (RuntimeException | Error e) {
      model.close();
      throw e;
    }
  }

  private static Model filled(Model model, String code) {
    try {
      model.load(new ByteArrayInputStream(ScriptArchive.of(code)), Map.of());
      return model;
    } catch (IOException | MalformedModelException e) {
      throw refused(e);
    }
  }

  private static IllegalStateException refused(Exception cause) {
    return new IllegalStateException("libtorch refuses the operators", cause);
  }

  private static String code(String file) {
    try (InputStream in = Kernels.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Calls an operator without recording gradients.
  ///
  /// @param manager owner of the result
  /// @param operator name in `kernels.py`
  /// @param arguments tensors, lists of tensors, longs, doubles and arrays of them, in the
  ///   operator's order
  /// @throws DeviceMemoryException if the device has too little memory for it
  public NDArray call(NDManager manager, String operator, Object... arguments) {
    // Off, per thread: the optimizer recompiles at each new shape, and every scan has new shapes.
    JniUtils.setGraphExecutorOptimize(false);
    IValue[] values = new IValue[arguments.length];
    try {
      for (int i = 0; i < values.length; i++) {
        values[i] = value(arguments[i]);
      }
      try (IValue result =
          DeviceMemoryException.watch(() -> IValueUtils.runMethod(block, operator, values))) {
        return result.toTensor((PtNDManager) manager);
      }
    } finally {
      for (IValue value : values) {
        if (value != null) {
          value.close();
        }
      }
    }
  }

  /// Calls an operator that changes its first argument and returns nothing new.
  public void change(NDArray changed, String operator, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = changed;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    call(changed.getManager(), operator, all).close();
  }

  /// Calls an operator so that gradients flow through it, where a gradient collector is open and an
  /// argument needs one. The result can take part in further recorded calls, which those of [#call]
  /// cannot.
  ///
  /// @param manager owner of the result
  /// @param operator name in `training.py`
  /// @throws DeviceMemoryException if the device has too little memory for it
  public NDArray record(NDManager manager, String operator, NDArray... tensors) {
    JniUtils.setGraphExecutorOptimize(false);
    // DJL finds the method's name and the owner of results in the first array.
    try (NDArray method = manager.create(0)) {
      method.setName("module_method:" + operator);
      NDList inputs = new NDList(method);
      for (NDArray tensor : tensors) {
        inputs.add(tensor);
      }
      return DeviceMemoryException.watch(() -> IValueUtils.forward(block, inputs, true))
          .singletonOrThrow();
    }
  }

  /// Calls an operator that changes tensors in lists and whose result says nothing new.
  ///
  /// @param changed the first list, not empty
  public void change(String operator, List<NDArray> changed, Object... arguments) {
    Object[] all = new Object[arguments.length + 1];
    all[0] = changed;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    call(changed.getFirst().getManager(), operator, all).close();
  }

  private static IValue value(Object argument) {
    return switch (argument) {
      case PtNDArray tensor -> IValue.from(tensor);
      case Integer number -> IValue.from(number.longValue());
      case Long number -> IValue.from(number);
      case Double number -> IValue.from(number);
      case long[] numbers -> IValue.listFrom(numbers);
      case double[] numbers -> IValue.listFrom(numbers);
      case List<?> tensors ->
          IValue.listFrom(tensors.stream().map(PtNDArray.class::cast).toArray(PtNDArray[]::new));
      default ->
          throw new IllegalArgumentException(argument.getClass() + " is no operator's argument");
    };
  }

  @Override
  public void close() {
    model.close();
  }
}
