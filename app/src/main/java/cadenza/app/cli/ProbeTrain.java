package cadenza.app.cli;

import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Model;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.probing.PointSample;
import cadenza.app.probing.TruthLabels;
import cadenza.probe.CrossValidation;
import cadenza.probe.Examples;
import cadenza.probe.LinearProbe;
import cadenza.probe.LinearProbeTrainer;
import cadenza.probe.ProbeFile;
import cadenza.probe.ProbeScan;
import cadenza.probe.TrainSettings;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza probe train`: a probe from the labels that scans bring along.
@Command(
    name = "train",
    description = {
      "Trains a linear probe on labelled scans, or folders of scans.",
      "The penalty's strength is chosen by cross-validation over places, where there are enough."
    },
    mixinStandardHelpOptions = true)
final class ProbeTrain implements Callable<Integer> {
  /// What learns from the features.
  enum Kind {
    LINEAR,
    DECODER,
    FULL
  }

  private static final float MOST_METERS = .6f; // of a place

  // A Gram matrix of so many examples still fits well: 16 MB, and 256 MB where each was asked for.
  private static final int MOST_OF_ALL = 2000;
  private static final int MOST_OF_SOME = 8000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "SCAN")
  private List<Path> scans = List.of();

  @Option(
      names = "--labels",
      paramLabel = "ATTR",
      required = true,
      description = "attribute that holds the labels, such as label")
  private String labels = "";

  @Option(names = "--out", paramLabel = "P.probe", required = true)
  private Path out = Path.of("");

  @Option(
      names = "--points-per-scene",
      paramLabel = "20|50|100|200|all",
      description = "keep so many labels of each scan, as if no more had been given (default: all)")
  private String pointsPerScene = "all";

  @Option(
      names = "--sampling",
      paramLabel = "random|balanced",
      description =
          "which points keep their label: any, or as many of each class (default: random)")
  private PointSample.Sampling sampling = PointSample.Sampling.RANDOM;

  @Option(
      names = "--kind",
      paramLabel = "linear|decoder|full",
      description = "what learns (default: linear; the others are not in this version yet)")
  private Kind kind = Kind.LINEAR;

  @Option(
      names = "--local-statistics",
      paramLabel = "auto|on|off",
      description = {
        "learn from colour, normal and height around each voxel, too",
        "(default: auto, if cross-validation finds that better)"
      })
  private LocalStatisticsUse statisticsUse = LocalStatisticsUse.AUTO;

  @Option(
      names = "--strength",
      paramLabel = "X",
      description = "of the penalty on weights (default: the best by cross-validation)")
  private @Nullable Double strength;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Mixin private ColumnOption columns = new ColumnOption();

  @Mixin private EncodeOptions options = new EncodeOptions();

  /// Whether to learn from local statistics.
  enum LocalStatisticsUse {
    AUTO,
    ON,
    OFF
  }

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    console.require(
        kind == Kind.LINEAR,
        "--kind: %s is not in this version yet; linear is"
            .formatted(kind.name().toLowerCase(Locale.ROOT)));
    int count = console.argument(this::points);
    console.argument(options::settings);
    TrainSettings settings = console.argument(() -> settings(count));
    console.requireOutput(out, Set.of("probe"));
    TruthLabels truth = new TruthLabels(List.of());
    List<Examples> examples = new ArrayList<>();
    List<Path> files = ScanArguments.expand(scans);
    List<String> names = ScanArguments.distinctNames(files);
    try (Model model = options.open(console.progress())) {
      for (int i = 0; i < files.size(); i++) {
        ScanContents contents =
            console.readPoints(files.get(i), columns.options(ReadOptions.everything()));
        short[] ids = truth.idsOf(contents, labels, files.get(i));
        EncodedScan encoded =
            options.encode(contents.cloud(), model, console.progress(), console.err());
        examples.add(examples(encoded, names.get(i), ids, count, console));
      }
    }
    CrossValidation.Result validated = validate(examples, truth, settings, console);
    TrainSettings best = validated == null ? settings : validated.applyTo(settings);
    if (strength != null) {
      best = best.withStrength(strength);
    }
    LinearProbe probe =
        new LinearProbeTrainer(Version.ofProgram())
            .train(examples, truth.classes(), best, console.progress());
    ProbeFile.write(probe, out);
    console.err().println("Wrote " + out);
    if (json) {
      console.json(report(probe, validated));
    }
    return 0;
  }

  private int points() {
    if (pointsPerScene.equals("all")) {
      return Integer.MAX_VALUE;
    }
    try {
      int count = Integer.parseInt(pointsPerScene);
      if (count >= 1) {
        return count;
      }
    } catch (NumberFormatException e) {
      // The message below says what would be right.
    }
    throw new IllegalArgumentException(
        "--points-per-scene: a number such as 20, or all, not " + pointsPerScene);
  }

  private TrainSettings settings(int count) {
    return new TrainSettings(
        strength == null ? TrainSettings.DEFAULT.strength() : strength,
        statisticsUse == LocalStatisticsUse.ON,
        true,
        count == Integer.MAX_VALUE ? MOST_OF_ALL : MOST_OF_SOME,
        options.seed);
  }

  private Examples examples(
      EncodedScan encoded, String name, short[] ids, int count, Console console) {
    ProbeScan scan =
        ProbeView.of(
            encoded,
            name,
            statisticsUse == LocalStatisticsUse.OFF
                ? null
                : ProbeView.statistics(encoded, console.progress()));
    int[] inverse = encoded.grid().inverse();
    int[] eligible = IntStream.range(0, inverse.length).filter(i -> inverse[i] >= 0).toArray();
    int[] points = PointSample.of(ids, eligible, count, sampling, options.seed);
    int[] place = places(encoded);
    short[] classIds = new short[points.length];
    int[] strokes = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      classIds[i] = ids[points[i]];
      strokes[i] = place[inverse[points[i]]];
    }
    Examples out = Examples.ofPoints(scan, inverse, points, classIds, strokes);
    console
        .err()
        .printf(
            Locale.ROOT,
            "%s: %,d labelled points in %,d voxels%n",
            name,
            points.length,
            out.count());
    console.err().flush();
    return out;
  }

  // Labels in one cell of about half a metre are of one place: they are held out together.
  private static int[] places(EncodedScan encoded) {
    int level = 0;
    while (level + 1 < encoded.features().levels().size()
        && encoded.grid().gridSizeMeters() * (2 << level) <= MOST_METERS) {
      level++;
    }
    return encoded.features().rowsOf(0, level);
  }

  private CrossValidation.@Nullable Result validate(
      List<Examples> examples, TruthLabels truth, TrainSettings settings, Console console) {
    if (strength != null && statisticsUse != LocalStatisticsUse.AUTO) {
      return null; // all is decided
    }
    if (!CrossValidation.isPossible(examples, truth.classes())) {
      console
          .err()
          .println(
              "Too few places are labelled for cross-validation: the strength stays "
                  + settings.strength()
                  + (statisticsUse == LocalStatisticsUse.AUTO
                      ? ", and local statistics are not used."
                      : "."));
      return null;
    }
    CrossValidation.Result result =
        CrossValidation.run(
            examples,
            truth.classes(),
            settings,
            statisticsUse == LocalStatisticsUse.AUTO,
            console.progress());
    console
        .err()
        .printf(
            Locale.ROOT,
            "Cross-validation over places, %d folds: mIoU %.3f, mAcc %.3f, allAcc %.3f at strength %s%s%n",
            result.folds(),
            result.evaluation().meanIou(),
            result.evaluation().meanAccuracy(),
            result.evaluation().accuracy(),
            result.bestStrength(),
            result.useStatistics() ? " with local statistics" : "");
    return result;
  }

  private Map<String, Object> report(
      LinearProbe probe, CrossValidation.@Nullable Result validated) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("probe", out.toString());
    report.put("classes", probe.provenance().labelledVoxels());
    report.put("strength", probe.provenance().settings().strength());
    report.put("localStatistics", probe.statisticsWeights() != null);
    report.put("weights", probe.source().weightsSha256());
    report.put("gridSizeMeters", probe.source().gridSizeMeters());
    if (validated != null) {
      Map<String, Object> scores = Scores.of(validated.evaluation());
      scores.put("folds", validated.folds());
      report.put("crossValidation", scores);
    }
    return report;
  }
}
