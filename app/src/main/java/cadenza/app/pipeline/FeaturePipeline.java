package cadenza.app.pipeline;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.Device;
import cadenza.sonata.Precision;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// From a point cloud to features: normals if there are none, voxels, pyramid, encoder.
public final class FeaturePipeline {
  // Raised whenever the same scan and weights may give other numbers than before.
  private static final String CACHE_GENERATION = "features-1";

  private final @Nullable FeatureCache cache;
  private final PreparedScans scans = new PreparedScans();
  private final Supplier<FreeMemory> memory;
  private final Consumer<MemoryPlan> planned;

  /// @param cache where features are looked up and kept, or null to compute always
  public FeaturePipeline(@Nullable FeatureCache cache) {
    this(cache, FreeMemory::now, plan -> {});
  }

  /// @param memory tells what is free
  /// @param planned hears before each run what it will take
  public FeaturePipeline(
      @Nullable FeatureCache cache, Supplier<FreeMemory> memory, Consumer<MemoryPlan> planned) {
    this.cache = cache;
    this.memory = memory;
    this.planned = planned;
  }

  /// What encoding voxels would take on the processor and whether there is room for it.
  ///
  /// @param gridCoord coordinates of the voxels, `(voxels, 3)`
  public MemoryPlan plan(int[] gridCoord, float gridSizeMeters, Model model, Compute compute) {
    return MemoryPlan.of(
        model.checkpoint().config(),
        compute.precision(),
        model.isLoaded(compute),
        gridCoord,
        gridSizeMeters,
        memory.get());
  }

  /// Encodes a scan, or finds that it was encoded before.
  ///
  /// @throws IOException if the weights cannot be loaded
  /// @throws IllegalArgumentException if the scan cannot be encoded at this grid; the message says
  ///   what would work
  /// @throws MemoryShortageException if it cannot be in the memory there is
  public EncodedScan encode(
      PointCloud cloud, Model model, EncodeSettings settings, Progress progress)
      throws IOException {
    Checkpoint weights = model.checkpoint();
    float grid = settings.gridFor(weights.inputTransform().gridSizeMeters());
    int levels = weights.config().stageCount();
    Prepared prepared =
        scans
            .of(cloud, grid, settings.seed(), levels, progress.slice(0, .15))
            .shuffled(settings.shuffle(), weights.config().order());
    Map<String, Double> seconds = new LinkedHashMap<>(prepared.seconds());
    EncodedScan.WeightsInfo info =
        new EncodedScan.WeightsInfo(weights.name(), weights.sha256(), weights.trained());

    String key = cache == null ? "" : key(prepared, settings, info);
    if (cache != null) {
      Optional<FeaturePyramid> kept = cache.get(key);
      if (kept.isPresent()) {
        return new EncodedScan(prepared, kept.get(), info, Optional.empty(), seconds);
      }
    }
    float[] input =
        weights
            .inputTransform()
            .features(
                prepared.grid().coord(),
                prepared.grid().picked(),
                prepared.cloud().colors(),
                prepared.cloud().normals());
    Model.Encoded encoded =
        encode(prepared.pyramid(), input, model, settings.compute(), progress.slice(.15, 1));
    seconds.put("load", encoded.loadSeconds());
    seconds.put("encode", encoded.encodeSeconds());
    if (cache != null) {
      cache.put(key, encoded.features());
    }
    return new EncodedScan(
        prepared, encoded.features(), info, Optional.of(encoded.device()), seconds);
  }

  /// Encodes voxels that are ready for the network.
  ///
  /// @param features input of the network, `(voxels of level 0, inChannels)`
  /// @throws IOException if the weights cannot be loaded
  /// @throws MemoryShortageException if there is too little memory
  public Model.Encoded encode(
      Pyramid pyramid, float[] features, Model model, Compute compute, Progress progress)
      throws IOException {
    int[] gridCoord = pyramid.levels().getFirst().gridCoord();
    MemoryPlan plan = plan(gridCoord, pyramid.gridSizeMeters(), model, compute);
    planned.accept(plan);
    return model.encode(pyramid, features, compute, device -> requireRoom(device, plan), progress);
  }

  // A GPU has memory of its own; what it lacks shows when it is tried.
  private static void requireRoom(Device device, MemoryPlan plan) {
    if (device.kind() == Device.Kind.CPU && !plan.fits()) {
      String failed = device.substitute() ? device.reason() + " " : "";
      throw new MemoryShortageException(failed, plan);
    }
  }

  // Everything that decides the features; the device does not, beyond the last bits.
  private static String key(
      Prepared prepared, EncodeSettings settings, EncodedScan.WeightsInfo weights) {
    MessageDigest sha = sha256();
    sha.update(CACHE_GENERATION.getBytes(StandardCharsets.UTF_8));
    sha.update(weights.sha256().getBytes(StandardCharsets.UTF_8));
    sha.update(
        ByteBuffer.allocate(12)
            .putFloat(prepared.grid().gridSizeMeters())
            .putLong(settings.seed())
            .flip());
    settings
        .shuffle()
        .ifPresent(
            shuffle -> sha.update(("shuffle " + shuffle.seed()).getBytes(StandardCharsets.UTF_8)));
    if (settings.compute().precision() != Precision.F32) {
      sha.update(settings.compute().precision().toString().getBytes(StandardCharsets.UTF_8));
    }
    update(sha, prepared.cloud().positions());
    if (prepared.cloud().colors() != null) {
      sha.update(prepared.cloud().colors());
    }
    float[] normals = prepared.cloud().normals();
    if (normals != null) {
      update(sha, normals);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  private static void update(MessageDigest sha, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer floats = bytes.asFloatBuffer();
    for (int at = 0; at < values.length; at += floats.capacity()) {
      int length = Math.min(floats.capacity(), values.length - at);
      floats.clear().put(values, at, length);
      sha.update(bytes.clear().limit(4 * length));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
