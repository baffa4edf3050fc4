package cadenza.app.pretrain;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A run of an earlier day, as its folder tells it.
///
/// @param out its weights, which are there only once it is done
/// @param events everything it told, oldest first
/// @param request what it was asked for; nothing if it was begun on the command line
/// @param canGoOn whether its folder holds what it needs to
public record EarlierRun(
    Path out, List<RunEvent> events, Optional<RunRequest> request, boolean canGoOn) {
  private static final String SUFFIX = ".run";

  public EarlierRun {
    events = List.copyOf(events);
  }

  /// Reads a run.
  ///
  /// @param place its weights, its folder or a file in that
  /// @throws IOException if there is no run; the message says where it was looked for
  public static EarlierRun read(Path place) throws IOException {
    Path out = outOf(place);
    Path folder = RunRequest.folderOf(out);
    Path log = folder.resolve("log.jsonl");
    boolean hasState = Files.isRegularFile(folder.resolve("state.safetensors"));
    if (!Files.isRegularFile(log) && !hasState) {
      throw new IOException(
          "There is no run of "
              + out.getFileName()
              + ". — Choose a folder whose name ends in "
              + ".safetensors.run; this was looked for: "
              + folder);
    }
    List<RunEvent> events = new ArrayList<>();
    if (Files.isRegularFile(log)) {
      try (Stream<String> lines = Files.lines(log)) {
        lines.forEach(line -> RunEvent.parse(line).ifPresent(events::add));
      } catch (UncheckedIOException e) {
        throw new IOException("its log cannot be read: " + log, e);
      }
    }
    boolean isDone =
        !events.isEmpty()
            && events.getLast() instanceof RunEvent.End end
            && end.outcome() == RunEvent.Outcome.DONE;
    return new EarlierRun(out, events, RunRequest.read(out), hasState && !isDone);
  }

  private static Path outOf(Path place) {
    Path at = place.toAbsolutePath().normalize();
    Path parent = at.getParent();
    Path folder = parent != null && isFolderOfRun(parent) && Files.isRegularFile(at) ? parent : at;
    if (!isFolderOfRun(folder)) {
      return at;
    }
    String name = String.valueOf(folder.getFileName());
    return folder.resolveSibling(name.substring(0, name.length() - SUFFIX.length()));
  }

  private static boolean isFolderOfRun(Path folder) {
    return String.valueOf(folder.getFileName()).endsWith(SUFFIX);
  }

  /// Weights of the runs in a folder, by name.
  public static List<Path> in(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> isFolderOfRun(file) && Files.isDirectory(file))
          .sorted()
          .map(EarlierRun::outOf)
          .toList();
    } catch (IOException | UncheckedIOException unreadable) {
      return List.of();
    }
  }

  /// Whether a run lies there that would be lost by beginning another of this name.
  ///
  /// @param out weights of the other
  static boolean wouldBeLost(Path out) {
    Path folder = RunRequest.folderOf(out);
    return Files.isRegularFile(folder.resolve("state.safetensors")) && !Files.exists(out);
  }
}
