package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.sonata.io.StoredTensor;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// The optimizer: Adam with decay of the weights themselves (Loshchilov and Hutter, arXiv
/// 1711.05101), each weight with its own rate, gradients cut to a common length.
///
/// # How it works
///
/// `w *= 1 - rate * decay; m = lerp(m, g, 1 - beta1); v = beta2 v + (1 - beta2) g²; w -= rate / (1
/// - beta1^t) * m / (sqrt(v / (1 - beta2^t)) + epsilon)`, as PyTorch has it. Everything is done in
///   place by one native call, so memory does not grow, and `t` counts calls.
public final class AdamW implements AutoCloseable {
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;
  private static final String FIRST = "first.";
  private static final String SECOND = "second.";

  /// As PyTorch's `clip_grad_norm_`, so that a gradient of length 0 can be divided by.
  private static final double LENGTH_EPSILON = 1e-6;

  private final Weights weights;
  private final List<String> names;
  private final NDManager manager;
  private final List<NDArray> first = new ArrayList<>();
  private final List<NDArray> second = new ArrayList<>();
  private int steps;

  /// @param owner of the device's memory; the moments get a part of it
  /// @param weights what learns; stays the caller's to close
  public AdamW(NDManager owner, Weights weights) {
    this.weights = weights;
    this.names = weights.learned();
    this.manager = owner.newSubManager();
    for (String name : names) {
      first.add(zeros(weights.get(name).getShape()));
      second.add(zeros(weights.get(name).getShape()));
    }
  }

  /// Goes on where an optimizer of the same weights stood.
  ///
  /// @param tensors as [#stored()] gave them, by name
  /// @param steps it had taken
  AdamW(NDManager owner, Weights weights, Map<String, StoredTensor> tensors, int steps) {
    this.weights = weights;
    this.names = weights.learned();
    this.manager = owner.newSubManager();
    this.steps = steps;
    for (String name : names) {
      first.add(loaded(tensors, FIRST + name));
      second.add(loaded(tensors, SECOND + name));
    }
  }

  private NDArray loaded(Map<String, StoredTensor> tensors, String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + name);
    }
    return Torch.floats(manager, new Shape(tensor.shape()), tensor::copyFloatsTo);
  }

  /// Copies of both moments of all weights.
  List<StoredTensor> stored() {
    List<StoredTensor> tensors = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      tensors.add(Weights.stored(FIRST + names.get(i), first.get(i)));
      tensors.add(Weights.stored(SECOND + names.get(i), second.get(i)));
    }
    return tensors;
  }

  private NDArray zeros(Shape shape) {
    return Torch.floats(manager, shape, segment -> segment.fill((byte) 0));
  }

  /// Takes a step along the gradients there are.
  ///
  /// @param rate learning rate of the weight of a name
  /// @param beta1 first momentum
  /// @param decay of all weights
  /// @param longest gradients together are cut to that length
  /// @return their length before
  /// @throws ArithmeticException if that is not finite; then nothing changed
  public double step(ToDoubleFunction<String> rate, double beta1, double decay, double longest) {
    Kernels kernels = weights.kernels();
    List<NDArray> gradients = weights.gradients(names);
    try {
      double length = length(kernels, gradients);
      if (!Double.isFinite(length)) {
        throw new ArithmeticException("gradients are not finite");
      }
      steps++;
      kernels.change(
          "adamw_",
          weights.all(names),
          gradients,
          first,
          second,
          names.stream().mapToDouble(rate).toArray(),
          new double[] {
            Math.min(1, longest / (length + LENGTH_EPSILON)),
            beta1,
            BETA2,
            EPSILON,
            decay,
            1 - Math.pow(beta1, steps),
            Math.sqrt(1 - Math.pow(BETA2, steps))
          });
      return length;
    } finally {
      gradients.forEach(NDArray::close);
    }
  }

  private double length(Kernels kernels, List<NDArray> gradients) {
    try (NDArray length = kernels.call(manager, "length", gradients)) {
      return Torch.toArray(length)[0];
    }
  }

  /// Steps taken.
  public int steps() {
    return steps;
  }

  @Override
  public void close() {
    manager.close();
  }
}
