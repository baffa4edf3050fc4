package cadenza.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.probe.FeatureSource;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.probe.ProbeScan;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.sonata.tune.SupervisedTraining;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SupervisedRunTest {
  private static final int VOXELS = 200;
  private static final int FINE = 3;
  private static final int COARSE = 5;

  private final SplittableRandom random = new SplittableRandom(3);

  private float[] numbers(int count) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) random.nextGaussian();
    }
    return out;
  }

  /// A head sees the levels side by side, the finest first; as a probe it must say the same.
  @Test
  void theHeadPredictsAsItWasTrained() {
    float[] fine = numbers(VOXELS * FINE);
    float[] coarse = numbers(10 * COARSE);
    int[] parents = new int[VOXELS];
    for (int v = 0; v < VOXELS; v++) {
      parents[v] = random.nextInt(10);
    }
    ProbeScan scan =
        new ProbeScan(
            "made up",
            new FeaturePyramid(
                List.of(
                    new FeaturePyramid.Features(FINE, fine, parents),
                    new FeaturePyramid.Features(COARSE, coarse, new int[0]))),
            null,
            new FeatureSource("made up", "made up", .06));
    List<ProbeClass> classes =
        List.of(
            new ProbeClass(1, "one", 0),
            new ProbeClass(4, "four", 0),
            new ProbeClass(9, "nine", 0));
    SupervisedTraining.Head head =
        new SupervisedTraining.Head(numbers(3 * (FINE + COARSE)), numbers(3));
    Prediction prediction =
        new SupervisedRun(classes, 1).probe(head, scan).predict(scan, Progress.none());
    int[] seen = new int[3];
    for (int v = 0; v < VOXELS; v++) {
      int best = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < 3; k++) {
        double logit = head.bias()[k];
        for (int c = 0; c < FINE + COARSE; c++) {
          double feature = c < FINE ? fine[v * FINE + c] : coarse[parents[v] * COARSE + c - FINE];
          logit += head.weights()[k * (FINE + COARSE) + c] * feature;
        }
        if (logit > most) {
          most = logit;
          best = k;
        }
      }
      assertThat((int) prediction.classIndex(v)).isEqualTo(best);
      seen[best]++;
    }
    assertThat(seen).doesNotContain(0); // else little was compared
  }
}
