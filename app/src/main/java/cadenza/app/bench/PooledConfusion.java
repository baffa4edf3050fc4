package cadenza.app.bench;

import cadenza.probe.Evaluation;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import java.util.List;

/// Truth and prediction of every original point of many scans, counted together.
final class PooledConfusion {
  private final List<ProbeClass> classes;
  private final int[] indexOf = new int[Short.MAX_VALUE + 1];
  private final long[][] counts;

  PooledConfusion(List<ProbeClass> classes) {
    this.classes = List.copyOf(classes);
    this.counts = new long[classes.size()][classes.size()];
    for (int k = 0; k < classes.size(); k++) {
      indexOf[classes.get(k).id()] = k;
    }
  }

  void add(LabelledScan scan, Prediction prediction) {
    int[] predicted =
        prediction.probe().classes().stream().mapToInt(c -> indexOf[c.id()]).toArray();
    for (int i = 0; i < scan.inverse().length; i++) {
      int voxel = scan.inverse()[i];
      if (voxel >= 0 && scan.classIds()[i] > 0) {
        counts[indexOf[scan.classIds()[i]]][predicted[prediction.classIndex(voxel)]]++;
      }
    }
  }

  Evaluation evaluation() {
    return new Evaluation(classes, counts);
  }
}
