package cadenza.scan.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes a JSON text apart (RFC 8259).
final class JsonParser {
  private static final int MAX_DEPTH = 200;

  /// Values that are objects of Java's; `[{},{},…` would take thirty times the memory of its text.
  private static final int MAX_VALUES = 2_000_000;

  private final String text;
  private int at;
  private int depth;
  private int values;

  JsonParser(String text) {
    this.text = text;
  }

  /// The one value of the text.
  @Nullable Object whole() {
    Object value = value();
    skipBlanks();
    if (at < text.length()) {
      throw wrong("something follows the end");
    }
    return value;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("character " + (at + 1) + ": " + what);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n\ufeff".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    skipBlanks();
    if (at >= text.length()) {
      throw wrong("the text ends too early");
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw wrong("\"" + c + "\" is missing");
    }
    at++;
  }

  private @Nullable Object value() {
    char first = peek();
    if (++values > MAX_VALUES) {
      throw wrong("it holds more than " + MAX_VALUES + " values");
    }
    return switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private @Nullable Object word(String word, @Nullable Object meaning) {
    if (!text.startsWith(word, at)) {
      throw wrong("\"" + word + "\" is misspelt");
    }
    at += word.length();
    return meaning;
  }

  private void enter() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw wrong("it is nested more than " + MAX_DEPTH + " levels deep");
    }
  }

  private Map<String, @Nullable Object> object() {
    enter();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    if (peek() == '}') {
      at++;
    } else {
      do {
        if (peek() != '"') {
          throw wrong("a name in quotes is missing");
        }
        String name = string();
        expect(':');
        members.put(name, value());
      } while (more('}'));
    }
    depth--;
    return members;
  }

  private boolean more(char end) {
    if (peek() == ',') {
      at++;
      return true;
    }
    expect(end);
    return false;
  }

  /// A `double[]` as long as there are only numbers, a list otherwise.
  private Object array() {
    enter();
    double[] numbers = new double[8];
    int count = 0;
    List<@Nullable Object> list = new ArrayList<>();
    boolean isList = false;
    if (peek() == ']') {
      at++;
      depth--;
      return new double[0];
    }
    do {
      Object value = value();
      if (!isList && value instanceof Double number) {
        numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
        numbers[count++] = number;
        values--;
        continue;
      }
      if (!isList) {
        isList = true;
        for (int i = 0; i < count; i++) {
          list.add(numbers[i]);
        }
      }
      list.add(value);
    } while (more(']'));
    depth--;
    return isList ? list : Arrays.copyOf(numbers, count);
  }

  private String string() {
    StringBuilder out = null;
    int from = ++at;
    for (; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        String rest = text.substring(from, at++);
        return out == null ? rest : out.append(rest).toString();
      }
      if (c == '\\') {
        out = out == null ? new StringBuilder() : out;
        out.append(text, from, at++).append(escaped());
        from = at + 1;
      }
    }
    throw wrong("the text ends inside a string");
  }

  /// The character that the escape at `at` stands for; leaves `at` on its last character.
  private char escaped() {
    char c = at < text.length() ? text.charAt(at) : ' ';
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> hexadecimal();
      default -> throw wrong("an unknown escape");
    };
  }

  private char hexadecimal() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = ++at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
      if (digit < 0) {
        throw wrong("an escape is cut short");
      }
      code = code << 4 | digit;
    }
    return (char) code;
  }

  private Double number() {
    int from = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    try {
      return Double.valueOf(text.substring(from, at));
    } catch (NumberFormatException e) {
      at = from;
      throw wrong("this is no value");
    }
  }
}
