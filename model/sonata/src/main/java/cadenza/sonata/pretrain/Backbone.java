package cadenza.sonata.pretrain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.Parameters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The encoder in training: the same network as [cadenza.sonata.Encoder], with operators that
/// gradients flow through, and with drop path (S/model.py:566).
///
/// # How it works
///
/// ```
/// x = embedding(features), hidden rows replaced by the mask token
/// for each stage s:
///   x = pooling(x)  if s > 0
///   for each block i:  x += cpe(x); x += drop(attention(x along order[i mod 4])); x += drop(mlp(x))
/// ```
///
/// Inference works in place and by stretches of rows, which would spoil what gradients need; so
/// this holds all of a batch's intermediate results until the backward pass. Drop path drops the
/// branch of single rows, with a chance that grows block by block, and scales the others up.
public final class Backbone {
  private final SonataConfig config;
  private final Parameters parameters;
  private final double dropPath;
  private final Precision precision;

  /// With products of 32-bit floats.
  ///
  /// @param parameters names begin at the encoder: `embedding.` and `enc.`
  /// @param dropPath chance to drop a branch at the last block; 0 for the teacher
  public Backbone(SonataConfig config, Parameters parameters, double dropPath) {
    this(config, parameters, dropPath, Precision.F32);
  }

  /// @param parameters names begin at the encoder: `embedding.` and `enc.`
  /// @param dropPath chance to drop a branch at the last block; 0 for the teacher
  /// @param precision of the products of stages; the stem, norms, sums and softmax stay as they
  ///   are, weights and their gradients are 32-bit floats either way
  public Backbone(
      SonataConfig config, Parameters parameters, double dropPath, Precision precision) {
    if (!(dropPath >= 0 && dropPath < 1)) {
      throw new IllegalArgumentException("drop path is at least 0 and below 1, not " + dropPath);
    }
    this.config = config;
    this.parameters = parameters;
    this.dropPath = dropPath;
    this.precision = precision;
  }

  /// Features of a batch on every level.
  ///
  /// @param manager owner of all results, also of intermediate ones
  /// @param features `(rows of level 0, inChannels)`
  /// @param hidden true where the mask token stands for a row, or null
  /// @param draws for drop path
  /// @return `(rows of the level, channels)` each
  public List<NDArray> levels(
      NDManager manager,
      BatchGeometry geometry,
      float[] features,
      boolean @Nullable [] hidden,
      Draws draws) {
    Run run = new Run(manager, geometry, draws);
    List<NDArray> levels = new ArrayList<>();
    NDArray x = run.embed(features, hidden);
    for (int s = 0; s < config.stageCount(); s++) {
      if (s > 0) {
        x = run.pool(s, x);
      }
      for (int i = 0; i < config.encDepths().get(s); i++) {
        x = run.block(s, i, x);
      }
      levels.add(x);
    }
    return levels;
  }

  /// Features of a level beside those of all coarser ones, as heads and probes want them: coarser
  /// ones follow, finest first (SPEC iv).
  ///
  /// @param levels features of every level
  /// @param level the finest one to take
  /// @return `(rows of the level, channels of it and all coarser ones)`
  public NDArray upcast(
      NDManager manager, BatchGeometry geometry, List<NDArray> levels, int level) {
    NDArray x = levels.getLast();
    for (int s = levels.size() - 2; s >= level; s--) {
      NDArray parents = geometry.levels().get(s).parents(geometry.levels().get(s + 1));
      x = parameters.kernels().record(manager, "upcast", levels.get(s), x, parents);
    }
    return x;
  }

  /// One pass.
  private final class Run {
    private final NDManager manager;
    private final BatchGeometry geometry;
    private final Draws draws;
    private final Kernels kernels = parameters.kernels();
    private int blocks; // that were run

    Run(NDManager manager, BatchGeometry geometry, Draws draws) {
      this.manager = manager;
      this.geometry = geometry;
      this.draws = draws;
    }

