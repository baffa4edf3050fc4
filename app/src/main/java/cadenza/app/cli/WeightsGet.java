package cadenza.app.cli;

import cadenza.app.weights.ByteCount;
import cadenza.app.weights.DownloadException;
import cadenza.app.weights.Downloaded;
import cadenza.app.weights.OfficialWeights;
import cadenza.app.weights.RemoteFile;
import cadenza.app.weights.WeightsLibrary;
import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `cadenza weights get`: lists official weights; downloads one after its licence was shown and
/// somebody agreed.
@Command(
    name = "get",
    description = {
      "Downloads official weights, after showing size, origin and licence.",
      "Without a NAME it lists what there is and touches no network."
    },
    mixinStandardHelpOptions = true)
final class WeightsGet implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "such as sonata")
  private @Nullable String name;

  @Option(
      names = "--yes",
      description = "download without asking; you have read the licence and agree to it")
  private boolean yes;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "another folder; name the file with --weights then")
  private @Nullable Path folder;

  @Option(names = "--list", description = "list what there is")
  private boolean list;

  @Option(names = "--json", description = "one JSON object on standard output")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Console console = Console.of(spec);
    WeightsLibrary library = Main.of(spec).library();
    if (name == null || list) {
      list(console, library);
      return 0;
    }
    OfficialWeights weights = named(console, library, name);
    Path file = library.fileOf(weights);
    if (folder != null) {
      console.requireFolder(folder);
      file = folder.resolve(weights.fileName()).toAbsolutePath();
    }
    if (Files.exists(file)) {
      requireUsable(file);
      console.err().println(weights.title() + " is there already: " + file);
      report(console, weights, file, null);
      return 0;
    }
    boolean asks = !yes;
    console.require(
        !asks || Main.of(spec).questions().canBeAnswered(),
        "Nobody can be asked here. Read the licence ("
            + weights.licence().name()
            + ", "
            + weights.licence().page()
            + ") and add --yes if you agree.");
    RemoteFile remote = library.download().ask(weights, Progress.none());
    describe(console.err(), weights, remote, file);
    if (asks && !Main.of(spec).questions().isYes("Download? [y/N] ")) {
      console.err().println("Nothing was downloaded.");
      return Failures.FAILED;
    }
    report(console, weights, file, fetch(console, library, weights, remote, file));
    return 0;
  }

  /// What lies there under the name may be anything.
  private static void requireUsable(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DownloadException(
          file + (Files.isDirectory(file) ? " is a folder" : " is no ordinary file") + ".",
          "Move it away, or name another folder with --to.");
    }
    try {
      Checkpoint.read(file, Progress.none());
    } catch (WeightsException unusable) {
      throw new WeightsException(
          file,
          "it is there already and cannot be used as weights: " + unusable.getMessage(),
          "Delete it to download it again, or name another folder with --to.",
          unusable);
    }
  }

  private Downloaded fetch(
      Console console, WeightsLibrary library, OfficialWeights weights, RemoteFile shown, Path file)
      throws IOException {
    boolean inPlace = Main.of(spec).questions().canBeAnswered();
    TransferProgress progress = new TransferProgress(console.err(), inPlace);
    try {
      return library.download().fetch(weights, shown, file, progress);
    } finally {
      progress.end();
    }
  }

  private static OfficialWeights named(Console console, WeightsLibrary library, String name) {
    List<String> names = library.catalog().stream().map(OfficialWeights::name).toList();
    return console.argument(() ->
        library
            .find(name)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "There are no official weights named "
                        + name
                        + "; there are "
                        + String.join(", ", names)
                        + ".")));
  }

  private static void describe(
      PrintWriter err, OfficialWeights weights, RemoteFile remote, Path file) {
    String size =
        remote.size().isPresent()
            ? ByteCount.words(remote.size().getAsLong())
            : "the server does not tell; " + weights.sizeGuess();
    err.println(weights.title() + ", by " + weights.makers());
    err.println("  " + weights.purpose());
    err.println("  size      " + size);
    err.println("  origin    " + weights.origin());
    err.println("  licence   " + weights.licence().name() + ": " + weights.licence().meaning());
    err.println("            " + weights.licence().page());
    err.println("  goes to   " + file);
    err.println(
        "  checksum  "
            + (weights.pinnedSha256().isPresent() || remote.sha256().isPresent()
                ? "known; every byte will be checked against it"
                : "the server tells none; the bytes cannot be checked against one"));
    err.flush();
  }

  private void report(
      Console console, OfficialWeights weights, Path file, @Nullable Downloaded done)
      throws IOException {
    if (done != null) {
      console
          .err()
          .println(
              ByteCount.words(done.bytes())
                  + ", SHA-256 "
                  + done.sha256()
                  + ", checked against "
                  + done.checkedAgainst().words());
      console
          .err()
          .println("Use it with --weights " + (folder == null ? weights.name() : file.toString()));
      console.err().flush();
    }
    if (json) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("name", weights.name());
      object.put("file", file.toString());
      object.put("bytes", Files.size(file));
      object.put("present", true);
      object.put("downloadedNow", done != null);
      if (done != null) {
        object.put("sha256", done.sha256());
        object.put(
            "checkedAgainst", done.checkedAgainst().name().toLowerCase(java.util.Locale.ROOT));
      }
      console.json(object);
    } else {
      console.out().println(file);
      console.out().flush();
    }
  }

  private void list(Console console, WeightsLibrary library) throws IOException {
    if (json) {
      console.json(
          Map.of("weights", library.catalog().stream().map(w -> entry(w, library)).toList()));
      return;
    }
    for (OfficialWeights weights : library.catalog()) {
      PrintWriter out = console.out();
      boolean there = library.isDownloaded(weights);
      out.printf("%-15s %s%n", weights.name(), weights.purpose());
      out.printf("%-15s %s, %s%n", "", weights.makers(), weights.origin());
      out.printf("%-15s %s, %s%n", "", weights.licence().name(), weights.licence().meaning());
      out.printf(
          "%-15s %s%n", "", there ? "here: " + library.fileOf(weights) : weights.sizeGuess());
    }
    console.out().flush();
    console.err().println("Get one with: cadenza weights get NAME");
    console.err().flush();
  }

  private static Map<String, Object> entry(OfficialWeights weights, WeightsLibrary library) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", weights.name());
    entry.put("title", weights.title());
    entry.put("purpose", weights.purpose());
    entry.put("makers", weights.makers());
    entry.put("origin", weights.origin().toString());
    entry.put("source", weights.source().toString());
    entry.put("licence", weights.licence().name());
    entry.put("licencePage", weights.licence().page().toString());
    entry.put("parameterMillions", weights.parameterMillions());
    entry.put("file", library.fileOf(weights).toString());
    entry.put("present", library.isDownloaded(weights));
    return entry;
  }
}
