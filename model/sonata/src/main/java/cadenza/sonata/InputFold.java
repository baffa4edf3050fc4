package cadenza.sonata;

import cadenza.sonata.io.StoredTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Moves an input transform's numbers into the network's first layer.
///
/// # How it works
///
/// The first layer is linear: `W (s ⊙ (x - o)) + b = (W ⊙ s) x + (b - W (s ⊙ o))`. So a network for
/// shifted and scaled features becomes one for features as they are, which is what the official
/// transform gives. Computed in double precision.
final class InputFold {
  private static final String WEIGHT = "embedding.stem.linear.weight"; // (channels, 9)
  private static final String BIAS = "embedding.stem.linear.bias"; // (channels)

  private InputFold() {}

  /// The same voxels with features as they are.
  static InputTransform identity(InputTransform transform) {
    float[] ones = new float[InputTransform.CHANNELS];
    Arrays.fill(ones, 1);
    return new InputTransform(transform.gridSizeMeters(), new float[InputTransform.CHANNELS], ones);
  }

  /// Tensors that do the same with features as they are; all but two are handed on.
  static List<StoredTensor> folded(List<StoredTensor> tensors, InputTransform transform) {
    StoredTensor weight = named(tensors, WEIGHT);
    StoredTensor bias = named(tensors, BIAS);
    float[] w = weight.floats();
    float[] b = bias.floats();
    float[] offset = transform.offset();
    float[] scale = transform.scale();
    for (int row = 0; row < b.length; row++) {
      double shift = 0;
      for (int c = 0; c < scale.length; c++) {
        double scaled = (double) w[row * scale.length + c] * scale[c];
        shift += scaled * offset[c];
        w[row * scale.length + c] = (float) scaled;
      }
      b[row] = (float) (b[row] - shift);
    }
    List<StoredTensor> out = new ArrayList<>();
    for (StoredTensor tensor : tensors) {
      out.add(
          switch (tensor.name()) {
            case WEIGHT -> StoredTensor.of(WEIGHT, w, weight.shape());
            case BIAS -> StoredTensor.of(BIAS, b, bias.shape());
            default -> tensor;
          });
    }
    return out;
  }

  private static StoredTensor named(List<StoredTensor> tensors, String name) {
    return tensors.stream().filter(t -> t.name().equals(name)).findFirst().orElseThrow();
  }
}
