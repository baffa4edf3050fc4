package cadenza.app.features;

import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.app.pipeline.Inspection;
import cadenza.app.pipeline.Model;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.sonata.DeviceChoice;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The real engine: the pipeline that the command line uses too. Weights are opened when first
/// asked for, PyTorch when first needed.
public final class PipelineEngine implements FeatureEngine {
  private static final long SEED = 0;

  private final FeaturePipeline pipeline;
  private final @Nullable Path weights;
  private @Nullable Model model;

  /// @param weights a weights file, or null for the default
  public PipelineEngine(FeaturePipeline pipeline, @Nullable Path weights) {
    this.pipeline = pipeline;
    this.weights = weights;
  }

  private synchronized Model model(Progress progress) throws IOException {
    if (model == null) {
      model = Model.open(weights, null, DeviceChoice.AUTO, progress);
    }
    return model;
  }

  @Override
  public ModelCard card(Progress progress) throws IOException {
    var checkpoint = model(progress).checkpoint();
    return new ModelCard(
        checkpoint.name(), checkpoint.trained(), checkpoint.inputTransform().gridSizeMeters());
  }

  @Override
  public Inspection inspect(PointCloud cloud, float gridSizeMeters, Progress progress) {
    return Inspection.of(cloud, gridSizeMeters, SEED, progress);
  }

  @Override
  public EncodedScan encode(PointCloud cloud, EncodeSettings settings, Progress progress)
      throws IOException {
    return pipeline.encode(cloud, model(progress), settings, progress);
  }

  @Override
  public synchronized void close() {
    if (model != null) {
      model.close();
      model = null;
    }
  }
}
