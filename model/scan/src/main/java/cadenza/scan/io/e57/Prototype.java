package cadenza.scan.io.e57;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// Reads which values each point of a scan has (ASTM E2807, 8.3.7): the innermost elements, in the
/// order of the file, each of which has a stream of its own.
final class Prototype {
  private static final int MAX_ELEMENTS = 256;
  private static final int MAX_DEPTH = 16;
  private static final int MAX_DIGITS = 400;

  private final XmlCursor xml;
  private final List<Element> elements = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private String problem = "";

  Prototype(XmlCursor xml) {
    this.xml = xml;
  }

  /// Reads the prototype stood in.
  void read() throws XMLStreamException {
    structure(0);
  }

  private void structure(int depth) throws XMLStreamException {
    xml.children(name -> {
      String type = xml.attribute("type");
      if ("Structure".equals(type) && depth < MAX_DEPTH) {
        structure(depth + 1);
      } else {
        element(name, type == null ? "" : type);
      }
    });
  }

  private void element(String name, String type) {
    if (elements.size() == MAX_ELEMENTS) {
      problem = "its points have more than %d values each".formatted(MAX_ELEMENTS);
    } else {
      elements.add(
          switch (type) {
            case "Integer" -> integer(unique(name), Element.Kind.INTEGER, 1, 0);
            case "ScaledInteger" ->
                integer(
                    unique(name),
                    Element.Kind.SCALED,
                    number(xml.attribute("scale"), 1),
                    number(xml.attribute("offset"), 0));
            case "Float" -> real(unique(name));
            case "String" -> new Element(unique(name), Element.Kind.TEXT, 0, 0, 1, 0, 0, 0);
            default -> {
              problem = "its value %s is of the type \"%s\"".formatted(name, type);
              yield new Element(unique(name), Element.Kind.TEXT, 0, 0, 1, 0, 0, 0);
            }
          });
    }
  }

  private String unique(String name) {
    String unique = name;
    for (int n = 2; !names.add(unique); n++) {
      unique = name + "_" + n;
    }
    return unique;
  }

  private Element integer(String name, Element.Kind kind, double scale, double offset) {
    long minimum = limit(name, "minimum", Long.MIN_VALUE);
    long maximum = limit(name, "maximum", Long.MAX_VALUE);
    if (minimum > maximum) {
      problem = "its value %s runs from %d to %d".formatted(name, minimum, maximum);
    }
    if (!Double.isFinite(scale) || !Double.isFinite(offset)) {
      problem = "scale and offset of its value %s are no numbers".formatted(name);
    }
    double low = minimum * scale + offset;
    double high = maximum * scale + offset;
    return new Element(name, kind, minimum, maximum, scale, offset, low, high);
  }

  private long limit(String name, String which, long otherwise) {
    String text = xml.attribute(which);
    if (text == null) {
      return otherwise;
    }
    long value = integer(text, 0);
    if (value != integer(text, 1)) {
      problem = "the %s of its value %s is no integer".formatted(which, name);
    }
    return value;
  }

  private Element real(String name) {
    Element.Kind kind =
        "single".equals(xml.attribute("precision")) ? Element.Kind.SINGLE : Element.Kind.DOUBLE;
    double low = number(xml.attribute("minimum"), Double.NaN);
    double high = number(xml.attribute("maximum"), Double.NaN);
    return new Element(name, kind, 0, 0, 1, 0, low, high);
  }

  List<Element> elements() {
    return elements;
  }

  /// Why points of this kind cannot be read; empty if they can.
  Optional<String> problem() {
    return Optional.of(problem).filter(text -> !text.isEmpty());
  }

  /// The number a text says; `otherwise` if it is empty, NaN if it is no number.
  static double number(@Nullable String text, double otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return text.length() > MAX_DIGITS ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /// The integer a text says, also one written as `5.0`; `otherwise` if it says none.
  static long integer(@Nullable String text, long otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      return Long.parseLong(text.strip());
    } catch (NumberFormatException e) {
      double value = number(text, Double.NaN);
      return value == Math.rint(value) && Math.abs(value) <= 0x1p53 ? (long) value : otherwise;
    }
  }
}
