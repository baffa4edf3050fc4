package cadenza.app.cli;

import cadenza.app.pipeline.Finding;
import cadenza.app.pipeline.ScanFindings;
import cadenza.scan.Attribute;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/// `cadenza info`: what is in a file.
@Command(name = "info", description = "Says what is in a scan.", mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SCAN")
  private Path scan = Path.of("");

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Mixin private ColumnOption columns = new ColumnOption();

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    ScanContents contents = console.read(scan, columns.options(ReadOptions.whatFits()));
    List<Finding> findings = ScanFindings.of(contents, console.progress());
    if (json) {
      console.json(describe(contents, findings));
    } else {
      print(console, contents, findings);
    }
    return 0;
  }

  private static List<String> attributes(PointCloud cloud) {
    List<String> names = new ArrayList<>(List.of("position"));
    if (cloud.colors() != null) {
      names.add("color");
    }
    if (cloud.normals() != null) {
      names.add("normal");
    }
    cloud.attributes().values().stream().map(Attribute::name).forEach(names::add);
    return names;
  }

  private static Map<String, Object> describe(ScanContents contents, List<Finding> findings) {
    PointCloud cloud = contents.cloud();
    Bounds bounds = cloud.bounds();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", contents.format());
    json.put("points", contents.pointsInFile());
    if (contents.pointsInFile() != cloud.pointCount()) {
      json.put("shown", cloud.pointCount());
    }
    json.put("finite", cloud.finiteCount());
    json.put("attributes", attributes(cloud));
    if (!bounds.isEmpty()) {
      Map<String, double[]> box = new LinkedHashMap<>();
      box.put("min", bounds.min());
      box.put("max", bounds.max());
      json.put("bounds", box);
    }
    contents.crs().ifPresent(crs -> json.put("crs", crs));
    if (!contents.stations().isEmpty()) {
      json.put("stations", contents.stations());
    }
    if (!contents.labelNames().isEmpty()) {
      json.put("labels", contents.labelNames());
    }
    List<String> warnings = new ArrayList<>(contents.warnings());
    if (contents.pointsInFile() != cloud.pointCount()) {
      warnings.add("finite and bounds are those of the points shown.");
    }
    findings.stream()
        .filter(finding -> finding.severity() == Finding.Severity.WARNING)
        .map(finding -> finding.topic() + ": " + finding.text())
        .forEach(warnings::add);
    json.put("warnings", warnings);
    json.put("findings", findings.stream().map(InfoCommand::describe).toList());
    return json;
  }

  private static Map<String, Object> describe(Finding finding) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("topic", finding.topic());
    json.put("severity", finding.severity().name().toLowerCase(Locale.ROOT));
    json.put("text", finding.text());
    finding.fix().ifPresent(fix -> json.put("fix", fix.label()));
    return json;
  }

  private void print(Console console, ScanContents contents, List<Finding> findings) {
    PointCloud cloud = contents.cloud();
    Bounds bounds = cloud.bounds();
    console.out().printf("format      %s%n", contents.format());
    console.out().printf(Locale.ROOT, "points      %,d%n", contents.pointsInFile());
    if (cloud.finiteCount() != cloud.pointCount()) {
      console.out().printf(Locale.ROOT, "finite      %,d%n", cloud.finiteCount());
    }
    console.out().printf("attributes  %s%n", String.join(", ", attributes(cloud)));
    if (!bounds.isEmpty()) {
      for (int axis = 0; axis < 3; axis++) {
        console
            .out()
            .printf(
                Locale.ROOT,
                "%c           %.4f to %.4f  (%.3f m)%n",
                "xyz".charAt(axis),
                bounds.min()[axis],
                bounds.max()[axis],
                bounds.extent(axis));
      }
    }
    contents.crs().ifPresent(crs -> console.out().printf("crs         %s%n", crs));
    for (Finding finding : findings) {
      console.out().printf("%-11s %s%n", finding.topic().toLowerCase(Locale.ROOT), finding.text());
    }
    console.out().flush();
  }
}
