package cadenza.sonata.tune;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import cadenza.sonata.BatchSemantics;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.WeightsException;
import cadenza.sonata.io.StoredTensor;
import cadenza.sonata.kernels.FreeMemory;
import cadenza.sonata.kernels.Kernels;
import cadenza.sonata.kernels.PrimitiveCache;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.pretrain.AdamW;
import cadenza.sonata.pretrain.Backbone;
import cadenza.sonata.pretrain.BatchGeometry;
import cadenza.sonata.pretrain.Draws;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.SceneOrder;
import cadenza.sonata.pretrain.Schedules;
import cadenza.sonata.pretrain.Weights;
import java.util.ArrayList;
import java.util.List;

/// A network that learns classes from labels alone, from its first random weights on: what features
/// that were learnt without labels are compared with.
///
/// # How it works
///
/// A step sees the surroundings of one labelled point of one scene ([LabelledView]), as large as
/// the largest view of pretraining and augmented as there. Features of all levels, up-cast to the
/// finest voxels, go through a linear layer; the loss is cross entropy plus Lovász-softmax of the
/// voxels that are labelled (the official fine-tuning's two losses,
/// C/semseg-sonata-v1m1-0a-scannet-lin.py). Optimizer, rates and decay are the pretraining
/// preset's. Scenes, seed and step decide everything that is random.
public final class SupervisedTraining implements AutoCloseable {
  private static final String BACKBONE = "backbone.";
  private static final String WEIGHT = "seg_head.weight";
  private static final String BIAS = "seg_head.bias";
  private static final double DEVIATION = 0.02;
  private static final int HEAD = 5_000_000;

  private final Preset preset;
  private final SonataConfig network;
  private final int classes;
  private final long seed;
  private final NDManager manager;
  private final Kernels kernels;
  private final Weights weights;
  private final AdamW optimizer;
  private final Backbone backbone;

  /// What a step did.
  ///
  /// @param step its number, counted from 0
  /// @param loss before the weights changed
  /// @param labels voxels it learnt from
  public record Report(int step, double loss, int labels) {}

  /// The linear layer.
  ///
  /// @param weights `(classes, channels of all levels, finest first)`
  /// @param bias `(classes)`
  public record Head(float[] weights, float[] bias) {}

  /// @param preset network, input, views and schedules of pretraining; the rest does not matter
  /// @param classes how many there are
  /// @param seed of everything that is random
  public SupervisedTraining(Preset preset, int classes, long seed) {
    if (classes < 2) {
      throw new IllegalArgumentException("there are at least two classes to tell apart");
    }
    this.preset = preset;
    this.network = preset.network().withMaskToken(false);
    this.classes = classes;
    this.seed = seed;
    PrimitiveCache.keepSmall();
    this.manager = NDManager.newBaseManager(Device.cpu(), Torch.start().getEngineName());
    this.kernels = Kernels.loadTraining(manager.getDevice());
    this.weights = new Weights(manager, kernels, first(), true);
    this.optimizer = new AdamW(manager, weights);
    this.backbone = new Backbone(network, weights.under(BACKBONE), network.dropPath());
  }

  private List<StoredTensor> first() {
    List<StoredTensor> tensors = new ArrayList<>();
    Checkpoint.untrained(network, preset.input(), seed).tensors().stream()
        .map(tensor -> tensor.renamed(BACKBONE + tensor.name()))
        .forEach(tensors::add);
    int channels = network.encChannels().stream().mapToInt(Integer::intValue).sum();
    float[] values = new Draws(seed).stream(HEAD).normals(classes * channels);
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) DEVIATION;
    }
    tensors.add(StoredTensor.of(WEIGHT, values, classes, channels));
    tensors.add(StoredTensor.of(BIAS, new float[classes], classes));
    return tensors;
  }

  /// Steps taken, which is also the number of the next one.
  public int steps() {
    return optimizer.steps();
  }

  /// Takes the next step, with the rates of that step.
  ///
  /// @param scenes all there are; the step chooses one
  /// @throws ArithmeticException as below
  public Report step(List<LabelledScene> scenes) {
    return step(scenes, steps());
  }

  /// Takes the next step. Rates may be those of another one, so that a run that has so much time,
  /// and not so many steps, ends with the schedule's end.
  ///
  /// @param scenes all there are; the step chooses one
  /// @param rates step of the schedules whose rates this one has
  /// @throws ArithmeticException if the loss or a gradient is not finite; weights are then as they
  ///   were
  public Report step(List<LabelledScene> scenes, int rates) {
    int step = steps();
    int scene = new SceneOrder(seed, scenes.size(), 1).of(step)[0];
    LabelledView view =
        LabelledView.of(
            scenes.get(scene), preset, preset.views().mostPoints(), new Draws(seed).stream(step));
    weights.clearGradients();
    double loss = backward(view, new Draws(seed).stream(step).stream(2));
    if (!Double.isFinite(loss)) {
      throw new ArithmeticException("the loss of step " + step + " is not finite");
    }
    Schedules.Values now = preset.schedules().at(rates);
    optimizer.step(
        name -> preset.schedules().cycle().rate(rates, preset.rates().maximum(name)),
        now.beta1(),
        now.weightDecay(),
        preset.longestGradient());
    FreeMemory.giveBack();
    int labels = 0;
    for (int label : view.labels()) {
      labels += label == LabelledScene.NONE ? 0 : 1;
    }
    return new Report(step, loss, labels);
  }

  private double backward(LabelledView view, Draws draws) {
    try (NDManager scope = manager.newSubManager()) {
      BatchGeometry geometry =
          BatchGeometry.of(
              scope, List.of(view.geometry()), network.encPatchSize(), BatchSemantics.INDEPENDENT);
      NDArray labels = Torch.indices(scope, view.labels());
      NDArray shares = Torch.floats(scope, new Shape(3), new float[] {1, 1, 0});
      try (GradientCollector collector = manager.getEngine().newGradientCollector()) {
        List<NDArray> levels = backbone.levels(scope, geometry, view.features(), null, draws);
        NDArray features = backbone.upcast(scope, geometry, levels, 0);
        NDArray logits =
            kernels.record(scope, "linear", features, weights.get(WEIGHT), weights.get(BIAS));
        NDArray entropy = kernels.record(scope, "label_entropy", logits, labels);
        NDArray lovasz = kernels.record(scope, "lovasz", logits, labels);
        NDArray total = kernels.record(scope, "weighted", entropy, lovasz, lovasz, shares);
        collector.backward(total);
        try (NDArray value = total.stopGradient()) {
          return Torch.toArray(value)[0];
        }
      }
    }
  }

  /// All weights, with the gradients of the last step.
  public Weights weights() {
    return weights;
  }

  /// The encoder as it is now.
  ///
  /// @param name what to call it
  public Checkpoint encoder(String name) {
    List<StoredTensor> tensors = new ArrayList<>();
    for (StoredTensor tensor : weights.stored("")) {
      if (tensor.name().startsWith(BACKBONE)) {
        tensors.add(tensor.renamed(tensor.name().substring(BACKBONE.length())));
      }
    }
    try {
      return Checkpoint.of(name, network, preset.input(), steps() > 0, tensors);
    } catch (WeightsException e) {
      throw new IllegalStateException("the network does not fit itself", e);
    }
  }

  /// The linear layer as it is now.
  public Head head() {
    return new Head(Torch.toArray(weights.get(WEIGHT)), Torch.toArray(weights.get(BIAS)));
  }

  @Override
  public void close() {
    manager.close();
    kernels.close();
  }
}
