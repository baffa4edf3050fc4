package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.sonata.io.StoredTensor;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Weights of a network in training, by the reference's names and in its layout, in one place of
/// native memory from the first step to the last: gradients are added up, and steps taken, in
/// place.
public final class Weights implements Parameters, AutoCloseable {
  private final NDManager manager;
  private final Kernels kernels;
  private final boolean learning;
  private final Map<String, NDArray> arrays = new LinkedHashMap<>();
  private final List<String> learned = new ArrayList<>();

  /// Copies weights to a device.
  ///
  /// @param owner of the device's memory; these weights get a part of it
  /// @param kernels operators of training; stay the caller's to close
  /// @param tensors names and values
  /// @param learning whether gradients shall be kept for them
  public Weights(NDManager owner, Kernels kernels, List<StoredTensor> tensors, boolean learning) {
    this.manager = owner.newSubManager();
    this.kernels = kernels;
    this.learning = learning;
    for (StoredTensor tensor : tensors) {
      NDArray array = Torch.floats(manager, new Shape(tensor.shape()), tensor::copyFloatsTo);
      arrays.put(tensor.name(), array);
      // Lengths of prototypes stay 1 (P/models/sonata/sonata_v1m1_base.py:49).
      if (learning && !OnlineCluster.isLength(tensor.name())) {
        array.setRequiresGradient(true);
        learned.add(tensor.name());
      }
    }
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

  /// All names, in the order they came in.
  public List<String> names() {
    return List.copyOf(arrays.keySet());
  }

  /// Numbers in all of them.
  public long parameterCount() {
    return all(names()).stream().mapToLong(tensor -> tensor.getShape().size()).sum();
  }

  /// Names of those that learn.
  public List<String> learned() {
    return List.copyOf(learned);
  }

  /// The tensors of those names.
  public List<NDArray> all(List<String> names) {
    return names.stream().map(this::get).toList();
  }

  /// The gradients of those names: close each. They are zero before the first backward pass.
  List<NDArray> gradients(List<String> names) {
    return names.stream().map(name -> get(name).getGradient()).toList();
  }

  /// The numbers of a weight's gradient, row-major.
  public float[] gradient(String name) {
    try (NDArray gradient = get(name).getGradient()) {
      return Torch.toArray(gradient);
    }
  }

  /// Forgets gradients, so that the next backward pass begins at zero.
  public void clearGradients() {
    if (!learning) {
      return;
    }
    List<NDArray> gradients = gradients(learned);
    try {
      kernels.change("clear_", gradients);
    } finally {
      gradients.forEach(NDArray::close);
    }
  }

  /// Copies of all weights.
  ///
  /// @param prefix what names begin with in the copies
  public List<StoredTensor> stored(String prefix) {
    return arrays.entrySet().stream()
        .map(entry -> stored(prefix + entry.getKey(), entry.getValue()))
        .toList();
  }

  static StoredTensor stored(String name, NDArray array) {
    return StoredTensor.of(name, Torch.toArray(array), array.getShape().getShape());
  }

  @Override
  public void close() {
    manager.close();
  }
}
