package cadenza.app.pretrain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person asked a run for. Lies in the run's folder, for a run only goes on with the scans
/// it began with.
///
/// @param scans files and folders to learn from
/// @param rooms synthetic rooms beside them
/// @param preset name of the numbers it begins with
/// @param changes numbers that are others than the preset's
/// @param length how long
/// @param seed of everything random
/// @param out where the weights go
/// @param watching what is looked at meanwhile
public record RunRequest(
    List<Path> scans,
    int rooms,
    String preset,
    Map<String, String> changes,
    Length length,
    long seed,
    Path out,
    Watching watching) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "window.json";

  public RunRequest {
    scans = List.copyOf(scans);
    changes = Map.copyOf(changes);
    if (scans.isEmpty() && rooms < 1) {
      throw new IllegalArgumentException("there is nothing to learn from");
    }
  }

  /// How long a run is.
  ///
  /// @param amount of minutes or steps
  /// @param isMinutes which
  public record Length(int amount, boolean isMinutes) {
    public Length {
      if (amount < 1) {
        throw new IllegalArgumentException("a run takes a step at least");
      }
    }
  }

  /// What is looked at while it learns.
  ///
  /// @param scan whose features are looked at; null for the room that ships with Cadenza
  /// @param everySteps how often
  /// @param labelled scans that the encoder is scored on
  public record Watching(@Nullable Path scan, int everySteps, List<Path> labelled) {
    public Watching {
      labelled = List.copyOf(labelled);
    }
  }

  /// Folder of what is kept until the run is done.
  public Path folder() {
    return folderOf(out);
  }

  static Path folderOf(Path out) {
    return out.resolveSibling(out.getFileName() + ".run");
  }

  /// Arguments of the command that does it.
  ///
  /// @param isResumed whether it goes on with what the folder holds
  public List<String> arguments(boolean isResumed) {
    List<String> all = new ArrayList<>(List.of("pretrain"));
    scans.forEach(scan -> all.add(scan.toString()));
    add(all, "--rooms", rooms > 0 ? rooms : null);
    add(all, "--preset", preset);
    changes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(change -> add(all, "--set", change.getKey() + "=" + change.getValue()));
    add(all, "--out", out);
    if (isResumed) {
      all.add("--resume"); // its length and seed are kept with it
    } else {
      add(all, length.isMinutes() ? "--minutes" : "--steps", length.amount());
      add(all, "--seed", seed);
    }
    add(all, "--watch", watching.scan());
    add(all, "--watch-every", watching.everySteps());
    watching.labelled().forEach(scan -> add(all, "--labelled", scan));
    all.addAll(List.of("--json", "--controlled"));
    return all;
  }

  private static void add(List<String> all, String name, @Nullable Object value) {
    if (value != null) {
      all.add(name);
      all.add(value.toString());
    }
  }

  /// Keeps it in its folder.
  void write() throws IOException {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("scans", scans.stream().map(Path::toString).toList());
    json.put("rooms", rooms);
    json.put("preset", preset);
    json.put("changes", changes);
    json.put("amount", length.amount());
    json.put("isMinutes", length.isMinutes());
    json.put("seed", seed);
    Path watched = watching.scan();
    json.put("watch", watched == null ? "" : watched.toString());
    json.put("watchEvery", watching.everySteps());
    json.put("labelled", watching.labelled().stream().map(Path::toString).toList());
    Files.createDirectories(folder());
    Files.writeString(
        folder().resolve(FILE), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
  }

  /// What a run was asked for; nothing if it was not begun here or that cannot be read.
  ///
  /// @param out its weights
  static Optional<RunRequest> read(Path out) {
    try {
      JsonNode json = JSON.readTree(Files.readString(folderOf(out).resolve(FILE)));
      Map<String, String> changes = new LinkedHashMap<>();
      json.path("changes")
          .properties()
          .forEach(c -> changes.put(c.getKey(), c.getValue().asText()));
      String watched = json.path("watch").asText("");
      return Optional.of(
          new RunRequest(
              paths(json.path("scans")),
              json.path("rooms").asInt(0),
              json.path("preset").asText(""),
              changes,
              new Length(json.path("amount").asInt(1), json.path("isMinutes").asBoolean()),
              json.path("seed").asLong(0),
              out,
              new Watching(
                  watched.isEmpty() ? null : Path.of(watched),
                  json.path("watchEvery").asInt(0),
                  paths(json.path("labelled")))));
    } catch (IOException | IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /// @throws InvalidPathException for a path of another system
  private static List<Path> paths(JsonNode texts) {
    List<Path> paths = new ArrayList<>();
    texts.forEach(text -> paths.add(Path.of(text.asText())));
    return paths;
  }
}
