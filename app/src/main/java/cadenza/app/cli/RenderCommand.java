package cadenza.app.cli;

import cadenza.app.look.ClassNames;
import cadenza.app.look.PointColors;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Fix;
import cadenza.app.pipeline.Model;
import cadenza.probe.PcaBasis;
import cadenza.probe.PcaColors;
import cadenza.probe.PcaSettings;
import cadenza.scan.Attribute;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza render`: a picture of a scan.
@Command(
    name = "render",
    description = "Draws a scan from the home view, as the window shows it.",
    mixinStandardHelpOptions = true)
final class RenderCommand implements Callable<Integer> {
  /// What the colour of a point says.
  enum Color {
    RGB,
    HEIGHT,
    NORMAL,
    INTENSITY,
    LABEL,
    PCA
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SCAN")
  private Path scan = Path.of("");

  @Option(
      names = "--color",
      description = "${COMPLETION-CANDIDATES}, in any case (default: ${DEFAULT-VALUE})")
  private Color color = Color.RGB;

  @Option(names = "--size", paramLabel = "WxH", description = "(default: ${DEFAULT-VALUE})")
  private String size = "1600x1000";

  @Option(names = "--out", paramLabel = "X.png", required = true)
  private Path out = Path.of("");

  @Mixin private EncodeOptions options = new EncodeOptions();

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    Pictures pictures = console.argument(() -> Pictures.parse(size));
    console.argument(options::settings);
    console.requireOutput(out, Set.of("png"));
    ScanContents contents = console.readPoints(scan, ReadOptions.whatFits());
    PointCloud cloud = contents.cloud();
    if (cloud.normals() == null) {
      // Walls that hide the inside are told by their normals.
      cloud = new Fix.EstimateNormals().apply(cloud, console.progress());
    }
    int[] argb = colors(cloud, ClassNames.named(contents.labelNames()), console);
    pictures.write(cloud, argb, out);
    return 0;
  }

  private int[] colors(PointCloud cloud, ClassNames names, Console console) throws IOException {
    return switch (color) {
      case RGB -> PointColors.rgb(cloud).argb();
      case HEIGHT -> PointColors.height(cloud, Progress.none()).argb();
      case NORMAL -> {
        float[] normals = cloud.normals();
        yield normals == null ? new int[0] : PointColors.normal(cloud, normals).argb();
      }
      case INTENSITY ->
          PointColors.intensity(cloud, attribute(cloud, Attribute.INTENSITY), Progress.none())
              .argb();
      case LABEL ->
          PointColors.labels(cloud, attribute(cloud, Attribute.LABEL), names, Progress.none())
              .argb();
      case PCA -> pca(cloud, console);
    };
  }

  private Attribute attribute(PointCloud cloud, String name) {
    return cloud
        .attribute(name)
        .orElseThrow(() ->
            new IllegalArgumentException(
                scan.getFileName()
                    + ": the scan has no attribute named "
                    + name
                    + "; it has "
                    + cloud.attributes().keySet()));
  }

  private int[] pca(PointCloud cloud, Console console) throws IOException {
    try (Model model = options.open(console.progress())) {
      EncodedScan encoded = options.encode(cloud, model, console.progress(), console.err());
      List<FeaturePyramid> scans = List.of(encoded.features());
      PcaBasis basis = PcaBasis.fit(scans, console.progress());
      return new PcaColors(basis, scans, PcaSettings.reference())
          .ofPoints(encoded.features(), encoded.upcast(true, basis.firstLevel()));
    }
  }
}
