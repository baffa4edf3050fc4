package cadenza.app.features;

import cadenza.app.pipeline.Compute;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.app.pipeline.Inspection;
import cadenza.app.pipeline.Model;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.WeightsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The real engine: the pipeline that the command line uses too. Weights are opened when chosen,
/// PyTorch when first needed.
///
/// # How it works
///
/// Each encoding borrows the model that is in use when it begins. A model that was replaced is
/// closed when the last one who borrowed it is done: nobody waits for an encoding that may run for
/// minutes.
public final class PipelineEngine implements FeatureEngine {
  private static final long SEED = 0;

  private final FeaturePipeline pipeline;
  private final Opener opener;
  private @Nullable Shared shared;

  /// A model, and who uses it.
  private static final class Shared {
    final Model model;
    int borrowed;
    boolean replaced;

    Shared(Model model) {
      this.model = model;
    }
  }

  /// Opens weights.
  @FunctionalInterface
  interface Opener {
    /// @param file a weights file, or null for those that come with Cadenza
    /// @param config the network of a file that does not say its own, or null
    Model open(@Nullable Path file, @Nullable SonataConfig config, Progress progress)
        throws IOException;
  }

  public PipelineEngine(FeaturePipeline pipeline) {
    this(pipeline, Model::open);
  }

  PipelineEngine(FeaturePipeline pipeline, Opener opener) {
    this.pipeline = pipeline;
    this.opener = opener;
  }

  @Override
  public ModelCard use(@Nullable Path file, String network, Progress progress) throws IOException {
    SonataConfig config = network.isEmpty() ? null : SonataConfig.named().get(network);
    if (file != null && config == null) {
      WeightsFile held = WeightsFile.read(file, progress);
      Optional<String> likely = held.hasConfig() ? Optional.empty() : held.likelyNetwork();
      if (likely.isPresent()) {
        throw new UnknownNetworkException(file, likely.get());
      }
    }
    Model opened = opener.open(file, config, progress);
    Checkpoint weights = opened.checkpoint();
    weights.sha256(); // takes a while, so before the swap
    swap(new Shared(opened), progress);
    return new ModelCard(
        weights.name(),
        weights.sha256(),
        weights.trained(),
        weights.inputTransform().gridSizeMeters());
  }

  // What was cancelled before replaces nothing. Cancelled after this look, it is in use although
  // nobody is told: so the window cancels the opening of weights only when it closes.
  private synchronized void swap(Shared next, Progress progress) {
    progress.checkCancelled();
    retire();
    shared = next;
  }

  private void retire() {
    if (shared != null) {
      shared.replaced = true;
      closeIfUnused(shared);
      shared = null;
    }
  }

  private static void closeIfUnused(Shared model) {
    if (model.replaced && model.borrowed == 0) {
      model.model.close();
    }
  }

  private Shared borrow(Progress progress) throws IOException {
    synchronized (this) {
      if (shared != null) {
        shared.borrowed++;
        return shared;
      }
    }
    use(null, "", progress);
    return borrow(progress);
  }

  private synchronized void giveBack(Shared model) {
    model.borrowed--;
    closeIfUnused(model);
  }

  @Override
  public Inspection inspect(
      PointCloud cloud, float gridSizeMeters, Compute compute, Progress progress)
      throws IOException {
    return inspectMemory(Inspection.of(cloud, gridSizeMeters, SEED, progress), compute, progress);
  }

  @Override
  public Inspection inspectMemory(Inspection before, Compute compute, Progress progress)
      throws IOException {
    if (before.voxelCount() == 0) {
      return before;
    }
    Shared borrowed = borrow(progress);
    try {
      return before.with(
          pipeline
              .plan(before.gridCoord(), before.gridSizeMeters(), borrowed.model, compute)
              .finding());
    } finally {
      giveBack(borrowed);
    }
  }

  @Override
  public EncodedScan encode(PointCloud cloud, EncodeSettings settings, Progress progress)
      throws IOException {
    Shared borrowed = borrow(progress);
    try {
      return pipeline.encode(cloud, borrowed.model, settings, progress);
    } finally {
      giveBack(borrowed);
    }
  }

  @Override
  public synchronized void close() {
    retire();
  }
}
