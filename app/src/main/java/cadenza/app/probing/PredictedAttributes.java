package cadenza.app.probing;

import cadenza.probe.Prediction;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import java.util.List;

/// A prediction as attributes of the original points.
final class PredictedAttributes {
  private static final String CLASS = "prediction";
  private static final String PROBABILITY = "probability";

  private PredictedAttributes() {}

  /// Class numbers, the same as those of labels, 0 for points in no voxel; and how likely they are.
  ///
  /// @param inverse finest voxel of each point, -1 for points in none
  static List<Attribute> of(PointCloud cloud, Prediction prediction, int[] inverse) {
    int[] ids = new int[inverse.length];
    float[] probabilities = new float[inverse.length];
    for (int i = 0; i < ids.length; i++) {
      if (inverse[i] >= 0) {
        ids[i] = prediction.probe().classes().get(prediction.classIndex(inverse[i])).id();
        probabilities[i] = prediction.probabilities()[inverse[i]];
      }
    }
    return List.of(
        Attribute.ofInts(free(cloud, CLASS), ids),
        Attribute.ofFloats(free(cloud, PROBABILITY), probabilities));
  }

  /// The name, or another one where the scan has an attribute of that name.
  private static String free(PointCloud cloud, String name) {
    String wanted = name;
    while (cloud.attribute(wanted).isPresent()) {
      wanted = "my_" + wanted;
    }
    return wanted;
  }
}
