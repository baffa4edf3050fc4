package cadenza.scan.io;

import cadenza.scan.ScalarType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The header of a PCD file, read but not believed: counts are promises.
///
/// Format: PCL's documentation "The PCD (Point Cloud Data) file format", versions .5 to .7.
///
/// @param width points in a row of an organised cloud, else all points
/// @param points what POINTS says, or `width * height` where that line is missing
/// @param viewpoint translation and rotation quaternion (w x y z), the file's own words
/// @param bodyStart where the data begins, in bytes
record PcdHeader(
    Encoding encoding,
    List<Entry> entries,
    long width,
    long height,
    long points,
    String viewpoint,
    int bodyStart) {
  /// How the body is written.
  enum Encoding {
    ASCII("ascii"),
    BINARY("binary"),
    COMPRESSED("binary compressed");

    private final String words;

    Encoding(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// One line of FIELDS, SIZE, TYPE and COUNT.
  ///
  /// @param count values a point has of it
  record Entry(String name, ScalarType type, int count) {
    /// True for bytes that only fill a gap.
    boolean isPadding() {
      return name.equals("_");
    }
  }

  static final String IDENTITY_VIEWPOINT = "0 0 0 1 0 0 0";
  private static final int MAX_BYTES = 1 << 18;
  private static final int MAX_VALUES = 1 << 14;
  private static final String ADVICE =
      "Export the scan again, or mend the header in a text editor.";

  /// Numbers a point has, padding included.
  int valuesPerPoint() {
    return entries.stream().mapToInt(Entry::count).sum();
  }

  /// Bytes of one binary point.
  int stride() {
    return entries.stream().mapToInt(entry -> entry.count() * entry.type().bytes()).sum();
  }

  static PcdHeader read(FileBytes file) throws IOException {
    return new Parser(file, file.read(0, MAX_BYTES)).parse();
  }

  /// `width * height`, at most the largest long.
  long area() {
    return saturated(width, height);
  }

  private static long saturated(long a, long b) {
    return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
  }

  private static final class Parser {
    private final FileBytes file;
    private final byte[] head;
    private final Map<String, String[]> lines = new HashMap<>();
    private int at;

    Parser(FileBytes file, byte[] head) {
      this.file = file;
      this.head = head;
    }

    PcdHeader parse() throws ScanException {
      while (!lines.containsKey("DATA")) {
        String line = line();
        if (line == null) {
          throw broken("the file ends inside the header, before the line \"DATA\"");
        }
        String[] words = line.strip().split("\\s+", -1);
        if (!words[0].isEmpty() && !words[0].startsWith("#")) {
          lines.put(words[0].toUpperCase(Locale.ROOT), words);
        }
      }
      long width = number("WIDTH", -1);
      long height = number("HEIGHT", 1);
      long points = number("POINTS", -1);
      if (points < 0 && width < 0) {
        throw broken("the header has neither WIDTH nor POINTS");
      }
      String[] viewpoint = lines.get("VIEWPOINT");
      return new PcdHeader(
          encoding(),
          entries(),
          width < 0 ? points : width,
          height,
          points < 0 ? saturated(width, height) : points,
          viewpoint == null ? IDENTITY_VIEWPOINT : String.join(" ", tail(viewpoint)),
          at);
    }

    private @Nullable String line() {
      if (at >= head.length) {
        return null;
      }
      int start = at;
      while (at < head.length && head[at] != '\n') {
        at++;
      }
      int end = at;
      at++;
      return new String(head, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private Encoding encoding() throws ScanException {
      String word = last("DATA").toLowerCase(Locale.ROOT);
      return switch (word) {
        case "ascii" -> Encoding.ASCII;
        case "binary" -> Encoding.BINARY;
        case "binary_compressed" -> Encoding.COMPRESSED;
        default -> throw broken("its data is written as \"" + word + "\", which is unknown");
      };
    }

    private List<Entry> entries() throws ScanException {
      List<String> names = words("FIELDS", lines.containsKey("FIELDS") ? -1 : 0, "");
      if (names.isEmpty()) {
        names = words("COLUMNS", -1, "");
      }
      int n = names.size();
      List<String> sizes = words("SIZE", n, "4");
      List<String> types = words("TYPE", n, "F");
      List<String> counts = words("COUNT", n, "1");
      List<Entry> entries = new ArrayList<>();
      long values = 0;
      for (int i = 0; i < n; i++) {
        long count = count(counts.get(i), "COUNT");
        values += count;
        if (count > MAX_VALUES || values > MAX_VALUES) {
          throw broken("the header claims more than " + MAX_VALUES + " numbers a point");
        }
        entries.add(new Entry(names.get(i), type(types.get(i), sizes.get(i)), (int) count));
      }
      return entries;
    }

    /// The words of a line; `n` times `missing` if there is no such line, `n < 0` if it must exist.
    private List<String> words(String key, int n, String missing) throws ScanException {
      String[] words = lines.get(key);
      if (words == null) {
        if (n < 0) {
          throw broken("the header has no line \"FIELDS\"");
        }
        return Collections.nCopies(n, missing);
      }
      List<String> tail = tail(words);
      if (n >= 0 && tail.size() != n) {
        throw broken("FIELDS names %d fields, %s has %d".formatted(n, key, tail.size()));
      }
      return tail;
    }

    private static List<String> tail(String[] words) {
      return List.of(words).subList(1, words.length);
    }

    private ScalarType type(String type, String size) throws ScanException {
      return switch (type.toUpperCase(Locale.ROOT) + size) {
        case "F4" -> ScalarType.FLOAT32;
        case "F8" -> ScalarType.FLOAT64;
        case "I1" -> ScalarType.INT8;
        case "I2" -> ScalarType.INT16;
        case "I4" -> ScalarType.INT32;
        case "I8" -> ScalarType.INT64;
        case "U1" -> ScalarType.UINT8;
        case "U2" -> ScalarType.UINT16;
        case "U4" -> ScalarType.UINT32;
        case "U8" -> ScalarType.UINT64;
        default -> throw broken("there is no type " + type + " of " + size + " bytes");
      };
    }

    private long number(String key, long missing) throws ScanException {
      return lines.containsKey(key) ? count(last(key), key) : missing;
    }

    private String last(String key) throws ScanException {
      String[] words = lines.get(key);
      if (words == null || words.length != 2) {
        throw broken("the line \"" + key + "\" of the header should name one value");
      }
      return words[1];
    }

    private long count(String word, String key) throws ScanException {
      if (!word.matches("[0-9]{1,18}")) {
        throw broken(
            key + " is \"" + word.replaceAll("[^\\x20-\\x7e]", "?") + "\", which is no count");
      }
      return Long.parseLong(word);
    }

    private ScanException broken(String what) {
      return new ScanException(file.path(), what, ADVICE);
    }
  }
}
