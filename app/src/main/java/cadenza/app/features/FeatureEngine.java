package cadenza.app.features;

import cadenza.app.pipeline.Compute;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Inspection;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the Features pane needs of the encoder. All methods block.
public interface FeatureEngine extends AutoCloseable {
  /// Opens weights and uses them from now on. What is being encoded with the old ones goes on with
  /// them; if the new ones cannot be opened, the old ones stay.
  ///
  /// @param file a weights file, or null for those that come with Cadenza
  /// @param network the name of the network it is for, or empty to take the file's own
  /// @throws UnknownNetworkException if the file does not say what network it is for
  /// @throws IOException if it cannot be used, worded for people
  ModelCard use(@Nullable Path file, String network, Progress progress) throws IOException;

  /// What the model sees of a scan at a grid size.
  ///
  /// @throws IOException if the weights cannot be read, worded for people
  Inspection inspect(PointCloud cloud, float gridSizeMeters, Compute compute, Progress progress)
      throws IOException;

  /// The same inspection with what encoding would take of the memory that is free now.
  ///
  /// @throws IOException if the weights cannot be read, worded for people
  Inspection inspectMemory(Inspection before, Compute compute, Progress progress)
      throws IOException;

  /// @throws IOException if the weights cannot be loaded, worded for people
  EncodedScan encode(PointCloud cloud, EncodeSettings settings, Progress progress)
      throws IOException;

  @Override
  void close();
}
