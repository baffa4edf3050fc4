package cadenza.sonata;

import cadenza.scan.Progress;
import cadenza.sonata.io.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A linear layer from features to classes, as the official demo's `SegHead` (demo/2_sem_seg.py;
/// SPEC vii): `logit[c] = bias[c] + sum_k weights[c][k] * feature[k]`, the features being those of
/// all levels side by side, finest first (1232 for the base model).
///
/// @param name what a person calls it: the file's name
/// @param sha256 hexadecimal hash over names, shapes and numbers of both tensors
/// @param channels features a voxel that go in
/// @param classes logits that come out
/// @param weights `(classes, channels)` row-major
/// @param bias `(classes)`
public record LinearHead(
    String name, String sha256, int channels, int classes, float[] weights, float[] bias) {
  /// More than any head has: a quarter of a gigabyte.
  private static final long MAX_WEIGHTS = 1 << 26;

  public LinearHead {
    if (channels < 1
        || classes < 1
        || weights.length != (long) channels * classes
        || bias.length != classes) {
      throw new IllegalArgumentException(
          weights.length + " weights and " + bias.length + " biases make no head");
    }
  }

  /// Reads a head from a file of its own or from a segmentor's.
  ///
  /// @throws WeightsException if there is none or it cannot be used
  public static LinearHead read(Path file, Progress progress) throws IOException {
    return of(WeightsFile.read(file, progress));
  }

  /// The head in a file that was opened.
  ///
  /// @throws WeightsException if there is none or it cannot be used
  public static LinearHead of(WeightsFile file) throws WeightsException {
    StoredTensor weight = tensor(file, "weight");
    StoredTensor bias = tensor(file, "bias");
    long[] shape = weight.shape();
    if (shape.length != 2
        || shape[0] < 1
        || shape[1] < 1
        || weight.count() > MAX_WEIGHTS
        || !Arrays.equals(bias.shape(), new long[] {shape[0]})) {
      throw new WeightsException(
          file.path(),
          "its head has weights of shape %s and biases of shape %s, wanted (classes, channels) and (classes)"
              .formatted(weight.shapeText(), bias.shapeText()),
          "Give the file of a linear head.");
    }
    checkConfig(file, "num_classes", shape[0]);
    checkConfig(file, "backbone_out_channels", shape[1]);
    return new LinearHead(
        file.name(),
        Fingerprint.of(
            List.of(weight.renamed("weight"), bias.renamed("bias")),
            new TreeMap<>(Map.of("kind", "linear head"))),
        Math.toIntExact(shape[1]),
        Math.toIntExact(shape[0]),
        weight.floats(),
        bias.floats());
  }

  private static StoredTensor tensor(WeightsFile file, String name) throws WeightsException {
    return file.headTensor(name)
        .orElseThrow(() ->
            new WeightsException(
                file.path(),
                "it holds no linear head: no tensor is called seg_head." + name,
                "Give the file of a linear head."));
  }

  /// A head's own file says its sizes; a segmentor's does not.
  private static void checkConfig(WeightsFile file, String key, long actual)
      throws WeightsException {
    if (file.config().get(key) instanceof Number said && said.doubleValue() != actual) {
      throw new WeightsException(
          file.path(),
          "its config says " + key + " = " + said + ", its tensors " + actual,
          "Get the file again.");
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LinearHead head
        && head.name.equals(name)
        && head.channels == channels
        && Arrays.equals(head.weights, weights)
        && Arrays.equals(head.bias, bias);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(weights) + Arrays.hashCode(bias);
  }

  @Override
  public String toString() {
    return name + " (" + channels + " features to " + classes + " classes)";
  }
}
