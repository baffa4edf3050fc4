package cadenza.sonata;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.sonata.kernels.DeviceMemoryException;
import cadenza.sonata.kernels.Torch;
import cadenza.sonata.nn.Block;
import cadenza.sonata.nn.Embedding;
import cadenza.sonata.nn.GridPooling;
import cadenza.sonata.nn.LevelTensors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
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
/// the same scan gives the same features. Blocks change `x` in place, in stretches of rows and
/// patches, so besides the weights memory holds one level's features twice and a few megabytes.
/// Native memory of a run is freed when it ends, also when it is cancelled.
public final class Encoder implements AutoCloseable {
  private final SonataConfig config;
  private final Device device;
  private final EncoderParameters parameters;
  private final Embedding embedding;
  private final List<GridPooling> poolings = new ArrayList<>(); // of stages 1 and up
  private final List<List<Block>> stages = new ArrayList<>();

  private Encoder(SonataConfig config, Device device, EncoderParameters parameters) {
    this.config = config;
    this.device = device;
    this.parameters = parameters;
    this.embedding = new Embedding(parameters.under("embedding."), config.hasMaskToken());
    for (int s = 0; s < config.stageCount(); s++) {
      if (s > 0) {
        poolings.add(new GridPooling(parameters.under("enc.enc" + s + ".down.")));
      }
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i < config.encDepths().get(s); i++) {
        blocks.add(
            new Block(
                parameters.under("enc.enc" + s + ".block" + i + "."), config.encNumHead().get(s)));
      }
      stages.add(blocks);
    }
  }

  /// Puts the weights on a device, ready to encode.
  ///
  /// @throws DeviceException if the device asked for cannot be used
  public static Encoder open(Checkpoint checkpoint, DeviceChoice choice, Progress progress)
      throws DeviceException {
    Device device = Devices.choose(choice);
    EncoderParameters parameters = EncoderParameters.load(checkpoint, device, progress);
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
    return encode(pyramid, features, null, progress);
  }

  /// Encodes a scan of which some voxels are hidden.
  ///
  /// @param hidden true where the mask token stands for a voxel's features, `(voxels of level 0)`,
  ///   or null to hide none
  public FeaturePyramid encode(
      Pyramid pyramid, float[] features, boolean @Nullable [] hidden, Progress progress) {
    check(pyramid, features, hidden);
    EncoderProgress steps = new EncoderProgress(config, pyramid, progress);
    List<FeaturePyramid.Features> levels = new ArrayList<>();
    NDManager scope = parameters.newScope();
    try {
      NDArray x = embed(scope, features, hidden); // (voxels, channels of stage 0)
      for (int s = 0; s < config.stageCount(); s++) {
        Level level = pyramid.levels().get(s);
        if (s > 0) {
          int[] parents = pyramid.levels().get(s - 1).parents();
          NDManager next = parameters.newScope();
          NDManager previous = scope;
          scope = next;
          try (previous) {
            x = poolings.get(s - 1).forward(next, x, parents, level.voxelCount());
          }
        }
        runStage(s, x, level, steps);
        levels.add(
            new FeaturePyramid.Features(
                config.encChannels().get(s), Torch.toArray(x), level.parents()));
      }
    } catch (DeviceMemoryException e) {
      throw new DeviceMemoryException(
          "%s ran out of memory on level %d, with %,d voxels on level 0. — Use a coarser grid%s."
              .formatted(
                  device.name(),
                  levels.size(),
                  pyramid.levels().getFirst().voxelCount(),
                  device.kind() == Device.Kind.CUDA ? " or the processor" : " or a smaller scan"),
          e);
    } finally {
      scope.close();
    }
    return new FeaturePyramid(levels);
  }

  private NDArray embed(NDManager scope, float[] features, boolean @Nullable [] hidden) {
    try (NDManager inputs = scope.newSubManager()) {
      Shape shape = new Shape(features.length / config.inChannels(), config.inChannels());
      NDArray x = Torch.floats(inputs, shape, features); // (voxels, inChannels)
      NDArray mask =
          hidden == null ? null : inputs.create(hidden).toType(DataType.BOOLEAN, false); // (voxels)
      return embedding.forward(scope, x, mask);
    }
  }

  /// Runs the blocks of a stage on `x`, `(voxels, channels)`, in place.
  private void runStage(int s, NDArray x, Level level, EncoderProgress steps) {
    try (NDManager indices = parameters.newScope()) {
      LevelTensors tensors = new LevelTensors(indices, level, config.encPatchSize().get(s));
      List<Block> blocks = stages.get(s);
      for (int i = 0; i < blocks.size(); i++) {
        Block block = blocks.get(i);
        steps.begin(s, i, 0);
        block.cpe().addTo(x, tensors);
        steps.begin(s, i, 1);
        block.addAttention(x, tensors, config.curve(i).row());
        steps.begin(s, i, 2);
        block.addPerceptron(x);
      }
    }
    steps.finished(s);
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
    if (features.length != voxels * config.inChannels()
        || (hidden != null && hidden.length != voxels)) {
      throw new IllegalArgumentException(
          features.length + " input features do not fit " + voxels + " voxels");
    }
  }

  /// The same weights at work in other patches. It shares this encoder's tensors: close this one,
  /// not the other.
  ///
  /// @param patchSizes most voxels that attend to each other, a stage
  Encoder inPatches(List<Integer> patchSizes) {
    return new Encoder(config.inPatches(patchSizes), device, parameters);
  }

  /// A block, to look at its parts.
  Block block(int stage, int index) {
    return stages.get(stage).get(index);
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
