package cadenza.app.cli;

import cadenza.app.pipeline.AppFolders;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Model;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.pipeline.Sample;
import cadenza.app.similarity.HeatGround;
import cadenza.app.similarity.ScaleChoice;
import cadenza.app.similarity.Thing;
import cadenza.probe.PcaBasis;
import cadenza.probe.PcaColors;
import cadenza.probe.PcaSettings;
import cadenza.probe.SimilarityQuery;
import cadenza.render.Scene;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza demo`: the main job without a display.
@Command(
    name = "demo",
    description = "Encodes the sample room and writes pictures, a coloured scan and a report.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final Pictures PICTURES = new Pictures(1600, 1000);

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--out", paramLabel = "DIR", required = true)
  private Path out = Path.of("");

  @Mixin private EncodeOptions options = new EncodeOptions();

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    console.requireFolder(out);
    Stopwatch watch = new Stopwatch();
    ScanContents sample =
        console.readPoints(Sample.file(AppFolders.ofUser()), ReadOptions.everything());
    PointCloud cloud = sample.cloud();
    watch.lap("read");
    try (Model model = options.open(console.progress())) {
      EncodedScan encoded = options.encode(cloud, model, console.progress(), console.err());
      watch.put(encoded.seconds());
      List<FeaturePyramid> scans = List.of(encoded.features());
      PcaBasis basis = PcaBasis.fit(scans, Progress.none());
      int[] pca =
          new PcaColors(basis, scans, PcaSettings.reference())
              .ofPoints(encoded.features(), encoded.upcast(true, basis.firstLevel()));
      watch.lap("pca");
      PICTURES.write(encoded.cloud(), Scene.ownColors(cloud), out.resolve("rgb.png"));
      PICTURES.write(encoded.cloud(), pca, out.resolve("pca.png"));
      watch.lap("pictures");
      Thing thing = Thing.in(cloud, sample.labelNames()).orElseThrow();
      int clicked = thing.middle(cloud);
      PICTURES.write(encoded.cloud(), alike(encoded, clicked), out.resolve("similarity.png"));
      watch.lap("similarity");
      DemoPrediction prediction = DemoPrediction.of(sample, encoded, options.seed);
      PICTURES.write(encoded.cloud(), prediction.argb(), out.resolve("prediction.png"));
      watch.lap("prediction");
      console.write(new ScanContents(Recolored.of(cloud, pca), "pca"), out.resolve("pca.ply"));
      watch.lap("write");
      Console.writeJson(
          report(encoded, thing, clicked, prediction, watch, options), out.resolve("report.json"));
    }
    console
        .err()
        .println(
            "Wrote rgb.png, pca.png, similarity.png, prediction.png, pca.ply and report.json to "
                + out
                + ".");
    return 0;
  }

  /// What a click on a point shows.
  private static int[] alike(EncodedScan encoded, int point) {
    int voxel = encoded.grid().inverse()[point];
    SimilarityQuery query =
        SimilarityQuery.like(ProbeView.source(encoded), encoded.features(), voxel);
    return new HeatGround(encoded)
        .map(query.similarity(), ScaleChoice.HEAT, true, Progress.none())
        .argb(encoded.cloud(), 0);
  }

  private static Map<String, Object> report(
      EncodedScan encoded,
      Thing thing,
      int clicked,
      DemoPrediction prediction,
      Stopwatch watch,
      EncodeOptions options) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("points", encoded.cloud().pointCount());
    report.put(
        "voxels", encoded.features().levels().stream().map(FeaturePyramid.Features::rows).toList());
    report.put("gridSizeMeters", encoded.grid().gridSizeMeters());
    Map<String, Object> similarity = new LinkedHashMap<>();
    similarity.put("class", thing.name());
    similarity.put("point", clicked);
    similarity.put(
        "at",
        List.of(
            encoded.cloud().world(clicked, 0),
            encoded.cloud().world(clicked, 1),
            encoded.cloud().world(clicked, 2)));
    report.put("similarity", similarity);
    report.put(
        "prediction",
        Map.of(
            "labelledPoints",
            prediction.labelledPoints(),
            "mIoU",
            prediction.evaluation().meanIou(),
            "mAcc",
            prediction.evaluation().meanAccuracy(),
            "allAcc",
            prediction.evaluation().accuracy()));
    report.put("seconds", watch.seconds());
    report.put("precision", options.precision.toString());
    encoded.device().ifPresent(device -> report.put("device", DoctorCommand.describe(device)));
    Map<String, Object> weights = new LinkedHashMap<>();
    weights.put("name", encoded.weights().name());
    weights.put("hash", encoded.weights().sha256());
    weights.put("trained", encoded.weights().trained());
    report.put("weights", weights);
    return report;
  }
}
