package cadenza.scan.io;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The first lines of a text file and what they say about the rest: separators, a line of names, a
/// count, the numbers of the first rows.
///
/// @param names the words of the last line before the numbers that could be names; empty if none
/// @param skippedLines lines before the first row of numbers, comments and blank lines not counted
/// @param promised points that a single number in front promises, or -1
/// @param rows the numbers of the first rows, all of one length
/// @param isIntegral for each column, whether it was written without fraction or exponent
public record TextSample(
    TextStyle style,
    List<ColumnName> names,
    int skippedLines,
    long promised,
    double[][] rows,
    boolean[] isIntegral) {
  private static final int MAX_ROWS = 1000;

  private static final TextStyle BLANKS_AND_DECIMAL_COMMA = new TextStyle("", true, true);

  // Of those that understand equally many lines the first is taken; blanks and tabs always part.
  private static final List<TextStyle> STYLES =
      List.of(
          TextStyle.COMMENTED,
          BLANKS_AND_DECIMAL_COMMA,
          new TextStyle(",", false, true),
          new TextStyle(";", false, true),
          new TextStyle(";", true, true));

  // A comma with nothing behind it parts numbers, it does not begin a fraction.
  private static final Pattern LIST_COMMA = Pattern.compile(",\\s|,\\z");

  /// Looks at the beginning of a file.
  ///
  /// @param isWhole whether `head` is all of the file; otherwise its last line is not looked at
  public static TextSample of(byte[] head, boolean isWhole) {
    int start = byteOrderMark(head);
    String text = new String(head, start, head.length - start, StandardCharsets.ISO_8859_1);
    if (!isWhole) {
      int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
      text = text.substring(0, Math.max(0, end));
    }
    List<String> lines = text.lines().map(String::strip).filter(s -> !s.isEmpty()).toList();
    TextStyle best = TextStyle.COMMENTED;
    long most = 0;
    for (TextStyle style : STYLES) {
      boolean isRuledOut =
          style.equals(BLANKS_AND_DECIMAL_COMMA) && LIST_COMMA.matcher(text).find();
      long rows = lines.stream().filter(line -> numbers(line, style).length >= 3).count();
      if (rows > most && !isRuledOut) {
        most = rows;
        best = style;
      }
    }
    return new Lines(lines, best).sample();
  }

  /// Length of the mark that some editors put in front of UTF-8 text, in bytes; 0 without one.
  public static int byteOrderMark(byte[] head) {
    boolean hasMark =
        head.length >= 3
            && head[0] == (byte) 0xef
            && head[1] == (byte) 0xbb
            && head[2] == (byte) 0xbf;
    return hasMark ? 3 : 0;
  }

  /// Number of numbers a row holds; 0 if there is no row.
  public int columnCount() {
    return rows.length == 0 ? 0 : rows[0].length;
  }

  /// The numbers of a line; none if something in it is no number.
  private static double[] numbers(String line, TextStyle style) {
    NumberParser parser = new NumberParser(style);
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    parser.line(bytes, 0, bytes.length);
    List<Double> values = new ArrayList<>();
    while (parser.next() && !parser.isMalformed()) {
      values.add(parser.doubleValue());
    }
    return parser.isMalformed()
        ? new double[0]
        : values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static boolean isComment(String line) {
    return line.startsWith("#") || line.startsWith("//");
  }

  /// The lines, read one after another.
  private static final class Lines {
    private final List<String> lines;
    private final TextStyle style;

    Lines(List<String> lines, TextStyle style) {
      this.lines = lines;
      this.style = style;
    }

    TextSample sample() {
      List<ColumnName> names = List.of();
      int skipped = 0;
      long promised = -1;
      List<double[]> rows = new ArrayList<>();
      boolean[] isIntegral = new boolean[0];
      for (String line : lines) {
        double[] numbers = isComment(line) ? new double[0] : numbers(line, style);
        if (numbers.length >= 3) {
          if (rows.isEmpty()) {
            isIntegral = new boolean[numbers.length];
            Arrays.fill(isIntegral, true);
          }
          if (numbers.length != isIntegral.length || rows.size() == MAX_ROWS) {
            break;
          }
          rows.add(numbers);
          noteFractions(line, isIntegral);
        } else if (!rows.isEmpty()) {
          if (!isComment(line)) {
            break;
          }
        } else {
          skipped += isComment(line) ? 0 : 1;
          if (numbers.length == 1 && numbers[0] >= 0 && numbers[0] == Math.rint(numbers[0])) {
            promised = (long) numbers[0];
          } else if (numbers.length == 0) {
            names = ColumnName.split(decoded(line));
          }
        }
      }
      return new TextSample(
          style, names, skipped, promised, rows.toArray(double[][]::new), isIntegral);
    }

    /// Numbers are bytes; names are UTF-8 if they can be.
    private static String decoded(String line) {
      byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return text.indexOf('\ufffd') < 0 ? text : line;
    }

    private static boolean isInt(String token) {
      if (!token.matches("[+-]?[0-9]{1,10}")) {
        return false;
      }
      long value = Long.parseLong(token);
      return value == (int) value;
    }

    private void noteFractions(String line, boolean[] isIntegral) {
      String[] tokens = line.split("[\\s" + style.separators() + "]+", -1);
      int column = 0;
      for (String token : tokens) {
        if (!token.isEmpty() && column < isIntegral.length) {
          isIntegral[column++] &= isInt(token);
        }
      }
    }
  }
}
