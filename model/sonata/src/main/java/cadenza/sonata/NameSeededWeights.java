package cadenza.sonata;

import cadenza.sonata.io.StoredTensor;
import java.util.List;

/// Weights that anyone can make from nothing but the tensors' names, to compare programs and to
/// measure with: element `i` is `scale * u_i`, where `u_i` comes from splitmix64 over the FNV-1a
/// hash of the name and `i` (SPEC, fixtures). They never learned anything.
public final class NameSeededWeights {
  private NameSeededWeights() {}

  /// Weights of a network; the base network's take 434 MB of Java's memory.
  public static Checkpoint checkpoint(SonataConfig config) {
    List<StoredTensor> tensors =
        NetworkTensors.all(config).entrySet().parallelStream()
            .map(entry -> tensor(entry.getKey(), entry.getValue()))
            .toList();
    try {
      return Checkpoint.of("name-seeded", config, InputTransform.official(), false, tensors);
    } catch (WeightsException e) {
      throw new IllegalStateException("the network does not fit itself", e);
    }
  }

  static StoredTensor tensor(String name, long... shape) {
    float[] values = new float[Math.toIntExact(StoredTensor.count(shape))];
    float scale = (float) scale(name, shape);
    boolean gain = shape.length == 1 && name.endsWith(".weight");
    long seed = fnv1a(name);
    for (int i = 0; i < values.length; i++) {
      long k = mix(seed + (i + 1) * 0x9E3779B97F4A7C15L) >>> 40;
      float u = (k - (1 << 23)) / (float) (1 << 23);
      values[i] = gain ? 1 + scale * u : scale * u;
    }
    return StoredTensor.of(name, values, shape);
  }

  private static double scale(String name, long[] shape) {
    if (name.endsWith("mask_token")) {
      return 0.8;
    }
    return switch (shape.length) {
      case 5 -> Math.sqrt(3.0 / (9 * shape[4]));
      case 2 -> Math.sqrt(3.0 / shape[1]) * (name.contains(".qkv.") ? 1.5 : 1);
      default -> name.endsWith(".weight") ? 0.3 : 0.2;
    };
  }

  private static long fnv1a(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  private static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
