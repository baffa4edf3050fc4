package cadenza.app.cli;

import cadenza.app.pipeline.Model;
import cadenza.app.probing.ApplyReport;
import cadenza.app.probing.PredictedScan;
import cadenza.probe.LinearProbe;
import cadenza.probe.ProbeFile;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza probe apply`: what a probe says of scans, written beside all they hold.
@Command(
    name = "apply",
    description = {
      "Writes scans, or folders of scans, with a probe's prediction for every original point:",
      "its class in the attribute label (or prediction, where the scan has labels of its own) and",
      "its probability in the attribute probability. report.json and report.csv tell what was found.",
      "A scan that cannot be read does not stop the others; the exit code tells of it."
    },
    mixinStandardHelpOptions = true)
final class ProbeApply implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "1..*", paramLabel = "SCAN")
  private List<Path> scans = List.of();

  @Option(names = "--probe", paramLabel = "P", required = true)
  private Path probeFile = Path.of("");

  @Option(names = "--out", paramLabel = "DIR", required = true)
  private Path out = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "EXTENSION",
      description = "ply, pcd, las, laz, npz, csv, or folder for a Pointcept folder (default: ply)")
  private String format = "ply";

  @Option(
      names = "--attribute",
      paramLabel = "NAME",
      description = "attribute for the class (default: label, or prediction if that is taken)")
  private @Nullable String attribute;

  @Option(names = "--json", description = "print the report on standard output, too")
  private boolean json;

  @Mixin private ColumnOption columns = new ColumnOption();

  @Mixin private EncodeOptions options = new EncodeOptions();

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    console.argument(options::settings);
    console.require(
        isFolderFormat() || ScanFormats.writableExtensions().contains(format),
        "--format: folder or one of %s, not %s"
            .formatted(ScanFormats.writableExtensions().stream().sorted().toList(), format));
    console.requireFolder(out);
    LinearProbe probe = ProbeFile.read(probeFile);
    List<Path> files = ScanArguments.expand(scans);
    List<String> names = ScanArguments.distinctNames(files);
    ApplyReport report = new ApplyReport(probe, probeFile);
    boolean readable = true;
    try (Model model = options.open(console.progress())) {
      ScanPrediction.requireWeights(probe, model);
      for (int i = 0; i < files.size(); i++) {
        try {
          apply(files.get(i), names.get(i), probe, model, report, console);
        } catch (CancellationException e) {
          throw e;
        } catch (IOException | RuntimeException e) {
          readable &= !(e instanceof ScanException);
          report.failed(files.get(i), Failures.message(e));
          console.err().println("cadenza: " + Failures.message(e));
          console.err().flush();
        }
      }
    }
    Console.writeJson(report.json(), out.resolve("report.json"));
    report.writeCsv(out.resolve("report.csv"));
    console.err().println("Wrote " + out.resolve("report.json"));
    if (json) {
      console.json(report.json());
    }
    return !readable ? Failures.UNREADABLE : report.hasFailures() ? Failures.FAILED : 0;
  }

  private boolean isFolderFormat() {
    return format.equals("folder");
  }

  private void apply(
      Path file, String name, LinearProbe probe, Model model, ApplyReport report, Console console)
      throws IOException {
    ScanContents contents = console.readPoints(file, columns.options(ReadOptions.everything()));
    PredictedScan scan = ScanPrediction.of(contents, name, probe, model, options, console);
    Path target = out.resolve(isFolderFormat() ? name : name + "." + format);
    if (target.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())) {
      throw new IOException(
          target + " is the scan itself, which is not written over. Choose another --out.");
    }
    console.write(scan.labelled(attribute), target, isFolderFormat());
    report.done(file, target, scan);
    console.err().println("Wrote " + target);
    console.err().flush();
  }
}
