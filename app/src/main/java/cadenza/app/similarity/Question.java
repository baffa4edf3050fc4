package cadenza.app.similarity;

import cadenza.app.look.ClassNames;
import cadenza.app.look.ColorMode;
import cadenza.app.look.Coloring;
import cadenza.app.look.Legend;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.workspace.OpenScan;
import cadenza.probe.SimilarityQuery;
import cadenza.scan.PointCloud;

/// What is asked of a scan, and how the answer is to be shown.
///
/// @param cloud its points as they were when it was asked
/// @param encoded its features
record Question(
    OpenScan scan,
    PointCloud cloud,
    EncodedScan encoded,
    SimilarityQuery query,
    ScaleChoice scale,
    boolean smooth) {

  /// The answer's colours with what they mean.
  Coloring coloring(int[] argb) {
    Legend legend = new Legend.Gradient(scale.ramp(), scale.low(), scale.meaning(), scale.high());
    ClassNames names =
        scan.labelNames().isEmpty() ? ClassNames.numbers() : ClassNames.named(scan.labelNames());
    return new Coloring(cloud, ColorMode.SIMILARITY, argb, legend, names);
  }
}
