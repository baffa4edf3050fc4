package cadenza.app.cli;

import cadenza.app.look.ClassNames;
import cadenza.app.look.PointColors;
import cadenza.app.pictures.PictureSize;
import cadenza.app.pictures.Screenshot;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Fix;
import cadenza.app.pipeline.Model;
import cadenza.probe.PcaBasis;
import cadenza.probe.PcaColors;
import cadenza.probe.PcaSettings;
import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.Scene;
import cadenza.render.Style;
import cadenza.scan.Attribute;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza render`: a picture of a scan, or a film of the camera's turn about it.
@Command(
    name = "render",
    description = "Draws a scan as the window shows it, as a picture or a turntable film.",
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

  @Option(
      names = "--size",
      paramLabel = "WxH",
      description = "Pixels; 8K (7680x4320) and beyond (default: ${DEFAULT-VALUE})")
  private String size = "1600x1000";

  @Option(
      names = "--out",
      paramLabel = "OUT",
      required = true,
      description = "X.png; with --turntable a folder, X.mp4 or X.webm")
  private Path out = Path.of("");

  @Mixin private ViewOptions view = new ViewOptions();
  @Mixin private LookOptions look = new LookOptions();
  @Mixin private FilmOptions film = new FilmOptions();
  @Mixin private RendererOption renderer = new RendererOption();
  @Mixin private EncodeOptions options = new EncodeOptions();

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    PictureSize pixels = console.argument(() -> Pictures.parse(size)).size();
    ViewOptions.Shot shot = console.argument(view::shot);
    Style style = console.argument(look::style);
    ClipBox clip = console.argument(() -> Optional.ofNullable(look.clip())).orElse(null);
    console.argument(options::settings);
    film.check(console, out, look.isTransparent());
    renderer.check(console, pixels);
    ScanContents contents = console.readPoints(scan, ReadOptions.whatFits());
    PointCloud cloud = contents.cloud();
    Camera camera =
        console.argument(() ->
            film.isWanted() ? shot.turning(cloud, clip, pixels) : shot.camera(cloud, clip, pixels));
    int[] argb = colors(cloud, ClassNames.named(contents.labelNames()), console);
    Scene scene = Scene.of(cloud, argb).withStyle(style).withClip(clip);
    if (film.isWanted()) {
      film.write(scene, camera, pixels, renderer.opener(), out, console.progress());
    } else {
      new Screenshot(List.of(scene), camera, pixels).write(renderer.opener(), out, Progress.none());
    }
    console.err().println("Wrote " + out);
    return 0;
  }

  private int[] colors(PointCloud cloud, ClassNames names, Console console) throws IOException {
    return switch (color) {
      case RGB -> PointColors.rgb(cloud).argb();
      case HEIGHT -> PointColors.height(cloud, Progress.none()).argb();
      case NORMAL -> {
        PointCloud known =
            cloud.normals() != null
                ? cloud
                : new Fix.EstimateNormals().apply(cloud, console.progress());
        float[] normals = known.normals();
        yield normals == null ? new int[0] : PointColors.normal(known, normals).argb();
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
