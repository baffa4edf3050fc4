package cadenza.sonata.io;

import cadenza.sonata.WeightsException;
import cadenza.sonata.io.Pickle.Opaque;
import cadenza.sonata.io.Pickle.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Unpickled values as JSON-like ones. `None` and tensors have no such form and are left out; what
/// is opaque stands as text that says so, lest a setting seem to be absent.
final class PlainValues {
  /// More than any config has. Lists that contain themselves end here.
  private static final int MAX_VALUES = 10_000;

  private static final int MAX_DEPTH = 16;

  /// Counted at every use: a pickle can recall one long text many times for two bytes each.
  private static final int MAX_CHARACTERS = 1_000_000;

  private final Path file;
  private int values;
  private long characters;

  PlainValues(Path file) {
    this.file = file;
  }

  Map<String, Object> map(Map<?, ?> map) throws WeightsException {
    return map(map, 0);
  }

  private Map<String, Object> map(Map<?, ?> map, int depth) throws WeightsException {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Map.Entry<?, ?> item : map.entrySet()) {
      Object value = plain(item.getValue(), depth + 1);
      if (value != null) {
        plain.put(text(String.valueOf(item.getKey())), value);
      }
    }
    return plain;
  }

  private List<Object> list(List<?> items, int depth) throws WeightsException {
    List<Object> plain = new ArrayList<>();
    for (Object item : items) {
      Object value = plain(item, depth + 1);
      if (value != null) {
        plain.add(value);
      }
    }
    return plain;
  }

  private @Nullable Object plain(Object value, int depth) throws WeightsException {
    if (++values > MAX_VALUES || depth > MAX_DEPTH) {
      throw new WeightsException(
          file, "its config has no end", "Do not trust this file; get it from its author.");
    }
    return switch (value) {
      case Tuple tuple -> list(tuple.items(), depth);
      case List<?> items -> list(items, depth);
      case Map<?, ?> map -> map(map, depth);
      case String text -> text(text);
      case Boolean flag -> flag;
      case Number number -> number;
      case Opaque opaque -> text("<" + opaque.name() + ">");
      default -> null;
    };
  }

  private String text(String text) throws WeightsException {
    characters += text.length();
    if (characters > MAX_CHARACTERS) {
      throw new WeightsException(
          file,
          "its config has more than " + MAX_CHARACTERS + " characters",
          "Do not trust this file; get it from its author.");
    }
    return text;
  }
}
