package cadenza.app.pipeline;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.sonata.Branch;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.Decoder;
import cadenza.sonata.Device;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.DeviceException;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.kernels.DeviceMemoryException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Weights that were chosen, and the encoder that runs them, which is loaded when first needed: a
/// window is there before PyTorch is.
///
/// # When a GPU's memory is too small
///
/// The encoder itself tries shorter and shorter stretches. When the shortest does not fit, the scan
/// is encoded on the processor, and the answer's device says so. Scans of as many voxels or more go
/// to the processor at once from then on; smaller ones are tried on the GPU again.
public final class Model implements AutoCloseable {
  private static final double LOADING = .1;

  private final Checkpoint checkpoint;
  private final Encoders encoders;
  private volatile @Nullable Loaded loaded;

  // Least voxels that did not fit into the memory of the GPU; says nothing of another precision.
  private int tooMany = Integer.MAX_VALUE;

  /// An encoder on a device.
  private record Loaded(Compute compute, Device device, Encoders.Opened encoder) {}

  /// Features, and how they came about.
  ///
  /// @param device where they were computed and why there
  /// @param loadSeconds time to put the weights on the device; 0 if they were there
  /// @param encodeSeconds time of the network on that device
  public record Encoded(
      FeaturePyramid features, Device device, double loadSeconds, double encodeSeconds) {}

  public Model(Checkpoint checkpoint, Encoders encoders) {
    this.checkpoint = checkpoint;
    this.encoders = encoders;
  }

  /// Opens a weights file, or what Cadenza uses if none is named.
  ///
  /// @param weights a `.pth` or `.safetensors` file, or null for the default
  /// @param config the network of a file that does not say its own, or null
  /// @throws IOException if the file cannot be used; the message says why
  public static Model open(@Nullable Path weights, @Nullable SonataConfig config, Progress progress)
      throws IOException {
    return open(weights, config, null, progress);
  }

  /// Opens a weights file of which one may have to choose a part.
  ///
  /// @param branch which encoder of a pretraining state, or null for the student
  public static Model open(
      @Nullable Path weights,
      @Nullable SonataConfig config,
      @Nullable Branch branch,
      Progress progress)
      throws IOException {
    return new Model(
        weights == null
            ? StarterWeights.read(AppFolders.ofUser(), progress)
            : Checkpoint.read(weights, config, branch, progress),
        Encoders.ofPyTorch());
  }

  /// Weights that are in memory.
  public static Model of(Checkpoint checkpoint) {
    return new Model(checkpoint, Encoders.ofPyTorch());
  }

  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /// Starts the engine, to learn early whether a device can be used.
  ///
  /// @throws DeviceException if it cannot
  public Device choose(DeviceChoice choice) throws DeviceException {
    return encoders.choose(choice);
  }

  /// Whether the weights are in the processor's memory, ready for these computations. Never waits,
  /// also while a scan is encoded.
  public boolean isLoaded(Compute compute) {
    Loaded now = loaded;
    return now != null && now.compute().equals(compute) && now.device().kind() == Device.Kind.CPU;
  }

  /// Runs the encoder; one scan at a time.
  ///
  /// @param before hears which device is about to be used, before anything is loaded there, and
  ///   again if another must take over; what it throws ends the encoding
  /// @throws DeviceException if the device asked for cannot be used
  /// @throws DeviceMemoryException if the processor has too little memory
  public synchronized Encoded encode(
      Pyramid pyramid,
      float[] features,
      Compute compute,
      Consumer<Device> before,
      Progress progress)
      throws DeviceException {
    Run run = new Run(pyramid, features, compute, before, progress);
    Device device = encoders.choose(compute.device());
    return device.kind() == Device.Kind.CUDA ? run.onGpu(device) : run.on(device);
  }

  /// One encoding of one scan.
  private final class Run {
    private final Pyramid pyramid;
    private final float[] features;
    private final Compute compute;
    private final Consumer<Device> before;
    private final Progress progress;

