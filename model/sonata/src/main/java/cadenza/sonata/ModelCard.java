package cadenza.sonata;

import cadenza.sonata.io.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What one must know of weights before using them: what they learned from, under which licence,
/// how they were made and how good they are. It travels inside the file as JSON; [ModelCardText]
/// makes it readable.
///
/// @param name of the weights
/// @param about a sentence or two on what they are for
/// @param data what they learned from
/// @param licence of the weights
/// @param preset of the run that made them
/// @param steps of the optimizer
/// @param scenesSeen steps times scenes a step
/// @param minutes the run took, pauses left out
/// @param seed of the run
/// @param device it ran on
/// @param threads it used; 0 if that is not known
/// @param gridSizeMeters edge of a voxel that scans must be cut into
/// @param scores by name, such as `knn`, 0 to 1 where not named otherwise
/// @param versions of program and libraries, by name
/// @param command the exact command that made them
public record ModelCard(
    String name,
    String about,
    List<DataSet> data,
    String licence,
    String preset,
    long steps,
    long scenesSeen,
    double minutes,
    long seed,
    String device,
    int threads,
    double gridSizeMeters,
    Map<String, Double> scores,
    Map<String, String> versions,
    String command) {
  /// Metadata key of a safetensors file, and name in a `.pth`.
  static final String KEY = "card";

  public ModelCard {
    data = List.copyOf(data);
    scores = Map.copyOf(scores);
    versions = Map.copyOf(versions);
  }

  /// Scans that were learned from.
  ///
  /// @param points in all of them together; 0 if nobody counted
  public record DataSet(String name, int scans, long points, String licence) {}

  /// The same under another name.
  public ModelCard named(String other) {
    return new ModelCard(
        other,
        about,
        data,
        licence,
        preset,
        steps,
        scenesSeen,
        minutes,
        seed,
        device,
        threads,
        gridSizeMeters,
        scores,
        versions,
        command);
  }

  /// The same with other scores.
  public ModelCard scored(Map<String, Double> other) {
    return new ModelCard(
        name,
        about,
        data,
        licence,
        preset,
        steps,
        scenesSeen,
        minutes,
        seed,
        device,
        threads,
        gridSizeMeters,
        other,
        versions,
        command);
  }

  /// JSON-like values, in the order of the components.
  public Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    values.put("about", about);
    List<Object> sets = new ArrayList<>();
    for (DataSet set : data) {
      Map<String, Object> of = new LinkedHashMap<>();
      of.put("name", set.name());
      of.put("scans", set.scans());
      of.put("points", set.points());
      of.put("licence", set.licence());
      sets.add(of);
    }
    values.put("data", sets);
    values.put("licence", licence);
    values.put("preset", preset);
    values.put("steps", steps);
    values.put("scenesSeen", scenesSeen);
    values.put("minutes", minutes);
    values.put("seed", Long.toString(seed)); // JSON's numbers have fewer digits than a seed
    values.put("device", device);
    values.put("threads", threads);
    values.put("gridSizeMeters", gridSizeMeters);
    values.put("scores", new TreeMap<>(scores));
    values.put("versions", new TreeMap<>(versions));
    values.put("command", command);
    return values;
  }

  /// One line of JSON.
  public String json() {
    return JsonText.write(values());
  }

  /// The card of such JSON; what it leaves out is empty or 0. Empty if it is no card at all: others
  /// may use the same key for something else.
  public static Optional<ModelCard> parse(String json) {
    Map<String, Object> values;
    try {
      values = JsonText.readConfig(json);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (!(values.get("name") instanceof String) || !values.containsKey("command")) {
      return Optional.empty();
    }
    List<DataSet> sets = new ArrayList<>();
    if (values.get("data") instanceof List<?> items) {
      for (Object item : items) {
        if (item instanceof Map<?, ?> set) {
          sets.add(
              new DataSet(
                  text(set, "name"),
                  number(set, "scans").intValue(),
                  number(set, "points").longValue(),
                  text(set, "licence")));
        }
      }
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    if (values.get("scores") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> {
        if (value instanceof Number score) {
          scores.put(String.valueOf(key), score.doubleValue());
        }
      });
    }
    Map<String, String> versions = new LinkedHashMap<>();
    if (values.get("versions") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> versions.put(String.valueOf(key), String.valueOf(value)));
    }
    return Optional.of(
        new ModelCard(
            text(values, "name"),
            text(values, "about"),
            sets,
            text(values, "licence"),
            text(values, "preset"),
            number(values, "steps").longValue(),
            number(values, "scenesSeen").longValue(),
            number(values, "minutes").doubleValue(),
            seed(text(values, "seed")),
            text(values, "device"),
            number(values, "threads").intValue(),
            number(values, "gridSizeMeters").doubleValue(),
            scores,
            versions,
            text(values, "command")));
  }

  private static String text(Map<?, ?> values, String key) {
    return values.get(key) instanceof String text ? text : "";
  }

  private static Number number(Map<?, ?> values, String key) {
    return values.get(key) instanceof Number number ? number : 0;
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
