package cadenza.app.probing;

import cadenza.app.labels.LabelClass;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
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
  /// @param classes of the labels
  static List<Attribute> of(PointCloud cloud, ProbeOutcome outcome, List<LabelClass> classes) {
    Prediction prediction = outcome.prediction();
    int[] inverse = outcome.encoded().grid().inverse();
    int[] numbers = numbers(outcome, classes);
    int[] ids = new int[inverse.length];
    float[] probabilities = new float[inverse.length];
    for (int i = 0; i < ids.length; i++) {
      if (inverse[i] >= 0) {
        ids[i] = numbers[prediction.classIndex(inverse[i])];
        probabilities[i] = prediction.probabilities()[inverse[i]];
      }
    }
    return List.of(
        Attribute.ofInts(free(cloud, CLASS), ids),
        Attribute.ofFloats(free(cloud, PROBABILITY), probabilities));
  }

  /// What each class of the probe is written as. A probe from a file has numbers of its own: where
  /// a label class has the same name it is that one, else a number that no label class has.
  private static int[] numbers(ProbeOutcome outcome, List<LabelClass> classes) {
    List<ProbeClass> known = outcome.probe().classes();
    int[] numbers = known.stream().mapToInt(ProbeClass::id).toArray();
    if (!outcome.trainedHere()) {
      int beyond = classes.stream().mapToInt(LabelClass::id).max().orElse(0);
      for (int k = 0; k < numbers.length; k++) {
        String name = known.get(k).name();
        int free = beyond + numbers[k];
        numbers[k] =
            classes.stream()
                .filter(one -> TruthLabels.isSame(one.name(), name))
                .mapToInt(LabelClass::id)
                .findFirst()
                .orElse(free);
      }
    }
    return numbers;
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