    NDArray embed(float[] features, boolean @Nullable [] hidden) {
      int rows = geometry.levels().getFirst().rowCount();
      NDArray input = Torch.floats(manager, new Shape(rows, config.inChannels()), features);
      NDArray x =
          kernels.record(
              manager,
              "stem",
              input,
              parameters.get("embedding.stem.linear.weight"),
              parameters.get("embedding.stem.linear.bias"),
              parameters.get("embedding.stem.norm.weight"),
              parameters.get("embedding.stem.norm.bias"));
      if (hidden == null) {
        return x;
      }
      NDArray mask = manager.create(hidden);
      return kernels.record(manager, "hidden", x, mask, parameters.get("embedding.mask_token"));
    }

    NDArray pool(int stage, NDArray x) {
      Parameters p = parameters.under("enc.enc" + stage + ".down.");
      return kernels.record(
          manager,
          "pooled",
          x,
          geometry.members(manager, stage),
          factor(p, "proj.weight"),
          p.get("proj.bias"),
          p.get("norm.0.weight"),
          p.get("norm.0.bias"));
    }

    NDArray block(int stage, int index, NDArray input) {
      Parameters p = parameters.under("enc.enc" + stage + ".block" + index + ".");
      LevelIndices level = geometry.levels().get(stage);
      LevelIndices.Neighbors neighbors = level.neighbors();
      NDArray x =
          kernels.record(
              manager,
              "position",
              input,
              factor(p, "cpe.0.weight"),
              p.get("cpe.0.bias"),
              neighbors.written(),
              neighbors.read(),
              neighbors.starts(),
              factor(p, "cpe.1.weight"),
              p.get("cpe.1.bias"),
              p.get("cpe.2.weight"),
              p.get("cpe.2.bias"));
      LevelIndices.Patches patches = level.patches(config.curve(index).row());
      double chance = dropPath * blocks++ / Math.max(1, blockCount() - 1);
      x =
          kernels.record(
              manager,
              "attention",
              x,
              patches.rows(),
              patches.own(),
              segments(stage, patches),
              p.get("norm1.0.weight"),
              p.get("norm1.0.bias"),
              factor(p, "attn.qkv.weight"),
              p.get("attn.qkv.bias"),
              factor(p, "attn.proj.weight"),
              p.get("attn.proj.bias"),
              keep(level.rowCount(), chance));
      return kernels.record(
          manager,
          "perceptron",
          x,
          p.get("norm2.0.weight"),
          p.get("norm2.0.bias"),
          factor(p, "mlp.0.fc1.weight"),
          p.get("mlp.0.fc1.bias"),
          factor(p, "mlp.0.fc2.weight"),
          p.get("mlp.0.fc2.bias"),
          keep(level.rowCount(), chance));
    }

    /// A weight that rows are multiplied with.
    private NDArray factor(Parameters p, String name) {
      NDArray weight = p.get(name);
      return precision == Precision.BF16 ? kernels.record(manager, "rounded", weight) : weight;
    }

    private NDArray segments(int stage, LevelIndices.Patches patches) {
      long[] numbers = new long[patches.runs().length + 1];
      numbers[0] = config.encNumHead().get(stage);
      System.arraycopy(patches.runs(), 0, numbers, 1, patches.runs().length);
      return LevelIndices.onProcessor(manager, numbers);
    }

    private int blockCount() {
      return config.encDepths().stream().mapToInt(Integer::intValue).sum();
    }

    /// What each row's branch is multiplied with, `(rows, 1)`; empty if nothing is dropped.
    private NDArray keep(int rows, double chance) {
      if (chance == 0) {
        return manager.create(new Shape(0));
      }
      float[] factors = new float[rows];
      for (int i = 0; i < rows; i++) {
        factors[i] = draws.chance(chance) ? 0 : (float) (1 / (1 - chance));
      }
      return Torch.floats(manager, new Shape(rows, 1), factors);
    }
  }
}
