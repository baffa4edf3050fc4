package cadenza.scan.io;

import cadenza.scan.ScalarType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The header of a PLY file, read but not believed: counts are promises.
///
/// Format: G. Turk, The PLY Polygon File Format (1994), with the type names (`float32`, `uint8`)
/// that later writers use and 64-bit integers.
///
/// @param comments texts of the `comment` lines
/// @param bodyStart where the data begins, in bytes
record PlyHeader(Encoding encoding, List<Element> elements, List<String> comments, int bodyStart) {
  /// How the body is written.
  enum Encoding {
    ASCII("ascii"),
    LITTLE("binary little endian"),
    BIG("binary big endian");

    private final String words;

    Encoding(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /// A kind of record.
  ///
  /// @param count how many the header promises
  record Element(String name, long count, List<Property> properties) {
    boolean hasLists() {
      return properties.stream().anyMatch(Property::isList);
    }

    /// Bytes of one binary record; lists count as empty, so with lists this is the least.
    int leastBytes() {
      int bytes = 0;
      for (Property property : properties) {
        ScalarType counter = property.countType();
        bytes += counter == null ? property.type().bytes() : counter.bytes();
      }
      return bytes;
    }
  }

  /// @param countType type of the length in front of a list; null if this is a scalar
  record Property(String name, ScalarType type, @Nullable ScalarType countType) {
    boolean isList() {
      return countType != null;
    }
  }

  private static final int MAX_BYTES = 1 << 20;
  private static final String ADVICE =
      "Export the scan again, or mend the header in a text editor.";

  static PlyHeader read(FileBytes file) throws IOException {
    return new Parser(file, file.read(0, MAX_BYTES)).parse();
  }

  /// The element whose records are the points, if there is one.
  Optional<Element> vertices() {
    for (String name : List.of("vertex", "vertices", "point", "points")) {
      for (Element element : elements) {
        if (element.name().toLowerCase(Locale.ROOT).equals(name)) {
          return Optional.of(element);
        }
      }
    }
    return Optional.empty();
  }

  /// The elements whose records come before those of `element`.
  List<Element> before(Element element) {
    return elements.subList(0, elements.indexOf(element));
  }

  private static final class Parser {
    private final FileBytes file;
    private final byte[] head;
    private int at;
    private int lineNumber;
    // Told by the first line: after a lone carriage return a line feed is the first byte of the
    // data.
    private boolean hasPairs = true;

    private @Nullable Encoding encoding;
    private final List<Element> elements = new ArrayList<>();
    private final List<String> comments = new ArrayList<>();

    Parser(FileBytes file, byte[] head) {
      this.file = file;
      this.head = head;
    }

    PlyHeader parse() throws ScanException {
      String magic = line();
      if (magic == null || !magic.strip().equals("ply")) {
        throw broken("it does not start with the line \"ply\"");
      }
      for (String line = line(); line != null; line = line()) {
        String[] words = line.strip().split("\\s+", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (words[0]) {
          case "format" -> encoding = encoding(rest);
          case "comment" -> comments.add(rest);
          case "obj_info", "" -> {}
          case "element" -> elements.add(element(rest));
          case "property" -> property(rest);
          case "end_header" -> {
            if (encoding == null) {
              throw broken("the header has no line \"format\"");
            }
            return new PlyHeader(encoding, List.copyOf(elements), List.copyOf(comments), at);
          }
          default ->
              throw broken("line %d of the header is \"%s\"".formatted(lineNumber, shown(line)));
        }
      }
      throw broken(
          head.length == MAX_BYTES
              ? "the header does not end within the first megabyte"
              : "the file ends inside the header, before the line \"end_header\"");
    }

    /// The next line, without its end: a line feed, a carriage return, or both.
    private @Nullable String line() {
      if (at >= head.length) {
        return null;
      }
      int start = at;
      while (at < head.length && head[at] != '\n' && head[at] != '\r') {
        at++;
      }
      String line = new String(head, start, at - start, StandardCharsets.UTF_8);
      boolean isPair = hasPairs && at + 1 < head.length && head[at] == '\r' && head[at + 1] == '\n';
      if (lineNumber == 0 && at < head.length) {
        hasPairs = isPair;
      }
      at += isPair ? 2 : 1;
      lineNumber++;
      return line;
    }

    private Encoding encoding(String rest) throws ScanException {
      return switch (rest.split("\\s+", -1)[0]) {
        case "ascii" -> Encoding.ASCII;
        case "binary_little_endian" -> Encoding.LITTLE;
        case "binary_big_endian" -> Encoding.BIG;
        default ->
            throw broken("its body is written as \"%s\", which is unknown".formatted(shown(rest)));
      };
    }

    private Element element(String rest) throws ScanException {
      String[] words = rest.split("\\s+", -1);
      if (words.length != 2 || !words[1].matches("[0-9]{1,18}")) {
        throw broken(
            "line %d promises \"%s\", which is no count".formatted(lineNumber, shown(rest)));
      }
      return new Element(words[0], Long.parseLong(words[1]), new ArrayList<>());
    }

    private void property(String rest) throws ScanException {
      if (elements.isEmpty()) {
        throw broken("line %d is a property of no element".formatted(lineNumber));
      }
      String[] words = rest.split("\\s+", -1);
      boolean isList = words[0].equals("list");
      int name = isList ? 3 : 1;
      if (words.length <= name) {
        throw broken("line %d, \"property %s\", is cut short".formatted(lineNumber, shown(rest)));
      }
      ScalarType countType = isList ? type(words[1]) : null;
      if (countType != null && countType.isFloating()) {
        throw broken("line %d counts a list with floats".formatted(lineNumber));
      }
      elements
          .getLast()
          .properties()
          .add(new Property(words[name], type(words[name - 1]), countType));
    }

    private ScalarType type(String name) throws ScanException {
      return switch (name.toLowerCase(Locale.ROOT)) {
        case "char", "int8" -> ScalarType.INT8;
        case "uchar", "uint8" -> ScalarType.UINT8;
        case "short", "int16" -> ScalarType.INT16;
        case "ushort", "uint16" -> ScalarType.UINT16;
        case "int", "int32" -> ScalarType.INT32;
        case "uint", "uint32" -> ScalarType.UINT32;
        case "long", "int64" -> ScalarType.INT64;
        case "ulong", "uint64" -> ScalarType.UINT64;
        case "float", "float32" -> ScalarType.FLOAT32;
        case "double", "float64" -> ScalarType.FLOAT64;
        default ->
            throw broken(
                "line %d names the unknown type \"%s\"".formatted(lineNumber, shown(name)));
      };
    }

    private ScanException broken(String what) {
      return new ScanException(file.path(), what, ADVICE);
    }

    private static String shown(String text) {
      String clean = text.strip().replaceAll("\\p{Cntrl}", "?");
      return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
    }
  }
}
