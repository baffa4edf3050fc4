package cadenza.app.probing;

import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.ScalarType;
import cadenza.scan.io.ScanContents;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A scan with what a probe says of every original point.
///
/// @param inverse finest voxel of each point, -1 where it has none
public record PredictedScan(ScanContents contents, int[] inverse, Prediction prediction) {
  private static final String PROBABILITY = "probability";
  private static final String PREDICTION = "prediction";

  public int pointCount() {
    return inverse.length;
  }

  /// Probability of what a point is taken for, 0 where it has no finite coordinates.
  public float probability(int point) {
    return inverse[point] < 0 ? 0 : prediction.probabilities()[inverse[point]];
  }

  public List<ProbeClass> classes() {
    return prediction.probe().classes();
  }

  /// The scan with its prediction as attributes, all others kept: classes by the numbers that the
  /// scan's own labels have for them.
  ///
  /// @param attribute for the class, or null for `label`, or `prediction` where that is taken
  public ScanContents labelled(@Nullable String attribute) {
    PointCloud cloud = contents.cloud();
    String name = attribute;
    if (name == null) {
      name = cloud.attribute(Attribute.LABEL).isPresent() ? PREDICTION : Attribute.LABEL;
    }
    Map<Integer, String> names = new HashMap<>(contents.labelNames());
    int[] numbers = new int[classes().size()];
    for (int k = 0; k < numbers.length; k++) {
      ProbeClass c = classes().get(k);
      numbers[k] = TruthLabels.valueOf(c, contents.labelNames());
      names.putIfAbsent(numbers[k], c.name());
    }
    int[] labels = new int[pointCount()];
    float[] probabilities = new float[labels.length];
    for (int i = 0; i < labels.length; i++) {
      int voxel = inverse[i];
      labels[i] = voxel < 0 ? 0 : numbers[prediction.classIndex(voxel)];
      probabilities[i] = probability(i);
    }
    return contents
        .withCloud(
            cloud.toBuilder()
                .attribute(integers(name, labels))
                .attribute(Attribute.ofFloats(PROBABILITY, probabilities))
                .build())
        .withLabelNames(names);
  }

  // As narrow as the numbers allow: some formats keep a class in a byte.
  private static Attribute integers(String name, int[] values) {
    int largest = 0;
    for (int value : values) {
      largest = Math.max(largest, value);
    }
    if (largest > 255) {
      return Attribute.ofInts(name, values);
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return new Attribute(name, ScalarType.UINT8, bytes);
  }
}
