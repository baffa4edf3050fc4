package cadenza.scan.io.e57;

import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Walks through XML one element after another, so that only what is asked for takes memory.
///
/// Document types are refused, and with them entities: neither other files nor bombs of nested
/// entities are opened. Depth and the number of attributes are limited by the JDK.
final class XmlCursor {
  /// What to do with an element; it is left behind afterwards, however much of it was looked at.
  interface Child {
    void accept(String name) throws XMLStreamException;
  }

  private static final int MAX_TEXT = 1 << 16;

  private final XMLStreamReader reader;
  private int depth;

  XmlCursor(InputStream bytes) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // names keep their prefix, declared or not
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    reader = factory.createXMLStreamReader(bytes);
  }

  /// Steps to the outermost element and gives its name.
  String root() throws XMLStreamException {
    while (next() != XMLStreamConstants.START_ELEMENT) {
      if (reader.getEventType() == XMLStreamConstants.DTD) {
        throw new XMLStreamException("a document type, which E57 does not have");
      }
    }
    return reader.getLocalName();
  }

  private int next() throws XMLStreamException {
    int event = reader.next();
    if (event == XMLStreamConstants.START_ELEMENT) {
      depth++;
    } else if (event == XMLStreamConstants.END_ELEMENT) {
      depth--;
    }
    return event;
  }

  /// Visits the elements directly inside the one stood in, and leaves that.
  void children(Child child) throws XMLStreamException {
    int inside = depth;
    while (depth >= inside) {
      if (next() == XMLStreamConstants.START_ELEMENT) {
        child.accept(reader.getLocalName());
        while (depth > inside) {
          next();
        }
      }
    }
  }

  /// The text directly inside the element stood in, without blanks around it, and leaves that; at
  /// most 65536 characters.
  String text() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    int inside = depth;
    while (depth >= inside) {
      int event = next();
      boolean isText = event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA;
      if (isText && depth == inside) {
        String part = reader.getText();
        text.append(part, 0, Math.min(part.length(), MAX_TEXT - text.length()));
      }
    }
    return text.toString().strip();
  }

  /// An attribute of the element just stepped into; null if it has none of this name.
  @Nullable String attribute(String name) {
    return reader.getAttributeValue(null, name);
  }

  /// Line of the XML section stood at, counted from 1.
  int line() {
    return reader.getLocation().getLineNumber();
  }
}
