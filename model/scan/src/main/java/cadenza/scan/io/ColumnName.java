package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a column in the header line of a text file.
///
/// @param name without quotes and without a unit in brackets, such as `Intensity`
/// @param type the type behind the name, `gps_time [int64]`, where there is one
public record ColumnName(String name, Optional<ScalarType> type) {
  private static final Set<String> WHOLE =
      Set.of(
          Attribute.LABEL,
          Attribute.INSTANCE,
          "labels",
          "class",
          "classification",
          "segment",
          "semantic",
          "scalar_label",
          "scalar_classification",
          "scalar_instance");

  /// No unit is looked for behind longer names, which would take its time.
  private static final int LONGEST = 1000;

  private static final Pattern UNIT = Pattern.compile("(.*?)\\s*(?:\\[([^\\[\\]]*)]|\\([^()]*\\))");
  private static final Pattern PLAIN = Pattern.compile("[\\p{IsAlphabetic}\\p{IsDigit}_.+-]+");

  /// A name alone.
  public static ColumnName of(String name) {
    return new ColumnName(name, Optional.empty());
  }

  /// The names in a header line: between semicolons, commas or tabs, or between blanks if there are
  /// none of those; a name in quotes may hold any.
  static List<ColumnName> split(String line) {
    String bare = line.replaceFirst("^(#+|//+)", "").strip();
    char separator = separator(bare);
    List<ColumnName> names = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean isBlank = true; // so far, the word
    for (int i = 0; i <= bare.length(); i++) {
      char c = i < bare.length() ? bare.charAt(i) : separator;
      if (quote != 0 && i < bare.length()) {
        boolean isDoubled = c == quote && i + 1 < bare.length() && bare.charAt(i + 1) == quote;
        i += isDoubled ? 1 : 0;
        if (c == quote && !isDoubled) {
          quote = 0;
        } else {
          word.append(c);
          isBlank = false;
        }
      } else if (isQuote(c) && isBlank) {
        quote = c;
      } else if (c == separator || separator == ' ' && c == '\t') {
        if (!isBlank || separator != ' ' && i < bare.length()) {
          names.add(parse(word.toString().strip()));
        }
        word.setLength(0);
        isBlank = true;
      } else {
        word.append(c);
        isBlank &= c == ' ' || c == '\t';
      }
    }
    return names;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }

  private static char separator(String line) {
    String unquoted = line.replaceAll("\"[^\"]*\"|'[^']*'", "");
    for (char separator : new char[] {';', ',', '\t'}) {
      if (unquoted.indexOf(separator) >= 0) {
        return separator;
      }
    }
    return ' ';
  }

  /// A name with what stands in brackets behind it: a type is kept, a unit is dropped.
  static ColumnName parse(String word) {
    Matcher matcher = UNIT.matcher(word);
    if (word.length() > LONGEST || !matcher.matches()) {
      return of(word);
    }
    String name = matcher.group(1);
    String inside = matcher.group(2) == null ? "" : matcher.group(2).toUpperCase(Locale.ROOT);
    for (ScalarType type : ScalarType.values()) {
      if (type.name().equals(inside)) {
        return new ColumnName(name, Optional.of(type));
      }
    }
    return of(name);
  }

  String lower() {
    return name.toLowerCase(Locale.ROOT);
  }

  /// The type of a column that no type is given for.
  ///
  /// @param isIntegral whether its numbers are whole as far as they were looked at
  ScalarType type(boolean isIntegral) {
    return type.orElseGet(() ->
        isIntegral && WHOLE.contains(lower())
            ? ScalarType.INT32
            : lower().equals(Attribute.INTENSITY) ? ScalarType.FLOAT32 : ScalarType.FLOAT64);
  }

  /// The word that says in a comma separated header what this is, as [#parse] and [#type(boolean)]
  /// read it: the type where they would take another.
  public String written() {
    boolean isGuessed = type.isEmpty() || of(name).type(true) == type.get();
    String word =
        isGuessed && !name.endsWith("]") && !name.endsWith(")")
            ? name
            : name + " [" + type(true).name().toLowerCase(Locale.ROOT) + "]";
    return PLAIN.matcher(word).matches() ? word : '"' + word.replace("\"", "\"\"") + '"';
  }
}
