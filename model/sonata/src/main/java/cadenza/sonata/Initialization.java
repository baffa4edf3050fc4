package cadenza.sonata;

import cadenza.sonata.io.StoredTensor;
import java.util.Arrays;
import java.util.SplittableRandom;

/// First values of weights, before they learn anything (S/model.py:733).
final class Initialization {
  private static final double DEVIATION = 0.02;
  private static final double CUT = 2;

  private Initialization() {}

  /// Each tensor draws from its own stream, seeded by its name, so that one network does not change
  /// when another part of it does.
  static StoredTensor tensor(String name, long[] shape, long seed) {
    float[] values = new float[Math.toIntExact(StoredTensor.count(shape))];
    boolean weight = name.endsWith(".weight");
    if (weight && shape.length > 1) {
      SplittableRandom random = new SplittableRandom(seed ^ hash(name));
      for (int i = 0; i < values.length; i++) {
        double value;
        do {
          value = DEVIATION * gaussian(random);
        } while (Math.abs(value) > CUT);
        values[i] = (float) value;
      }
    } else if (weight) {
      Arrays.fill(values, 1); // normalisations
    }
    return StoredTensor.of(name, values, shape);
  }

  /// Box and Muller's transform by [StrictMath]: unlike `nextGaussian` of some generators it is the
  /// same on every machine and every JDK.
  private static double gaussian(SplittableRandom random) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
    return radius * StrictMath.cos(2 * Math.PI * random.nextDouble());
  }

  /// 64-bit FNV-1a over the name's characters.
  private static long hash(String name) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}
