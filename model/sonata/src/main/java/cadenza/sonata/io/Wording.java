package cadenza.sonata.io;

import org.jspecify.annotations.Nullable;

/// Words from a file we do not trust, made fit for a message or a terminal.
public final class Wording {
  private static final int MAX_LENGTH = 80;

  private Wording() {}

  /// The text in quotes on one line: control and invisible characters, quotes and backslashes are
  /// escaped as Java would, and what is longer than a line is cut.
  public static String quoted(@Nullable Object value) {
    return '"' + plain(value) + '"';
  }

  /// The same without quotes around it.
  public static String plain(@Nullable Object value) {
    String text = String.valueOf(value);
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int n = 0; n < MAX_LENGTH && at < text.length(); n++) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      append(out, c);
    }
    return at < text.length() ? out.append("...").toString() : out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED -> {
        switch (c) {
          case '\n' -> out.append("\\n");
          case '\t' -> out.append("\\t");
          default -> out.append("\\u%04x".formatted(c));
        }
      }
      default -> {
        if (c == '"' || c == '\\') {
          out.append('\\');
        }
        out.appendCodePoint(c);
      }
    }
  }
}
