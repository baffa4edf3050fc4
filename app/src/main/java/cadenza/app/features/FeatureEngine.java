package cadenza.app.features;

import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Inspection;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.io.IOException;

/// What the Features pane needs of the encoder. All methods block.
public interface FeatureEngine extends AutoCloseable {
  /// The weights that [#encode] uses.
  ///
  /// @throws IOException if they cannot be read, worded for people
  ModelCard card(Progress progress) throws IOException;

  /// What the model sees of a scan at a grid size.
  Inspection inspect(PointCloud cloud, float gridSizeMeters, Progress progress);

  /// @throws IOException if the weights cannot be loaded, worded for people
  EncodedScan encode(PointCloud cloud, EncodeSettings settings, Progress progress)
      throws IOException;

  @Override
  void close();
}