    Run(
        Pyramid pyramid,
        float[] features,
        Compute compute,
        Consumer<Device> before,
        Progress progress) {
      this.pyramid = pyramid;
      this.features = features;
      this.compute = compute;
      this.before = before;
      this.progress = progress;
    }

    Encoded on(Device device) {
      before.accept(device);
      long start = System.nanoTime();
      return encode(loaded(device, compute, progress), start);
    }

    Encoded onGpu(Device gpu) throws DeviceException {
      int voxels = pyramid.levels().getFirst().voxelCount();
      if (voxels >= tooMany && loaded != null && compute.equals(loaded.compute())) {
        return onProcessor(
            String.format(
                Locale.ROOT,
                "%s ran out of memory at %,d voxels before, and this scan has %,d, so the processor was used.",
                gpu.name(),
                tooMany,
                voxels));
      }
      before.accept(gpu);
      long start = System.nanoTime();
      Loaded there;
      try {
        there = loaded(gpu, compute, progress);
      } catch (DeviceMemoryException e) {
        return onProcessor(
            gpu.name() + " has too little free memory for the weights, so the processor was used.");
      }
      try {
        return encode(there, start);
      } catch (DeviceMemoryException e) {
        tooMany = voxels;
        return onProcessor(
            String.format(
                Locale.ROOT,
                "%s ran out of memory at %,d voxels, so the processor was used.",
                gpu.name(),
                voxels));
      }
    }

    // An encoder for this scan alone: the next smaller one goes to the GPU, whose weights stay.
    private Encoded onProcessor(String why) throws DeviceException {
      Device processor = encoders.choose(DeviceChoice.CPU).insteadOf(why);
      progress.report(0, why);
      before.accept(processor);
      long start = System.nanoTime();
      try (Encoders.Opened encoder =
          encoders.open(checkpoint, processor, compute.precision(), progress.slice(0, LOADING))) {
        return encode(new Loaded(compute, processor, encoder), start);
      }
    }

    private Encoded encode(Loaded on, long start) {
      long begun = System.nanoTime();
      FeaturePyramid answer = on.encoder().encode(pyramid, features, progress.slice(LOADING, 1));
      return new Encoded(
          answer, on.device(), (begun - start) * 1e-9, (System.nanoTime() - begun) * 1e-9);
    }
  }

  private Loaded loaded(Device device, Compute compute, Progress progress) {
    Loaded now = loaded;
    if (now == null || !now.compute().equals(compute)) {
      close();
      progress.report(0, "Loading weights");
      now =
          new Loaded(
              compute,
              device,
              encoders.open(checkpoint, device, compute.precision(), progress.slice(0, LOADING)));
      loaded = now;
    }
    return now;
  }

  /// Runs the decoder, if the weights have one, on what the encoder answered.
  ///
  /// @param features what [#encode] gave for `pyramid`
  /// @param device where that was computed; if it has too little memory for the decoder, the
  ///   processor takes over
  /// @return features of the finest voxels, `(voxels, dec_channels[0])`, as level 0; empty if there
  ///   is no decoder
  public synchronized Optional<FeaturePyramid> decode(
      Pyramid pyramid, FeaturePyramid features, Device device, Progress progress)
      throws DeviceException {
    if (checkpoint.config().decoder().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(decodeOn(device, pyramid, features, progress));
    } catch (DeviceMemoryException e) {
      if (device.kind() != Device.Kind.CUDA) {
        throw e;
      }
      Device processor = encoders.choose(DeviceChoice.CPU);
      progress.report(0, device.name() + " ran out of memory: decoding on the processor");
      return Optional.of(decodeOn(processor, pyramid, features, progress));
    }
  }

  private FeaturePyramid decodeOn(
      Device device, Pyramid pyramid, FeaturePyramid features, Progress progress) {
    try (Decoder decoder = Decoder.open(checkpoint, device, progress.slice(0, LOADING))) {
      return decoder.decode(pyramid, features, progress.slice(LOADING, 1));
    }
  }

  @Override
  public synchronized void close() {
    Loaded old = loaded;
    if (old != null) {
      loaded = null;
      old.encoder().close();
    }
    tooMany = Integer.MAX_VALUE;
  }
}
