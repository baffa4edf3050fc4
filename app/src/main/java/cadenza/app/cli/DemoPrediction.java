package cadenza.app.cli;

import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelSnapshot;
import cadenza.app.look.Tint;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.probing.PointSample;
import cadenza.app.probing.PredictionColors;
import cadenza.app.probing.TruthLabels;
import cadenza.probe.Evaluation;
import cadenza.probe.Examples;
import cadenza.probe.LinearProbe;
import cadenza.probe.LinearProbeTrainer;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.probe.ProbeScan;
import cadenza.probe.TrainSettings;
import cadenza.scan.Attribute;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a few labelled points of a scan make of the rest: as many clicks as a person would do.
///
/// @param argb the prediction on every point, `(points)`
/// @param labelledPoints how many points were labelled
/// @param evaluation against the labels of all points
record DemoPrediction(int[] argb, int labelledPoints, Evaluation evaluation) {
  private static final int POINTS = 100;

  /// @param sample a scan with labels
  static DemoPrediction of(ScanContents sample, EncodedScan encoded, long seed) throws IOException {
    TruthLabels truth = new TruthLabels(List.of());
    short[] ids = truth.idsOf(sample, Attribute.LABEL, Path.of("sample"));
    List<ProbeClass> classes = truth.classes();
    int[] inverse = encoded.grid().inverse();
    int[] eligible = IntStream.range(0, inverse.length).filter(i -> inverse[i] >= 0).toArray();
    int[] points = PointSample.of(ids, eligible, POINTS, PointSample.Sampling.BALANCED, seed);
    short[] given = new short[points.length];
    for (int i = 0; i < given.length; i++) {
      given[i] = ids[points[i]];
    }
    int[] strokes = IntStream.range(0, points.length).toArray();
    ProbeScan scan =
        ProbeView.of(encoded, "sample", ProbeView.statistics(encoded, Progress.none()));
    LinearProbe probe =
        new LinearProbeTrainer(Version.ofProgram())
            .train(
                List.of(Examples.ofPoints(scan, inverse, points, given, strokes)),
                classes,
                TrainSettings.DEFAULT.withLocalStatistics(true),
                Progress.none());
    Prediction prediction = probe.predict(scan, Progress.none());
    int[] said = new int[inverse.length];
    int[] known = new int[inverse.length];
    Arrays.setAll(
        said,
        i -> inverse[i] < 0 ? 0 : probe.classes().get(prediction.classIndex(inverse[i])).id());
    Arrays.setAll(known, i -> inverse[i] < 0 ? 0 : ids[i]);
    List<LabelClass> looks =
        classes.stream()
            .map(one -> new LabelClass(one.id(), one.name(), one.argb(), true, false))
            .toList();
    int[] argb =
        new PredictionColors(sample.cloud(), inverse, Tint.quiet(sample.cloud()), looks, true)
            .prediction(prediction, new LabelSnapshot(points, given, strokes, 0), .8)
            .argb();
    return new DemoPrediction(argb, points.length, Evaluation.of(classes, known, said));
  }
}
