package cadenza.sonata;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.sonata.kernels.DeviceMemoryException;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.Block;
import cadenza.sonata.nn.Children;
import cadenza.sonata.nn.Embedding;
import cadenza.sonata.nn.GridPooling;
import cadenza.sonata.nn.LevelTensors;
import cadenza.sonata.nn.RowOrder;
import cadenza.sonata.nn.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Sonata's encoder, Point Transformer V3 (Wu et al., arXiv 2503.16429 and 2312.10035;
/// S/model.py:566), for inference.
///
/// # How it works
///
/// ```
/// x = embedding(features)                            (voxels of level 0, 48)
/// for each stage s:
///   x = pooling(x)  if s > 0                         (voxels of level s, channels of s)
///   for each block i:  x += cpe(x); x += attention(x along order[i mod 4]); x += perceptron(x)
///   level s of the answer = x
/// ```
///
/// Everything that depends on coordinates comes from the [Pyramid]; curves are never shuffled, so
/// the same scan gives the same features. Inside, voxels lie along a curve ([RowOrder]) and every
/// step works on stretches of them ([Stretch]): large scenes are never cut into tiles, whose
/// features would differ at the seams, yet besides the weights memory holds one level's features
/// twice, its geometry as indices, and some megabytes ([MemoryNeed]). Native memory of a run is
/// freed when it ends, also when it is cancelled.
public final class Encoder implements AutoCloseable {
  /// Longest array that every Java gives.
  private static final long MOST_NUMBERS = Integer.MAX_VALUE - 8;

  private final SonataConfig config;
  private final Device device;
  private final EncoderParameters parameters;
  private final Embedding embedding;
  private final List<GridPooling> poolings = new ArrayList<>(); // of stages 1 and up
  private final List<Stage> stages = new ArrayList<>();

  private Encoder(SonataConfig config, Device device, EncoderParameters parameters) {
    this.config = config;
    this.device = device;
    this.parameters = parameters;
    this.embedding = new Embedding(parameters.under("embedding."), config.hasMaskToken());
    for (int s = 0; s < config.stageCount(); s++) {
      String stage = "enc.enc" + s + ".";
      if (s > 0) {
        poolings.add(new GridPooling(parameters.under(stage + "down.")));
      }
      stages.add(
          new Stage(
              config,
              parameters.under(stage),
              config.encDepths().get(s),
              config.encNumHead().get(s)));
    }
  }

  /// Puts the weights on a device, ready to encode in 32-bit floats.
  ///
  /// @throws DeviceException if the device asked for cannot be used
  public static Encoder open(Checkpoint checkpoint, DeviceChoice choice, Progress progress)
      throws DeviceException {
    return open(checkpoint, choice, Precision.F32, progress);
  }

  /// Puts the weights on a device, ready to encode.
  ///
  /// @throws DeviceException if the device asked for cannot be used
  /// @throws DeviceMemoryException if the device has too little memory for the weights
  public static Encoder open(
      Checkpoint checkpoint, DeviceChoice choice, Precision precision, Progress progress)
      throws DeviceException {
    return open(checkpoint, Devices.choose(choice), precision, progress);
  }

  /// Puts the weights on a device that was chosen before.
  ///
  /// @throws DeviceMemoryException if the device has too little memory for the weights
  public static Encoder open(
      Checkpoint checkpoint, Device device, Precision precision, Progress progress) {
    EncoderParameters parameters =
        EncoderParameters.load(
            checkpoint,
            NetworkTensors.of(checkpoint.config()).keySet(),
            device,
            precision,
            progress);
    return new Encoder(checkpoint.config(), device, parameters);
  }

  /// Where this encoder runs, and why there.
  public Device device() {
    return device;
  }

  /// Shape of the network.
  public SonataConfig config() {
    return config;
  }

  /// Encodes a scan.
  ///
  /// @param pyramid the scan's geometry, with one level a stage
  /// @param features input of the network, `(voxels of level 0, inChannels)`
  /// @throws CancellationException soon after nobody wants the result any more
  /// @throws DeviceMemoryException if the device has too little memory; the encoder stays usable
  public FeaturePyramid encode(Pyramid pyramid, float[] features, Progress progress) {
    return encode(pyramid, features, null, progress, stage -> {});
  }

  /// Encodes a scan, of which some voxels may be hidden, and tells when each stage is done.
  ///
  /// @param hidden true where the mask token stands for a voxel's features, `(voxels of level 0)`,
  ///   or null to hide none
  /// @param stageFinished gets the number of a stage whose features are there; from 0 again where
  ///   memory ran out and the scan is encoded anew in smaller pieces
  public FeaturePyramid encode(
      Pyramid pyramid,
      float[] features,
      boolean @Nullable [] hidden,
      Progress progress,
      IntConsumer stageFinished) {
    try (NDManager scope = parameters.newScope()) {
      return encode(pyramid, features, hidden, Stretch.on(scope), progress, stageFinished);
    }
  }

  /// The same in stretches of a given length, or shorter ones where memory does not suffice.
  FeaturePyramid encode(
      Pyramid pyramid,
      float[] features,
      boolean @Nullable [] hidden,
      Stretch longest,
      Progress progress,
      IntConsumer stageFinished) {
    check(pyramid, features, hidden);
    return Retries.run(
        device,
        "encoding",
        pyramid.levels().getFirst().voxelCount(),
        longest,
        progress,
        stretch -> new Run(pyramid, stretch, progress).encode(features, hidden, stageFinished));
  }

