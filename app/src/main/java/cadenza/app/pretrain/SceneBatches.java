package cadenza.app.pretrain;

import cadenza.scan.Progress;
import cadenza.sonata.pretrain.Batch;
import cadenza.sonata.pretrain.BatchMaker;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.SceneOrder;
import cadenza.sonata.pretrain.ViewPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/// The batches of any step, from the scenes whose turn it is.
final class SceneBatches implements IntFunction<List<Batch>> {
  private final SceneStore scenes;
  private final SceneOrder order;
  private final BatchMaker maker;
  private final int atOnce;

  SceneBatches(SceneStore scenes, Preset preset, long seed) {
    this.scenes = scenes;
    this.order = new SceneOrder(seed, scenes.count(), preset.scenes());
    this.maker = new BatchMaker(preset, seed);
    this.atOnce = preset.scenesAtOnce();
  }

  /// Numbers of a step's scenes.
  int[] scenesOf(int step) {
    return order.of(step);
  }

  @Override
  public List<Batch> apply(int step) {
    int[] scenesOf = order.of(step);
    List<Batch> parts = new ArrayList<>();
    for (int first = 0; first < scenesOf.length; first += atOnce) {
      List<ViewPoints> of = new ArrayList<>();
      for (int i = first; i < first + atOnce; i++) {
        of.add(scenes.scene(scenesOf[i], Progress.none()));
      }
      parts.add(maker.batch(of, step, parts.size(), Progress.none()));
    }
    return parts;
  }
}
