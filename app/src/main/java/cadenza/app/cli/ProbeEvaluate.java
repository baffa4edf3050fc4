package cadenza.app.cli;

import cadenza.app.pipeline.Model;
import cadenza.app.probing.PredictedScan;
import cadenza.app.probing.TruthLabels;
import cadenza.probe.Evaluation;
import cadenza.probe.LinearProbe;
import cadenza.probe.ProbeClass;
import cadenza.probe.ProbeFile;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza probe evaluate`: how well a probe agrees with labels.
@Command(
    name = "evaluate",
    description = {
      "Predicts scans, or folders of scans, and compares every original point with its label.",
      "Unlabelled points are left out; means are over classes the labels have."
    },
    mixinStandardHelpOptions = true)
final class ProbeEvaluate implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "SCAN")
  private List<Path> scans = List.of();

  @Option(names = "--probe", paramLabel = "P", required = true)
  private Path probeFile = Path.of("");

  @Option(
      names = "--labels",
      paramLabel = "ATTR",
      required = true,
      description = "attribute that holds the truth, such as label")
  private String labels = "";

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Mixin private ColumnOption columns = new ColumnOption();

  @Mixin private EncodeOptions options = new EncodeOptions();

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    console.argument(options::settings);
    LinearProbe probe = ProbeFile.read(probeFile);
    List<Path> files = ScanArguments.expand(scans);
    List<String> names = ScanArguments.distinctNames(files);
    TruthLabels truth = new TruthLabels(probe.classes());
    Map<Integer, long[]> counts = new HashMap<>(); // of a true class, by predicted class
    try (Model model = options.open(console.progress())) {
      ScanPrediction.requireWeights(probe, model);
      for (int i = 0; i < files.size(); i++) {
        ScanContents contents =
            console.readPoints(files.get(i), columns.options(ReadOptions.everything()));
        short[] ids = truth.idsOf(contents, labels, files.get(i));
        PredictedScan scan =
            ScanPrediction.of(contents, names.get(i), probe, model, options, console);
        count(scan, ids, counts);
      }
    }
    Evaluation evaluation = evaluation(truth.classes(), probe.classes().size(), counts);
    tell(evaluation, console);
    if (json) {
      console.json(Scores.of(evaluation));
    }
    return 0;
  }

  private static void count(PredictedScan scan, short[] ids, Map<Integer, long[]> counts) {
    for (int point = 0; point < ids.length; point++) {
      int voxel = scan.inverse()[point];
      if (ids[point] != 0 && voxel >= 0) {
        counts
            .computeIfAbsent((int) ids[point], id -> new long[scan.classes().size()])[
            scan.prediction().classIndex(voxel)]++;
      }
    }
  }

  // The probe's classes come first; those it does not know follow, and are never predicted.
  private static Evaluation evaluation(
      List<ProbeClass> classes, int predicted, Map<Integer, long[]> counts) {
    List<ProbeClass> all = new ArrayList<>(classes);
    long[][] confusion = new long[all.size()][all.size()];
    for (int k = 0; k < all.size(); k++) {
      long[] row = counts.get(all.get(k).id());
      if (row != null) {
        System.arraycopy(row, 0, confusion[k], 0, predicted);
      }
    }
    return new Evaluation(all, confusion);
  }

  private static void tell(Evaluation evaluation, Console console) {
    for (int k = 0; k < evaluation.classes().size(); k++) {
      if (evaluation.points(k) > 0) {
        console
            .err()
            .printf(
                Locale.ROOT,
                "%-20s IoU %.3f  accuracy %.3f  %,d points%n",
                evaluation.classes().get(k).name(),
                evaluation.iou(k).orElse(Double.NaN),
                evaluation.accuracy(k).orElse(Double.NaN),
                evaluation.points(k));
      }
    }
    console
        .err()
        .printf(
            Locale.ROOT,
            "mIoU %.4f  mAcc %.4f  allAcc %.4f  over %,d points%n",
            evaluation.meanIou(),
            evaluation.meanAccuracy(),
            evaluation.accuracy(),
            evaluation.points());
    console.err().flush();
  }
}