  /// One encoding of one scan.
  private final class Run {
    private final List<Level> levels;
    private final Stretch stretch;
    private final RunProgress progress;

    Run(Pyramid pyramid, Stretch stretch, Progress progress) {
      this.levels = pyramid.levels();
      this.stretch = stretch;
      this.progress =
          RunProgress.of(
              progress,
              "Encoding",
              pyramid,
              config.encDepths(),
              config.encChannels(),
              config.encPatchSize());
    }

    FeaturePyramid encode(
        float[] features, boolean @Nullable [] hidden, IntConsumer stageFinished) {
      List<FeaturePyramid.Features> answer = new ArrayList<>();
      RowOrder order = RowOrder.of(levels.getFirst());
      NDManager scope = parameters.newScope();
      try {
        NDArray x = embed(scope, order, features, hidden); // (voxels, channels of stage 0)
        for (int s = 0; s < config.stageCount(); s++) {
          progress.beginStage(s);
          if (s > 0) {
            RowOrder coarser = RowOrder.of(levels.get(s));
            NDManager next = parameters.newScope();
            NDManager previous = scope;
            scope = next;
            try (previous) {
              x = pool(next, s, x, order, coarser);
            }
            order = coarser;
          }
          x = runStage(s, x, order);
          answer.add(
              new FeaturePyramid.Features(
                  config.encChannels().get(s), order.leave(x), levels.get(s).parents()));
          stageFinished.accept(s);
        }
      } finally {
        scope.close();
      }
      return new FeaturePyramid(answer);
    }

    private NDArray embed(
        NDManager scope, RowOrder order, float[] features, boolean @Nullable [] hidden) {
      try (NDManager inputs = scope.newSubManager()) {
        NDArray input = order.enter(inputs, features, config.inChannels()); // (voxels, inChannels)
        NDArray x = Torch.empty(scope, new Shape(order.count(), config.encChannels().getFirst()));
        NDArray mask = hidden == null ? null : order.enter(inputs, hidden); // (voxels)
        embedding.forward(input, x, mask, stretch, progress);
        return x;
      }
    }

    private NDArray pool(NDManager owner, int s, NDArray x, RowOrder order, RowOrder coarser) {
      NDArray y = Torch.empty(owner, new Shape(coarser.count(), config.encChannels().get(s)));
      Children children = new Children(levels.get(s - 1).parents(), order, coarser);
      poolings.get(s - 1).forward(x, y, children, stretch, progress);
      return y;
    }

    private NDArray runStage(int s, NDArray x, RowOrder order) {
      try (NDManager indices = parameters.newScope()) {
        LevelTensors tensors =
            new LevelTensors(indices, levels.get(s), order, config.encPatchSize().get(s), stretch);
        return stages.get(s).run(x, tensors, progress);
      }
    }
  }

  private void check(Pyramid pyramid, float[] features, boolean @Nullable [] hidden) {
    if (pyramid.levels().size() != config.stageCount()) {
      throw new IllegalArgumentException(
          "the network has "
              + config.stageCount()
              + " stages, the pyramid "
              + pyramid.levels().size()
              + " levels");
    }
    int voxels = pyramid.levels().getFirst().voxelCount();
    if (voxels == 0) {
      throw new IllegalArgumentException("the scan has no voxels to encode");
    }
    if (features.length != (long) voxels * config.inChannels()) {
      throw new IllegalArgumentException(
          features.length + " input features do not fit " + voxels + " voxels");
    }
    if (hidden != null && (hidden.length != voxels || !config.hasMaskToken())) {
      throw new IllegalArgumentException(
          config.hasMaskToken()
              ? hidden.length + " voxels to hide or not do not fit " + voxels + " voxels"
              : "these weights have no token for hidden points");
    }
    for (int s = 0; s < config.stageCount(); s++) {
      long numbers = (long) pyramid.levels().get(s).voxelCount() * config.encChannels().get(s);
      if (numbers > MOST_NUMBERS) {
        throw new IllegalArgumentException(
            "%,d voxels have more features than an array of Java can hold. — Use a coarser grid."
                .formatted(voxels));
      }
    }
  }

  /// The same weights at work in other patches. The answer borrows this encoder's tensors: do not
  /// close the answer, nor use it once this encoder is closed.
  ///
  /// @param patchSizes most voxels that attend to each other, a stage
  Encoder inPatches(List<Integer> patchSizes) {
    return new Encoder(config.inPatches(patchSizes), device, parameters);
  }

  /// A block, to look at its parts.
  Block block(int stage, int index) {
    return stages.get(stage).block(index);
  }

  /// The embedding, to look at it.
  Embedding embedding() {
    return embedding;
  }

  /// The pooling into a stage, to look at it.
  GridPooling pooling(int stage) {
    return poolings.get(stage - 1);
  }

  /// Owner of tensors for looking at parts; close it.
  NDManager newScope() {
    return parameters.newScope();
  }

  @Override
  public void close() {
    parameters.close();
  }
}
