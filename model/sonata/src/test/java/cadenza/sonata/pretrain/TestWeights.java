package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.io.NpyArray;
import cadenza.sonata.io.StoredTensor;
import java.util.Arrays;

/// Weights from fixtures, and how near numbers are to those of fixtures.
final class TestWeights {
  private TestWeights() {}

  static StoredTensor tensor(String name, NpyArray array) {
    return StoredTensor.of(
        name, array.floats(), Arrays.stream(array.shape()).asLongStream().toArray());
  }

  /// Largest difference.
  static double worst(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double worst = 0;
    for (int i = 0; i < actual.length; i++) {
      double difference = Math.abs((double) actual[i] - expected[i]);
      worst =
          difference <= worst ? worst : Double.isNaN(difference) ? Double.MAX_VALUE : difference;
    }
    return worst;
  }

  /// Length of the difference over the length of what is expected.
  static double relative(float[] actual, float[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double difference = 0;
    double length = 0;
    for (int i = 0; i < actual.length; i++) {
      difference += Math.pow((double) actual[i] - expected[i], 2);
      length += Math.pow(expected[i], 2);
    }
    return Math.sqrt(difference / length);
  }
}
