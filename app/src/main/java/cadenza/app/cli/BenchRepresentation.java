package cadenza.app.cli;

import cadenza.app.bench.RepresentationBench;
import cadenza.app.bench.RepresentationBench.Row;
import cadenza.app.bench.RepresentationTable;
import cadenza.app.bench.ScanOrigin;
import cadenza.probe.TrainSettings;
import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza bench representation`: what features are worth with few labels.
@Command(
    name = "representation",
    description = {
      "Trains linear probes on few labels of one half of some rooms and predicts the other half,",
      "both ways: with (a) raw local statistics, (b) the network untrained (the best of three),",
      "(c) the weights, (d) raw statistics and the weights. Scores are over original points.",
      "Row (e) trains the starter network on the labels alone, of our own rooms, from 50 labels on."
    },
    mixinStandardHelpOptions = true)
final class BenchRepresentation implements Callable<Integer> {
  private static final Map<String, String> FOLDERS =
      Map.of(
          "labelled-rooms", "labelled-rooms-cc0",
          "labelled-synthetic", "labelled-synthetic-cc0");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "weights to judge, .pth or .safetensors; needed for rows c and d")
  private @Nullable Path weights;

  @Option(
      names = "--origin",
      split = ",",
      paramLabel = "own|labelled-rooms|labelled-synthetic|all",
      description = "which rooms (default: own)")
  private List<String> origins = List.of("own");

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "K",
      description = "labelled points a room (default: 20,50,200)")
  private List<Integer> labels = List.of(20, 50, 200);

  @Option(
      names = "--rows",
      split = ",",
      paramLabel = "a|b|c|d|e",
      description = "which rows (default: a to d; a and b without --weights)")
  private @Nullable List<String> rows;

  @Option(
      names = "--rooms",
      arity = "1..*",
      paramLabel = "DIR",
      description = "folders of scans with an attribute label, each an origin of its own")
  private List<Path> rooms = List.of();

  @Option(
      names = "--scans",
      paramLabel = "DIR",
      description =
          "where labelled-rooms-cc0 and labelled-synthetic-cc0 are (default: shared/scans beside"
              + " this folder or one above it)")
  private @Nullable Path scans;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "how often labels are drawn anew (default: ${DEFAULT-VALUE})")
  private int seeds = 2;

  @Option(
      names = "--strength",
      paramLabel = "X",
      description = "of the penalty on weights (default: ${DEFAULT-VALUE})")
  private double strength = TrainSettings.DEFAULT.strength();

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "that row e trains each way (default: ${DEFAULT-VALUE})")
  private double minutes = 10;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    console.require(strength > 0, "--strength: above 0, not " + strength);
    console.require(minutes > 0, "--minutes: above 0, not " + minutes);
    console.require(seeds >= 1, "--seeds: at least 1, not " + seeds);
    console.require(
        labels.stream().allMatch(k -> k >= 1), "--labels: at least 1 a room, not " + labels);
    Set<Row> chosen = console.argument(this::rows);
    List<String> names = console.argument(this::origins);
    Consumer<String> say =
        words -> {
          console.err().println(words);
          console.err().flush();
        };
    Checkpoint checkpoint = weights == null ? null : Checkpoint.read(weights, Progress.none());
    RepresentationBench bench =
        console.argument(
            () -> new RepresentationBench(checkpoint, chosen, labels, seeds, strength, minutes));
    List<Map<String, Object>> runs = new ArrayList<>();
    for (ScanOrigin origin : read(names, say)) {
      runs.addAll(bench.measure(origin, say, Progress.none()));
    }
    if (json) {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("weights", checkpoint == null ? null : checkpoint.name());
      report.put("weightsSha256", checkpoint == null ? null : checkpoint.sha256());
      report.put("seeds", seeds);
      report.put("strength", strength);
      report.put("runs", runs);
      console.json(report);
    } else {
      console.out().print(RepresentationTable.markdown(runs));
      console.out().flush();
    }
    return 0;
  }

  private Set<Row> rows() {
    Set<Row> out = new LinkedHashSet<>();
    for (Row row : Row.values()) {
      boolean needsWeights = row == Row.C || row == Row.D;
      if (rows == null
          ? row != Row.E && (weights != null || !needsWeights)
          : rows.contains(row.name().toLowerCase(Locale.ROOT))) {
        out.add(row);
      }
    }
    if (rows != null && out.size() != Set.copyOf(rows).size()) {
      throw new IllegalArgumentException("--rows: some of a, b, c, d, e, not " + rows);
    }
    return out;
  }

  private List<String> origins() {
    List<String> known = List.of("own", "labelled-rooms", "labelled-synthetic");
    for (String origin : origins) {
      if (!origin.equals("all") && !known.contains(origin)) {
        throw new IllegalArgumentException(
            "--origin: own, labelled-rooms, labelled-synthetic or all, not " + origin);
      }
    }
    return origins.contains("all") ? known : origins;
  }

  private List<ScanOrigin> read(List<String> names, Consumer<String> say) throws IOException {
    List<ScanOrigin> out = new ArrayList<>();
    for (String name : names) {
      String folder = FOLDERS.get(name);
      if (folder == null) {
        out.add(ScanOrigin.own());
        continue;
      }
      Path found = scans == null ? find(folder) : scans.resolve(folder);
      if (found == null || !Files.isDirectory(found)) {
        say.accept(
            "%s is skipped: there is no folder %s. Name where it is with --scans."
                .formatted(name, found == null ? "shared/scans/" + folder : found));
        continue;
      }
      out.add(ScanOrigin.of(name, found));
    }
    for (Path room : rooms) {
      out.add(ScanOrigin.of(String.valueOf(room.toAbsolutePath().getFileName()), room));
    }
    return out;
  }

  // The launcher says where Cadenza's own folder is.
  private static @Nullable Path find(String folder) {
    for (String start : List.of("", System.getProperty("cadenza.home", ""))) {
      for (Path at = Path.of(start).toAbsolutePath(); at != null; at = at.getParent()) {
        Path candidate = at.resolve("shared").resolve("scans").resolve(folder);
        if (Files.isDirectory(candidate)) {
          return candidate;
        }
      }
    }
    return null;
  }
}
