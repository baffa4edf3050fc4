package cadenza.scan.io.arrays;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads what Python prints for dictionaries, tuples, lists, strings, whole numbers, True, False
/// and None: the header of a NumPy array. Nothing is evaluated.
final class PythonLiteral {
  private static final int MAX_DEPTH = 30;

  private final String text;
  private int at;
  private int depth;

  private PythonLiteral(String text) {
    this.text = text;
  }

  /// A `Map`, a `List` for tuples and lists, a `String`, a `Long`, a `Boolean`, or an empty `List`
  /// for None.
  ///
  /// @throws IllegalArgumentException if it is something else
  static Object parse(String text) {
    PythonLiteral literal = new PythonLiteral(text);
    Object value = literal.value();
    literal.skipBlanks();
    if (literal.at < text.length()) {
      throw literal.wrong();
    }
    return value;
  }

  private IllegalArgumentException wrong() {
    return new IllegalArgumentException("character " + (at + 1));
  }

  private void skipBlanks() {
    while (at < text.length() && text.charAt(at) <= ' ') {
      at++;
    }
  }

  private char peek() {
    skipBlanks();
    if (at >= text.length()) {
      throw wrong();
    }
    return text.charAt(at);
  }

  private Object value() {
    return switch (peek()) {
      case '{' -> dictionary();
      case '(' -> sequence(')');
      case '[' -> sequence(']');
      case '\'', '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> dictionary() {
    enter();
    Map<String, Object> map = new LinkedHashMap<>();
    while (peek() != '}') {
      String name = string();
      if (peek() != ':') {
        throw wrong();
      }
      at++;
      map.put(name, value());
      comma('}');
    }
    leave();
    return map;
  }

  private List<Object> sequence(char end) {
    enter();
    List<Object> list = new ArrayList<>();
    while (peek() != end) {
      list.add(value());
      comma(end);
    }
    leave();
    return list;
  }

  private void enter() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw wrong();
    }
  }

  private void leave() {
    at++;
    depth--;
  }

  private void comma(char end) {
    if (peek() == ',') {
      at++;
    } else if (peek() != end) {
      throw wrong();
    }
  }

  private String string() {
    char quote = peek();
    if (quote != '\'' && quote != '"') {
      throw wrong();
    }
    StringBuilder out = new StringBuilder();
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == quote) {
        at++;
        return out.toString();
      }
      // only quotes and backslashes are written with a backslash in names of fields
      if (c == '\\' && at + 1 < text.length()) {
        c = text.charAt(++at);
      }
      out.append(c);
    }
    throw wrong();
  }

  private Object word() {
    int from = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-')) {
      at++;
    }
    String word = text.substring(from, at);
    return switch (word) {
      case "True" -> true;
      case "False" -> false;
      case "None" -> List.of();
      // Python 2 wrote long integers with an L behind
      default -> Long.valueOf(word.endsWith("L") ? word.substring(0, word.length() - 1) : word);
    };
  }
}
