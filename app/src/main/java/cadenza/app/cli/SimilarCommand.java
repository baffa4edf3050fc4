package cadenza.app.cli;

import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Model;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.similarity.HeatGround;
import cadenza.app.similarity.HeatMap;
import cadenza.app.similarity.NearestPoint;
import cadenza.app.similarity.ScaleChoice;
import cadenza.probe.SimilarityHeat;
import cadenza.probe.SimilarityQuery;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza similar`: a scan coloured by how like some places of it everything is.
@Command(
    name = "similar",
    description = {
      "Colours a scan by how like a place everything in it is to the encoder.",
      "Places are given in the coordinates of the file; the nearest point counts. A scan that is"
          + " written has the likeness of each point, too, as the attribute \"similarity\"."
    },
    mixinStandardHelpOptions = true)
final class SimilarCommand implements Callable<Integer> {
  /// A place further from the nearest point than so many voxels was hardly meant.
  private static final double FAR_VOXELS = 3;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SCAN")
  private Path scan = Path.of("");

  @Option(
      names = "--at",
      paramLabel = "x,y,z",
      required = true,
      description = "a place to find the like of, in metres; may be given several times")
  private List<String> at = List.of();

  @Option(
      names = "--not",
      paramLabel = "x,y,z",
      description = "a place that the sought is unlike; may be given several times")
  private List<String> not = List.of();

  @Option(
      names = "--on",
      paramLabel = "OTHER",
      description = "another scan to find it in; the places are still those of SCAN")
  private @Nullable Path other;

  @Option(
      names = "--scale",
      description = {
        "heat: as the authors of Sonata show it, on a scale that the scan's own spread sets;",
        "cosine: as it is, from 0 to 1 (default: ${DEFAULT-VALUE})"
      })
  private ScaleChoice scale = ScaleChoice.HEAT;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      required = true,
      description = "a .png picture, or a scan such as .ply")
  private Path out = Path.of("");

  @Option(names = "--exact", description = "the reference's blocky up-cast instead of a smooth one")
  private boolean exact;

  @Option(names = "--size", paramLabel = "WxH", description = "of pictures (default: 1600x1000)")
  private String size = "1600x1000";

  @Option(names = "--json", description = "print one JSON object on standard output")
  private boolean json;

  @Mixin private EncodeOptions options = new EncodeOptions();

  /// A place and what it turned out to be.
  private record Found(double[] world, NearestPoint point, boolean alike) {}

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    Pictures pictures = console.argument(() -> Pictures.parse(size));
    console.argument(options::settings);
    List<double[]> like = console.argument(() -> places("--at", at));
    List<double[]> unlike = console.argument(() -> places("--not", not));
    Set<String> extensions = new HashSet<>(ScanFormats.writableExtensions());
    extensions.add("png");
    console.requireOutput(out, extensions);
    ScanContents asked = console.readPoints(scan, ReadOptions.everything());
    ScanContents shown =
        other == null ? asked : console.readPoints(other, ReadOptions.everything());
    List<Found> found = new ArrayList<>();
    like.forEach(place -> found.add(find(place, asked.cloud(), true)));
    unlike.forEach(place -> found.add(find(place, asked.cloud(), false)));
    try (Model model = options.open(console.progress())) {
      EncodedScan encoded = options.encode(asked.cloud(), model, console.progress(), console.err());
      found.forEach(place -> tell(place, encoded, console));
      SimilarityQuery query = query(found, encoded);
      EncodedScan target =
          other == null
              ? encoded
              : options.encode(shown.cloud(), model, console.progress(), console.err());
      query.check(ProbeView.source(target), String.valueOf(other));
      HeatMap map =
          new HeatGround(target).map(query.similarity(), scale, !exact, console.progress());
      write(shown, target, map, pictures, console);
      if (json) {
        console.json(report(found, target, map));
      }
    }
    return 0;
  }

  private static List<double[]> places(String option, List<String> texts) {
    return texts.stream()
        .map(text -> Numbers.parse(option, text, 3, "x,y,z in metres, like 1.5,-2,0.7"))
        .toList();
  }

  private static Found find(double[] place, PointCloud cloud, boolean alike) {
    return new Found(place, NearestPoint.to(place, cloud), alike);
  }

  private static void tell(Found place, EncodedScan encoded, Console console) {
    double distance = place.point().distanceMeters();
    boolean far = distance > FAR_VOXELS * encoded.grid().gridSizeMeters();
    console
        .err()
        .printf(
            Locale.ROOT,
            "%s %.3f,%.3f,%.3f: the nearest point is %s away%s%n",
            place.alike() ? "Like" : "Unlike",
            place.world()[0],
            place.world()[1],
            place.world()[2],
            length(distance),
            far ? ". Attention: that is far; check the coordinates and the unit." : ".");
  }

  private static String length(double meters) {
    return meters < 1
        ? String.format(Locale.ROOT, "%.1f cm", 100 * meters)
        : String.format(Locale.ROOT, "%.2f m", meters);
  }

  private static SimilarityQuery query(List<Found> places, EncodedScan encoded) {
    List<float[]> alike = new ArrayList<>();
    List<float[]> unlike = new ArrayList<>();
    for (Found place : places) {
      int voxel = encoded.grid().inverse()[place.point().index()];
      (place.alike() ? alike : unlike).add(SimilarityQuery.feature(encoded.features(), voxel));
    }
    return SimilarityQuery.of(ProbeView.source(encoded), encoded.features(), alike, unlike);
  }

  private void write(
      ScanContents shown, EncodedScan target, HeatMap map, Pictures pictures, Console console)
      throws IOException {
    int[] argb = map.argb(shown.cloud(), 0);
    if (Console.extension(out).equals("png")) {
      pictures.write(target.cloud(), argb, out);
    } else {
      PointCloud colored =
          Recolored.of(shown.cloud(), argb).toBuilder()
              .attribute(Attribute.ofFloats("similarity", map.ofPoints()))
              .build();
      console.write(shown.withCloud(colored), out);
    }
    console.err().println("Wrote " + out);
  }

  private Map<String, Object> report(List<Found> places, EncodedScan target, HeatMap map) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("points", target.cloud().pointCount());
    report.put("voxels", map.likeness().length);
    report.put("scale", scale.name().toLowerCase(Locale.ROOT));
    report.put("places", places.stream().map(SimilarCommand::report).toList());
    if (map.scale() instanceof SimilarityHeat heat) {
      Map<String, Object> thresholds = new LinkedHashMap<>();
      thresholds.put("oral", heat.oral());
      thresholds.put("highlight", heat.highlight());
      thresholds.put("reject", heat.reject());
      report.put("thresholds", thresholds);
    }
    return report;
  }

  private static Map<String, Object> report(Found place) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("place", place.world());
    report.put("alike", place.alike());
    report.put("point", place.point().index());
    report.put("distanceMeters", place.point().distanceMeters());
    return report;
  }
}
