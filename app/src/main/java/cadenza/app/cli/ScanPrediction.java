package cadenza.app.cli;

import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Model;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.probing.PredictedScan;
import cadenza.probe.ForeignFeaturesException;
import cadenza.probe.LinearProbe;
import cadenza.probe.Prediction;
import cadenza.scan.io.ScanContents;
import java.io.IOException;

/// Encodes and predicts scans for commands.
final class ScanPrediction {
  private ScanPrediction() {}

  /// Encodes a scan as the probe wants it, and predicts it.
  ///
  /// @param options their grid, if it was named, must be the probe's
  static PredictedScan of(
      ScanContents contents,
      String name,
      LinearProbe probe,
      Model model,
      EncodeOptions options,
      Console console)
      throws IOException {
    float grid = options.gridSizeMeters > 0 ? options.gridSizeMeters : gridOf(probe);
    EncodedScan encoded =
        EncodeOptions.encode(
            contents.cloud(),
            model,
            new EncodeSettings(grid, options.seed).with(options.compute()),
            console.progress(),
            console.err());
    Prediction prediction =
        probe.predict(
            ProbeView.of(
                encoded,
                name,
                probe.statisticsWeights() == null
                    ? null
                    : ProbeView.statistics(encoded, console.progress())),
            console.progress());
    return new PredictedScan(contents, encoded.grid().inverse(), prediction);
  }

  private static float gridOf(LinearProbe probe) {
    return (float) probe.source().gridSizeMeters();
  }

  /// Says before any work that the weights are others than the probe's.
  ///
  /// @throws ForeignFeaturesException if they are
  static void requireWeights(LinearProbe probe, Model model) {
    if (!probe.source().weightsSha256().equals(model.checkpoint().sha256())) {
      throw new ForeignFeaturesException(
          "The probe was trained on features of the weights %s, and these are %s. Name the probe's with --weights."
              .formatted(probe.source().weightsName(), model.checkpoint().name()));
    }
  }
}
