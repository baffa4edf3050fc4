package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import java.util.Arrays;

/// How far the student's scores are from the targets: cross entropies of matched points, averaged
/// in each view, then over views (P/models/sonata/sonata_v1m1_base.py:443).
///
/// # How it works
///
/// The two averages are one weighted sum, with weights worked out here: `1 / (matches of the view *
/// views)`, or in proportion to how much a match shall count in its view. Views are counted up to
/// the last one with a match; one without counts with a loss of 0, as in the reference.
///
/// @param temperature the student's
public record ClusterLoss(double temperature) {
  /// The reference's.
  public static ClusterLoss paper() {
    return new ClusterLoss(0.1);
  }

  /// Weight of each match, all of a view alike.
  ///
  /// @param views the view of each match, ascending, `(matches)`
  public static float[] weights(int[] views) {
    float[] alike = new float[views.length];
    Arrays.fill(alike, 1);
    return weights(views, alike);
  }

  /// Weight of each match.
  ///
  /// @param views the view of each match, ascending, `(matches)`
  /// @param importance of matches to each other within a view, above 0, `(matches)`
  public static float[] weights(int[] views, float[] importance) {
    float[] weights = new float[views.length];
    if (views.length == 0) {
      return weights;
    }
    int count = views[views.length - 1] + 1;
    double[] sums = new double[count];
    for (int i = 0; i < views.length; i++) {
      sums[views[i]] += importance[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) (importance[i] / (sums[views[i]] * count));
    }
    return weights;
  }

  /// The loss, one number.
  ///
  /// @param scores of all the student's points, `(points, prototypes)`
  /// @param rows the student's point of each match, `(matches)`
  /// @param targets `(matches, prototypes)`
  /// @param weights of each match, `(matches)`
  public NDArray of(
      Kernels kernels,
      NDManager manager,
      NDArray scores,
      int[] rows,
      NDArray targets,
      float[] weights) {
    return kernels.record(
        manager,
        "cluster_loss",
        scores,
        Torch.indices(manager, rows),
        targets,
        manager.create((float) temperature),
        Torch.floats(manager, new Shape(weights.length), weights));
  }
}
