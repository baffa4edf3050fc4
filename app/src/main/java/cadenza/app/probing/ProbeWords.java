package cadenza.app.probing;

import cadenza.probe.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the pane says of the probe.
final class ProbeWords {
  private ProbeWords() {}

  static String learnt(ProbeOutcome done) {
    if (done.labelledVoxels() == 0) {
      return String.format(
          Locale.ROOT,
          "%d classes of the probe that was opened, trained on %s",
          done.probe().classes().size(),
          String.join(", ", done.probe().provenance().scans()));
    }
    return String.format(
        Locale.ROOT,
        "%d classes from %,d labelled voxels, in %.0f ms",
        done.probe().classes().size(),
        done.labelledVoxels(),
        done.millis());
  }

  /// Scores against the file's own labels, and of which classes they are.
  static String agreement(Evaluation found) {
    List<String> known = new ArrayList<>();
    for (int k = 0; k < found.classes().size(); k++) {
      if (found.points(k) > 0) {
        known.add(found.classes().get(k).name());
      }
    }
    return String.format(
        Locale.ROOT,
        "mIoU %s · mAcc %s · allAcc %s where the file says %s; points of its other classes are left"
            + " out.",
        percent(found.meanIou()),
        percent(found.meanAccuracy()),
        percent(found.accuracy()),
        String.join(", ", known));
  }

  /// A fraction as a score.
  static String percent(double fraction) {
    return Double.isNaN(fraction) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
  }
}
