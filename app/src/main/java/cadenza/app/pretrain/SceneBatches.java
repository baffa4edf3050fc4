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

/// The batch of any step, from the scenes whose turn it is.
final class SceneBatches implements IntFunction<Batch> {
  private final SceneStore scenes;
  private final SceneOrder order;
  private final BatchMaker maker;

  SceneBatches(SceneStore scenes, Preset preset, long seed) {
    this.scenes = scenes;
    this.order = new SceneOrder(seed, scenes.count(), preset.scenes());
    this.maker = new BatchMaker(preset, seed);
  }

  /// Numbers of a step's scenes.
  int[] scenesOf(int step) {
    return order.of(step);
  }

  @Override
  public Batch apply(int step) {
    List<ViewPoints> of = new ArrayList<>();
    for (int scene : order.of(step)) {
      of.add(scenes.scene(scene, Progress.none()));
    }
    return maker.batch(of, step, Progress.none());
  }
}
