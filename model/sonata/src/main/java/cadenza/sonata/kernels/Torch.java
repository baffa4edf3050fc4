package cadenza.sonata.kernels;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/// PyTorch through DJL: started so that nothing calls home, and filled without detours.
public final class Torch {
  static final String ENGINE = "PyTorch";

  private Torch() {}

  /// Starts the engine; further calls return the one that runs.
  ///
  /// DJL reports usage to its makers and asks a cloud metadata address when its `Engine` class
  /// loads, and may download libraries. Both are switched off here, before that happens, unless the
  /// launch says otherwise.
  ///
  /// @throws IllegalStateException if PyTorch's native libraries cannot be loaded
  public static Engine start() {
    setIfAbsent("OPT_OUT_TRACKING", "true");
    setIfAbsent("ai.djl.offline", "true");
    setIfAbsent("ai.djl.default_engine", ENGINE);
    ThreadWaiting.keepShort();
    boolean cuda = cuda().obstacle() == CudaState.Obstacle.NONE;
    try {
      return Engine.getEngine(ENGINE);
    } catch (EngineException | LinkageError e) {
      throw new IllegalStateException(
          "PyTorch's native libraries cannot be loaded: "
              + e.getMessage()
              + " — "
              + (cuda
                  ? "Set " + CudaLibraries.VARIABLE + "=none to do without CUDA."
                  : "Reinstall Cadenza, or run `cadenza doctor`."),
          e);
    }
  }

  /// Whether CUDA can be used, and why not. The first call looks, which can take seconds where
  /// there is a GPU; the engine is not started.
  public static CudaState cuda() {
    return Natives.state();
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /// Threads that one operator runs on.
  public static int threadCount() {
    return JniUtils.getNumThreads();
  }

  /// A tensor of 32-bit floats in memory that PyTorch owns, unlike `NDManager.create`, whose direct
  /// buffer lives until Java's collector finds it.
  ///
  /// @param fill writes all numbers, in the machine's order
  public static NDArray floats(NDManager manager, Shape shape, Consumer<MemorySegment> fill) {
    return filled(manager, shape, DataType.FLOAT32, fill);
  }

  /// A tensor over the numbers of an array.
  public static NDArray floats(NDManager manager, Shape shape, float[] values) {
    return floats(
        manager,
        shape,
        to -> MemorySegment.copy(values, 0, to, ValueLayout.JAVA_FLOAT, 0, values.length));
  }

  /// A tensor of 64-bit integers, as indices are in PyTorch.
  public static NDArray indices(NDManager manager, Shape shape, Consumer<MemorySegment> fill) {
    return filled(manager, shape, DataType.INT64, fill);
  }

  /// Indices from an array.
  public static NDArray indices(NDManager manager, int[] values) {
    return indices(
        manager,
        new Shape(values.length),
        to -> {
          for (int i = 0; i < values.length; i++) {
            to.setAtIndex(ValueLayout.JAVA_LONG, i, values[i]);
          }
        });
  }

  private static NDArray filled(
      NDManager manager, Shape shape, DataType type, Consumer<MemorySegment> fill) {
    if (!manager.getDevice().isGpu()) {
      NDArray array = DeviceMemoryException.watch(() -> manager.create(shape, type));
      fill.accept(MemorySegment.ofBuffer(array.toByteBuffer(true)));
      return array;
    }
    try (NDManager host = manager.newSubManager(ai.djl.Device.cpu())) {
      NDArray near = filled(host, shape, type, fill);
      NDArray array = DeviceMemoryException.watch(() -> near.toDevice(manager.getDevice(), true));
      array.attach(manager);
      return array;
    }
  }

  /// 32-bit integers from an array.
  public static NDArray integers(NDManager manager, Shape shape, int[] values) {
    return filled(
        manager,
        shape,
        DataType.INT32,
        to -> MemorySegment.copy(values, 0, to, ValueLayout.JAVA_INT, 0, values.length));
  }

  /// A tensor of 32-bit floats that hold whatever was in that memory.
  public static NDArray empty(NDManager manager, Shape shape) {
    return DeviceMemoryException.watch(() -> manager.create(shape, DataType.FLOAT32));
  }

  /// Writes some rows of a float tensor `(rows, channels)`, at most 2 GB of them.
  ///
  /// @param fill writes all numbers of rows `begin` to `end`, row-major
  public static void fillRows(NDArray x, int begin, int end, Consumer<MemorySegment> fill) {
    try (NDArray rows = x.get(new NDIndex("{}:{}", begin, end))) {
      if (!x.getDevice().isGpu()) {
        fill.accept(MemorySegment.ofBuffer(rows.toByteBuffer(true)));
        return;
      }
      try (NDManager host = x.getManager().newSubManager(ai.djl.Device.cpu())) {
        floats(host, rows.getShape(), fill).copyTo(rows);
      }
    }
  }

  /// Reads some rows of a float tensor `(rows, channels)`, at most 2 GB of them.
  ///
  /// @param use sees all numbers of rows `begin` to `end`, row-major, while it runs
  public static void readRows(NDArray x, int begin, int end, Consumer<MemorySegment> use) {
    try (NDArray rows = x.get(new NDIndex("{}:{}", begin, end))) {
      if (!x.getDevice().isGpu()) {
        use.accept(MemorySegment.ofBuffer(rows.toByteBuffer(true)));
        return;
      }
      try (NDArray near = rows.toDevice(ai.djl.Device.cpu(), true)) {
        use.accept(MemorySegment.ofBuffer(near.toByteBuffer(true)));
      }
    }
  }

  /// The numbers of a float tensor, row-major.
  public static float[] toArray(NDArray array) {
    if (array.getDevice().isGpu()) {
      try (NDArray near = array.toDevice(ai.djl.Device.cpu(), true)) {
        return toArray(near);
      }
    }
    float[] values = new float[Math.toIntExact(array.size())];
    MemorySegment from = MemorySegment.ofBuffer(array.toByteBuffer(true));
    MemorySegment.copy(from, ValueLayout.JAVA_FLOAT, 0, values, 0, values.length);
    return values;
  }
}
