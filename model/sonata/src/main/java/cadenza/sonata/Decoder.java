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
import cadenza.sonata.nn.GridUnpooling;
import cadenza.sonata.nn.LevelTensors;
import cadenza.sonata.nn.RowOrder;
import cadenza.sonata.nn.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/// The decoder that fine-tuned networks have behind the encoder (S/model.py:697), for inference, in
/// 32-bit floats whatever the encoder's precision.
///
/// # How it works
///
/// ```
/// x = the encoder's coarsest level                   (voxels of the last stage, its channels)
/// for each stage s, from the last but one to 0:
///   x = unpooling(x, the encoder's level s)          (voxels of level s, decoder's channels of s)
///   for each block i:  x += cpe(x); x += attention(x along order[i mod 4]); x += perceptron(x)
///   level s of the answer = x
/// ```
///
/// Curves and patches are the encoder's: give the same pyramid, shuffled if that one was. Native
/// memory of a run is freed when it ends, also when it is cancelled.
public final class Decoder implements AutoCloseable {
  private final SonataConfig config;
  private final DecoderConfig shape;
  private final Device device;
  private final EncoderParameters parameters;
  private final List<GridUnpooling> unpoolings = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();

  private Decoder(
      SonataConfig config, DecoderConfig shape, Device device, EncoderParameters parameters) {
    this.config = config;
    this.shape = shape;
    this.device = device;
    this.parameters = parameters;
    for (int s = 0; s < shape.depths().size(); s++) {
      String stage = "dec.dec" + s + ".";
      unpoolings.add(new GridUnpooling(parameters.under(stage + "up.")));
      stages.add(
          new Stage(
              config, parameters.under(stage), shape.depths().get(s), shape.numHead().get(s)));
    }
  }

  /// Puts the decoder's weights on a device, usually the one its encoder chose.
  ///
  /// @throws IllegalArgumentException if the checkpoint has no decoder
  public static Decoder open(Checkpoint checkpoint, Device device, Progress progress) {
    DecoderConfig shape =
        checkpoint
            .config()
            .decoder()
            .orElseThrow(
                () -> new IllegalArgumentException(checkpoint.name() + " holds an encoder only"));
    EncoderParameters parameters =
        EncoderParameters.load(
            checkpoint,
            NetworkTensors.ofDecoder(checkpoint.config()).keySet(),
            device,
            Precision.F32,
            progress);
    return new Decoder(checkpoint.config(), shape, device, parameters);
  }

  /// Decodes what the encoder said of a scan.
  ///
  /// @param pyramid what the encoder was given
  /// @param encoded what it answered
  /// @return the answer, `(voxels, dec_channels[0])`, as level 0, and what the stages before it
  ///   gave as the levels above; one level less than the encoder's
  /// @throws CancellationException soon after nobody wants the result any more
  /// @throws DeviceMemoryException if the device has too little memory; the decoder stays usable
  public FeaturePyramid decode(Pyramid pyramid, FeaturePyramid encoded, Progress progress) {
    check(pyramid, encoded);
    try (NDManager scope = parameters.newScope()) {
      return Retries.run(
          device,
          "decoding",
          pyramid.levels().getFirst().voxelCount(),
          Stretch.on(scope),
          progress,
          stretch -> decode(pyramid, encoded, stretch, progress));
    }
  }

  private FeaturePyramid decode(
      Pyramid pyramid, FeaturePyramid encoded, Stretch stretch, Progress progress) {
    RunProgress steps =
        RunProgress.of(
            progress, "Decoding", pyramid, shape.depths(), shape.channels(), shape.patchSize());
    int last = stages.size();
    FeaturePyramid.Features[] levels = new FeaturePyramid.Features[last];
    NDManager scope = parameters.newScope();
    try {
      RowOrder order = RowOrder.of(pyramid.levels().get(last));
      NDArray x = upload(scope, order, encoded.levels().get(last)); // (coarsest voxels, channels)
      for (int s = last - 1; s >= 0; s--) {
        steps.beginStage(s);
        Level level = pyramid.levels().get(s);
        RowOrder finer = RowOrder.of(level);
        NDManager next = parameters.newScope();
        NDManager previous = scope;
        scope = next;
        try (previous) {
          NDArray skip = upload(previous, finer, encoded.levels().get(s)); // (voxels, channels)
          NDArray y = Torch.empty(next, new Shape(finer.count(), shape.channels().get(s)));
          int[] parents = finer.parents(level.parents(), order);
          unpoolings.get(s).forward(x, skip, y, parents, stretch, steps);
          x = y;
        }
        order = finer;
        try (NDManager indices = parameters.newScope()) {
          LevelTensors tensors =
              new LevelTensors(indices, level, order, shape.patchSize().get(s), stretch);
          x = stages.get(s).run(x, tensors, steps);
        }
        levels[s] =
            new FeaturePyramid.Features(
                shape.channels().get(s),
                order.leave(x),
                s == last - 1 ? new int[0] : level.parents());
      }
    } finally {
      scope.close();
    }
    return new FeaturePyramid(List.of(levels));
  }

  private static NDArray upload(NDManager scope, RowOrder order, FeaturePyramid.Features level) {
    return order.enter(scope, level.values(), level.channels());
  }

  private void check(Pyramid pyramid, FeaturePyramid encoded) {
    int count = config.stageCount();
    boolean fits = pyramid.levels().size() == count && encoded.levels().size() == count;
    for (int s = 0; fits && s < count; s++) {
      FeaturePyramid.Features level = encoded.levels().get(s);
      fits =
          level.rows() == pyramid.levels().get(s).voxelCount()
              && level.channels() == config.encChannels().get(s);
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "pyramid and features are not what this decoder's encoder takes and gives");
    }
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
