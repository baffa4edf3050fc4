package cadenza.app.cli;

import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Model;
import cadenza.probe.PcaBasis;
import cadenza.probe.PcaColors;
import cadenza.probe.PcaSettings;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza pca`: scans coloured by the principal components of their features.
@Command(
    name = "pca",
    description = {
      "Colours scans by what the encoder sees: the principal components of the features.",
      "Several scans share one basis, so that the same thing has the same colour in each."
    },
    mixinStandardHelpOptions = true)
final class PcaCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "SCAN")
  private List<Path> scans = List.of();

  @Option(
      names = "--out",
      paramLabel = "OUT",
      required = true,
      description = "a .png picture, a scan such as .ply, or a folder that gets both for each scan")
  private Path out = Path.of("");

  @Option(names = "--exact", description = "the reference's blocky up-cast instead of a smooth one")
  private boolean exact;

  @Option(names = "--size", paramLabel = "WxH", description = "of pictures (default: 1600x1000)")
  private String size = "1600x1000";

  @Mixin private EncodeOptions options = new EncodeOptions();

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    Pictures pictures = console.argument(() -> Pictures.parse(size));
    console.argument(options::settings);
    boolean toFile = hasExtension(out);
    if (toFile) {
      console.require(
          scans.size() == 1,
          "--out: several scans need a folder, and " + out.getFileName() + " names one file");
      Set<String> extensions = new HashSet<>(ScanFormats.writableExtensions());
      extensions.add("png");
      console.requireOutput(out, extensions);
    } else {
      console.requireFolder(out);
    }
    List<PointCloud> clouds = new ArrayList<>();
    List<EncodedScan> encoded = new ArrayList<>();
    try (Model model = options.open(console.progress())) {
      for (Path scan : scans) {
        clouds.add(console.readPoints(scan, ReadOptions.everything()).cloud());
        encoded.add(options.encode(clouds.getLast(), model, console.progress(), console.err()));
      }
    }
    List<FeaturePyramid> features = encoded.stream().map(EncodedScan::features).toList();
    PcaBasis basis = PcaBasis.fit(features, console.progress());
    PcaColors colors = new PcaColors(basis, features, PcaSettings.reference());
    List<String> names = distinctNames();
    for (int i = 0; i < encoded.size(); i++) {
      EncodedScan scan = encoded.get(i);
      int[] argb = colors.ofPoints(scan.features(), scan.upcast(!exact, basis.firstLevel()));
      if (toFile) {
        write(clouds.get(i), scan, argb, out, pictures, console);
      } else {
        String name = names.get(i);
        write(clouds.get(i), scan, argb, out.resolve(name + "-pca.png"), pictures, console);
        write(clouds.get(i), scan, argb, out.resolve(name + "-pca.ply"), pictures, console);
      }
    }
    return 0;
  }

  private static void write(
      PointCloud original,
      EncodedScan scan,
      int[] argb,
      Path file,
      Pictures pictures,
      Console console)
      throws IOException {
    if (Console.extension(file).equals("png")) {
      pictures.write(scan.cloud(), argb, file);
    } else {
      console.write(new ScanContents(Recolored.of(original, argb), "pca"), file);
    }
    console.err().println("Wrote " + file);
  }

  // Scans of the same name from different folders must not write over each other.
  private List<String> distinctNames() {
    List<String> names = new ArrayList<>();
    Map<String, Integer> used = new HashMap<>();
    for (Path scan : scans) {
      String name = stem(scan);
      int count = used.merge(name, 1, Integer::sum);
      names.add(count == 1 ? name : name + "-" + count);
    }
    return names;
  }

  private static boolean hasExtension(Path path) {
    Path name = path.getFileName();
    return name != null && name.toString().lastIndexOf('.') > 0 && !Files.isDirectory(path);
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
