package cadenza.app.cli;

import cadenza.probe.Evaluation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// An evaluation as the JSON that commands print. Scores are fractions; a class that the truth has
/// none of has null.
final class Scores {
  private Scores() {}

  static Map<String, Object> of(Evaluation evaluation) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("mIoU", evaluation.meanIou());
    out.put("mAcc", evaluation.meanAccuracy());
    out.put("allAcc", evaluation.accuracy());
    List<Map<String, @Nullable Object>> classes = new ArrayList<>();
    for (int k = 0; k < evaluation.classes().size(); k++) {
      Map<String, @Nullable Object> scores = new LinkedHashMap<>();
      scores.put("name", evaluation.classes().get(k).name());
      scores.put("iou", orNull(evaluation.iou(k)));
      scores.put("acc", orNull(evaluation.accuracy(k)));
      scores.put("points", evaluation.points(k));
      classes.add(scores);
    }
    out.put("classes", classes);
    out.put("confusion", evaluation.confusion());
    return out;
  }

  private static @Nullable Double orNull(OptionalDouble score) {
    return score.isPresent() ? score.getAsDouble() : null;
  }
}
