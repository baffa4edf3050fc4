package cadenza.app.pipeline;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.sonata.Branch;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.Decoder;
import cadenza.sonata.Device;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Encoder;
import cadenza.sonata.InputTransform;
import cadenza.sonata.SonataConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Weights that were chosen, and the encoder that runs them, which is loaded when first needed: a
/// window is there before PyTorch is.
public final class Model implements AutoCloseable {
  private static final long UNTRAINED_SEED = 0;

  private final Checkpoint checkpoint;
  private final DeviceChoice deviceChoice;
  private @Nullable Encoder encoder;
  private volatile boolean loaded;

  public Model(Checkpoint checkpoint, DeviceChoice deviceChoice) {
    this.checkpoint = checkpoint;
    this.deviceChoice = deviceChoice;
  }

  /// Opens a weights file, or what Cadenza uses if none is named.
  ///
  /// @param weights a `.pth` or `.safetensors` file, or null for the default
  /// @param config the network of a file that does not say its own, or null
  /// @throws IOException if the file cannot be used; the message says why
  public static Model open(
      @Nullable Path weights,
      @Nullable SonataConfig config,
      DeviceChoice deviceChoice,
      Progress progress)
      throws IOException {
    return open(weights, config, null, deviceChoice, progress);
  }

  /// Opens a weights file of which one may have to choose a part.
  ///
  /// @param branch which encoder of a pretraining state, or null for the student
  public static Model open(
      @Nullable Path weights,
      @Nullable SonataConfig config,
      @Nullable Branch branch,
      DeviceChoice deviceChoice,
      Progress progress)
      throws IOException {
    return new Model(
        weights == null ? defaultWeights() : Checkpoint.read(weights, config, branch, progress),
        deviceChoice);
  }

  // No trained starter weights exist yet: a small network with seeded random weights, which says
  // of itself that it is untrained.
  private static Checkpoint defaultWeights() {
    return Checkpoint.untrained(SonataConfig.starter(), InputTransform.starter(), UNTRAINED_SEED);
  }

  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /// The device in use, or null while nothing was encoded yet.
  public synchronized @Nullable Device device() {
    return encoder == null ? null : encoder.device();
  }

  /// Whether the weights are in memory. Never waits, also while a scan is encoded.
  public boolean isLoaded() {
    return loaded;
  }

  /// Starts the engine and loads the weights if that has not happened yet.
  public synchronized Device load(Progress progress) throws IOException {
    return loaded(progress).device();
  }

  private Encoder loaded(Progress progress) throws IOException {
    if (encoder == null) {
      progress.report(0, "Loading weights");
      encoder = Encoder.open(checkpoint, deviceChoice, progress);
      loaded = true;
    }
    return encoder;
  }

  /// Runs the encoder; one scan at a time.
  public synchronized FeaturePyramid encode(Pyramid pyramid, float[] features, Progress progress)
      throws IOException {
    return loaded(progress).encode(pyramid, features, progress);
  }

  /// Runs the decoder, if the weights have one, on what the encoder answered.
  ///
  /// @param features what [#encode] gave for `pyramid`
  /// @return features of the finest voxels, `(voxels, dec_channels[0])`, as level 0; empty if there
  ///   is no decoder
  public synchronized Optional<FeaturePyramid> decode(
      Pyramid pyramid, FeaturePyramid features, Progress progress) throws IOException {
    if (checkpoint.config().decoder().isEmpty()) {
      return Optional.empty();
    }
    Device device = load(progress.slice(0, .1));
    try (Decoder decoder = Decoder.open(checkpoint, device, progress.slice(.1, .2))) {
      return Optional.of(decoder.decode(pyramid, features, progress.slice(.2, 1)));
    }
  }

  @Override
  public synchronized void close() {
    if (encoder != null) {
      encoder.close();
      encoder = null;
      loaded = false;
    }
  }
}
