package cadenza.app.pretrain;

import cadenza.sonata.pretrain.BatchesAhead;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.Pretraining;
import java.util.Arrays;
import java.util.concurrent.Executor;

/// How long a step takes on this machine, found by taking some with weights that are thrown away.
public final class StepTime {
  private static final int WARM_UP = 4;
  private static final int TIMED = 9;

  private StepTime() {}

  /// Median over some steps, waiting for batches counted.
  public static double median(Preset preset, SceneStore scenes, long seed, Executor makers) {
    try (Pretraining trial = new Pretraining(preset, seed);
        BatchesAhead ahead =
            new BatchesAhead(new SceneBatches(scenes, preset, seed), 0, 2, makers)) {
      double[] seconds = new double[TIMED];
      for (int i = -WARM_UP; i < TIMED; i++) {
        long begin = System.nanoTime();
        trial.step(ahead.take());
        if (i >= 0) {
          seconds[i] = (System.nanoTime() - begin) * 1e-9;
        }
      }
      Arrays.sort(seconds);
      return seconds[TIMED / 2];
    }
  }
}
