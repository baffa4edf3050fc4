package cadenza.app;

import cadenza.app.features.FeatureEngine;
import cadenza.app.features.ModelCard;
import cadenza.app.features.UnknownNetworkException;
import cadenza.app.pipeline.Compute;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Finding;
import cadenza.app.pipeline.Inspection;
import cadenza.app.pipeline.MemoryPlan;
import cadenza.app.pipeline.MemoryShortageException;
import cadenza.app.pipeline.Prepared;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.GridSample;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.Device;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// An encoder without a network: its features are the places of the voxels, waved. Can be told to
/// take for ever, until it is cancelled.
public final class FakeEngine implements FeatureEngine {
  private static final int CHANNELS = 8;
  private static final int LEVELS = 5;
  private static final Device PROCESSOR =
      new Device(Device.Kind.CPU, "Test processor", "It is all a test has.");

  /// Encodings wait until they are cancelled.
  public volatile boolean endless;

  /// What went wrong on another device, for which the processor stands in; null if nothing did.
  public volatile @Nullable String substitute;

  /// The settings of the last encoding.
  public volatile @Nullable EncodeSettings settings;

  /// Answers come without a device, as from the cache.
  public volatile boolean cached;

  /// What is found about memory; null for nothing.
  public volatile @Nullable Finding memory;

  /// Refuses grids finer than the coarser one that this plan names; null to take any.
  public volatile @Nullable MemoryPlan shortage;

  /// Counted down when an endless encoding has noticed that nobody wants it.
  public final CountDownLatch noticedCancel = new CountDownLatch(1);

  /// How many encodings were begun.
  public final AtomicInteger encodings = new AtomicInteger();

  /// What files there are for it, and the grid each was made for.
  public final Map<String, Float> grids = new ConcurrentHashMap<>();

  /// What was opened, in order.
  public final List<String> used = new CopyOnWriteArrayList<>();

  @Override
  public ModelCard use(@Nullable Path file, String network, Progress progress) throws IOException {
    if (file == null) {
      used.add("starter");
      return new ModelCard("untrained", "starter", false, 0.05f);
    }
    String name = String.valueOf(file.getFileName());
    if (name.startsWith("unknown") && network.isEmpty()) {
      throw new UnknownNetworkException(file, "base");
    }
    if (!grids.containsKey(name)) {
      throw new WeightsException(file, "tensor enc.0 is missing", "Get the file again.");
    }
    used.add(name + network);
    return new ModelCard(name, file + network, true, grids.get(name));
  }

  @Override
  public Inspection inspect(
      PointCloud cloud, float gridSizeMeters, Compute compute, Progress progress) {
    return inspectMemory(Inspection.of(cloud, gridSizeMeters, 0, progress), compute, progress);
  }

  @Override
  public Inspection inspectMemory(Inspection before, Compute compute, Progress progress) {
    Finding now = memory;
    return now == null ? before : before.with(now);
  }

  @Override
  public EncodedScan encode(PointCloud cloud, EncodeSettings settings, Progress progress) {
    this.settings = settings;
    encodings.incrementAndGet();
    MemoryPlan plan = shortage;
    if (plan != null && settings.gridFor(0.05f) < (float) plan.coarserGridMeters().orElseThrow()) {
      throw new MemoryShortageException("", plan);
    }
    progress.report(0.1, "Waving");
    while (endless) {
      if (progress.isCancelled()) {
        noticedCancel.countDown();
        progress.checkCancelled();
      }
      Thread.onSpinWait();
    }
    GridSample grid = GridSample.of(cloud, settings.gridFor(0.05f), 0, progress);
    Pyramid pyramid = PyramidBuilder.build(grid, LEVELS, progress);
    List<FeaturePyramid.Features> levels = new ArrayList<>();
    for (Level level : pyramid.levels()) {
      float[] values = new float[level.voxelCount() * CHANNELS];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            (float) Math.sin((i % CHANNELS + 1) * level.coord()[3 * (i / CHANNELS) + i % 3]);
      }
      levels.add(new FeaturePyramid.Features(CHANNELS, values, level.parents()));
    }
    return new EncodedScan(
        new Prepared(cloud, false, grid, pyramid, Map.of()),
        new FeaturePyramid(levels),
        new EncodedScan.WeightsInfo("untrained", "00", false),
        cached
            ? Optional.empty()
            : Optional.of(substitute == null ? PROCESSOR : PROCESSOR.insteadOf(substitute)),
        Map.of());
  }

  @Override
  public void close() {}
}
