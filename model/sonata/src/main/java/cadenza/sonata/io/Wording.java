package cadenza.sonata.io;

import java.util.List;
import java.util.Map;
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

  /// The same without quotes around it. Lists and maps look as Java shows them; no more of them is
  /// looked at than fits the line, so their size does not matter.
  public static String plain(@Nullable Object value) {
    Line line = new Line();
    line.add(value);
    return line.text();
  }

  /// A line that is full at its end, whatever is added.
  private static final class Line {
    private final StringBuilder out = new StringBuilder();
    private int room = MAX_LENGTH;
    private boolean cut;

    String text() {
      return cut ? out + "..." : out.toString();
    }

    void add(@Nullable Object value) {
      switch (value) {
        case List<?> items -> list(items);
        case Map<?, ?> map -> map(map);
        case null, default -> words(String.valueOf(value));
      }
    }

    private void list(List<?> items) {
      words("[");
      String between = "";
      for (Object item : items) {
        words(between);
        if (cut) {
          return; // before what lies deeper, which may be this list
        }
        add(item);
        between = ", ";
      }
      words("]");
    }

    private void map(Map<?, ?> map) {
      words("{");
      String between = "";
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        words(between);
        words(String.valueOf(entry.getKey()));
        words("=");
        if (cut) {
          return;
        }
        add(entry.getValue());
        between = ", ";
      }
      words("}");
    }

    private void words(String text) {
      int at = 0;
      while (at < text.length() && !cut) {
        if (room == 0) {
          cut = true;
          return;
        }
        room--;
        int c = text.codePointAt(at);
        at += Character.charCount(c);
        escaped(c);
      }
    }

    private void escaped(int c) {
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
}
