package cadenza.app.cli;

import cadenza.app.bench.BenchFile;
import cadenza.app.bench.LoadRun;
import cadenza.app.bench.OwnProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `cadenza bench load`: time and memory of opening files.
@Command(
    name = "load",
    description =
        "Opens generated files of each format, freshly written and so in the page cache, each run in"
            + " a process of its own.",
    mixinStandardHelpOptions = true)
final class BenchLoad implements Callable<Integer> {
  private static final int FIRST_PIXELS_POINTS = 100_000_000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--format",
      split = ",",
      description = "ply, ply-normals, ply-ascii, xyz, pcd, las, laz, e57 (default: all)")
  private List<String> formats = Arrays.stream(BenchFile.values()).map(String::valueOf).toList();

  @Option(names = "--points", description = "points a file (default: ${DEFAULT-VALUE})")
  private int points = 10_000_000;

  @Option(names = "--repeats", description = "times a file is read (default: ${DEFAULT-VALUE})")
  private int repeats = 3;

  @Option(
      names = "--first-pixels",
      description =
          "also measure the first picture of a LAS file of 100 million points; needs 4 GB on disk")
  private boolean firstPixels;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Option(names = "--one-run-with", hidden = true)
  private @Nullable Path file;

  @Option(names = "--write-to", hidden = true)
  private @Nullable Path folder;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    List<BenchFile> chosen =
        formats.stream().map(name -> console.argument(() -> BenchFile.named(name))).toList();
    console.require(points >= 1, "--points: at least 1, not " + points);
    console.require(repeats >= 1, "--repeats: at least 1, not " + repeats);
    if (folder != null) {
      Path written = chosen.getFirst().write(points, folder);
      console.json(Map.of("file", written.toString()));
    } else if (file != null) {
      LoadRun run = new LoadRun(chosen.getFirst().toString(), file, repeats);
      console.json(firstPixels ? run.measureFirstPixels() : run.measure());
    } else {
      measureAll(chosen, console);
    }
    return 0;
  }

  private void measureAll(List<BenchFile> chosen, Console console) throws IOException {
    Path temporary = Files.createTempDirectory("cadenza-bench");
    try {
      List<Map<String, Object>> runs = new ArrayList<>();
      for (BenchFile format : chosen) {
        runs.add(measure(format, points, false, temporary, console));
      }
      if (firstPixels) {
        runs.add(measure(BenchFile.LAS, FIRST_PIXELS_POINTS, true, temporary, console));
      }
      if (json) {
        console.json(Map.of("runs", runs));
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /// Writing, too, is in a process of its own: it needs all points at once.
  private Map<String, Object> measure(
      BenchFile format, int count, boolean isFirstLook, Path temporary, Console console)
      throws IOException {
    say(console, "Writing %s of %,d points …".formatted(format, count));
    Map<String, Object> written =
        OwnProcess.json(
            List.of(
                "bench",
                "load",
                "--format=" + format,
                "--points=" + count,
                "--write-to=" + temporary));
    Path made = Path.of(String.valueOf(written.get("file")));
    try {
      List<String> arguments =
          new ArrayList<>(
              List.of(
                  "bench",
                  "load",
                  "--format=" + format,
                  "--repeats=" + repeats,
                  "--one-run-with=" + made));
      if (isFirstLook) {
        arguments.add("--first-pixels");
      }
      Map<String, Object> run = OwnProcess.json(arguments);
      run.put("fileBytes", Files.size(made));
      say(console, LoadRun.line(run));
      return run;
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static void say(Console console, String words) {
    console.err().println(words);
    console.err().flush();
  }
}
