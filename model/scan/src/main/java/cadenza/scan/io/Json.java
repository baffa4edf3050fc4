package cadenza.scan.io;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A value of a JSON text (RFC 8259), and the way down from it.
///
/// What is asked for and is not there, or is something else, is a missing value, so that a reader
/// walks down and asks once at the end. Arrays of numbers alone are kept as `double[]`, eight bytes
/// a number.
///
/// @param value a `Map`, a `List`, a `double[]`, a `String`, a `Double`, a `Boolean`, or null for
///   JSON's null and for what is missing
public record Json(@Nullable Object value) {
  private static final Json MISSING = new Json(null);

  /// Reads a UTF-8 text that holds one value.
  ///
  /// @throws IllegalArgumentException if it is no JSON; the message says where and why
  public static Json parse(byte[] text) {
    return new Json(new JsonParser(new String(text, StandardCharsets.UTF_8)).whole());
  }

  /// The member of an object.
  public Json get(String name) {
    return value instanceof Map<?, ?> map && map.containsKey(name)
        ? new Json(map.get(name))
        : MISSING;
  }

  /// The element of an array.
  public Json at(int index) {
    if (index < 0 || index >= size()) {
      return MISSING;
    }
    return switch (value) {
      case double[] numbers -> new Json(numbers[index]);
      case List<?> list -> new Json(list.get(index));
      case null, default -> MISSING;
    };
  }

  /// How many elements an array has; 0 for everything else.
  public int size() {
    return switch (value) {
      case double[] numbers -> numbers.length;
      case List<?> list -> list.size();
      case null, default -> 0;
    };
  }

  /// Names of an object's members, in the order of the text.
  public Set<String> names() {
    if (!(value instanceof Map<?, ?> map)) {
      return Set.of();
    }
    @SuppressWarnings("unchecked") // the parser makes no other
    Set<String> names = (Set<String>) map.keySet();
    return Collections.unmodifiableSet(names);
  }

  public boolean isMissing() {
    return value == null;
  }

  /// The string, or `otherwise`.
  public String text(String otherwise) {
    return value instanceof String text ? text : otherwise;
  }

  /// The number, or `otherwise`.
  public double number(double otherwise) {
    return value instanceof Double number ? number : otherwise;
  }

  /// The number if it is a whole one that fits, or `otherwise`.
  public int whole(int otherwise) {
    return value instanceof Double number && number.intValue() == number
        ? number.intValue()
        : otherwise;
  }

  /// True or false, or `otherwise`.
  public boolean flag(boolean otherwise) {
    return value instanceof Boolean flag ? flag : otherwise;
  }

  /// The numbers of an array of numbers; empty for everything else.
  public double[] numbers() {
    return value instanceof double[] numbers ? numbers : new double[0];
  }

  /// A string as JSON writes it, in quotes.
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || Character.isSurrogate(c)) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
