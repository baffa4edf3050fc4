package cadenza.scan.io.e57;

import cadenza.scan.io.FileBytes;
import cadenza.scan.io.ScanException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/// Reads the XML section: which scans there are, where their points lie and how they are stored
/// (ASTM E2807, clause 8). What has no bearing on points is passed over.
final class XmlSection {
  private static final long MAX_BYTES = 1 << 26;
  private static final int MAX_SCANS = 65535;
  private static final int MAX_NAME = 200;

  private final XmlCursor xml;
  private final List<Data3d> scans = new ArrayList<>();
  private Optional<String> crs = Optional.empty();
  private boolean hasPictures;

  private XmlSection(XmlCursor xml) {
    this.xml = xml;
  }

  /// @throws ScanException if the section is missing, damaged or no XML
  static Document read(FileBytes file, FileHeader header, Pages pages) throws IOException {
    byte[] bytes = bytes(file, header, pages);
    XmlCursor cursor = null;
    try {
      cursor = new XmlCursor(new ByteArrayInputStream(bytes));
      XmlSection section = new XmlSection(cursor);
      section.document();
      return new Document(section.crs, section.scans, section.hasPictures);
    } catch (XMLStreamException e) {
      String what = String.valueOf(e.getMessage()).replaceAll("(?s).*Message: ", "");
      throw new ScanException(
          file.path(),
          "line %d of the XML section is damaged: %s"
              .formatted(cursor == null ? 1 : cursor.line(), what.replaceAll("\\s+", " ").strip()),
          "Copy or export the file again.",
          e);
    }
  }

  private static byte[] bytes(FileBytes file, FileHeader header, Pages pages) throws IOException {
    long from = Pages.logical(header.xmlOffset());
    long length = header.xmlLength();
    if (from < 0 || length < 0 || from > pages.size() || length > pages.size() - from) {
      throw new ScanException(
          file.path(),
          ("the XML section, which says how the points are stored, lies beyond the end of the"
                  + " file: the header says %s bytes, the file has %d")
              .formatted(Long.toUnsignedString(header.fileLength()), file.size()),
          "Copy the file again, it is not complete.");
    }
    if (length > MAX_BYTES) {
      throw new ScanException(
          file.path(),
          "its XML section has %d MB; at most %d are read".formatted(length >> 20, MAX_BYTES >> 20),
          "Export it again, with fewer pictures or scans.");
    }
    PageWindow window = new PageWindow();
    pages.read(from, from + length, window);
    long bad = window.firstBad(from, from + length);
    if (bad < from + length) {
      throw new ScanException(
          file.path(),
          ("page %d of %d has a wrong checksum; the XML section, which says how the points are"
                  + " stored, lies there")
              .formatted(Pages.pageOf(bad) + 1, pages.count()),
          "Copy or export the file again.");
    }
    return Arrays.copyOfRange(window.bytes(), window.at(from), window.at(from + length));
  }

  private void document() throws XMLStreamException {
    String root = xml.root();
    if (!root.equals("e57Root")) {
      throw new XMLStreamException("it begins with \"%s\", not with e57Root".formatted(root));
    }
    xml.children(name -> {
      switch (name) {
        case "coordinateMetadata" -> crs = Optional.of(xml.text()).filter(text -> !text.isEmpty());
        case "data3D" -> xml.children(child -> scan());
        case "images2D" -> xml.children(child -> hasPictures = true);
        default -> {}
      }
    });
  }

  private void scan() throws XMLStreamException {
    if (scans.size() == MAX_SCANS) {
      throw new XMLStreamException("more than %d scans".formatted(MAX_SCANS));
    }
    Parts parts = new Parts();
    xml.children(name -> {
      switch (name) {
        case "name" -> parts.name = shortened(xml.text());
        case "pose" -> parts.pose = pose(parts);
        case "colorLimits" -> xml.children(child -> colorLimit(child, parts.colorLimits));
        case "points" -> points(parts);
        default -> {}
      }
    });
    scans.add(parts.scan());
  }

  private static String shortened(String name) {
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME);
  }

  private Optional<RigidPose> pose(Parts parts) throws XMLStreamException {
    double[] rotation = {1, 0, 0, 0};
    double[] translation = new double[3];
    xml.children(name -> {
      if (name.equals("rotation")) {
        xml.children(child -> set(rotation, "wxyz".indexOf(child)));
      } else if (name.equals("translation")) {
        xml.children(child -> set(translation, "xyz".indexOf(child)));
      }
    });
    try {
      return Optional.of(
          RigidPose.of(rotation[0], rotation[1], rotation[2], rotation[3], translation));
    } catch (IllegalArgumentException e) {
      parts.remark = "its pose is no rotation and translation; its points stay where they are";
      return Optional.empty();
    }
  }

  private void set(double[] values, int index) throws XMLStreamException {
    if (index >= 0) {
      values[index] = number();
    }
  }

  private void colorLimit(String name, double[][] limits) throws XMLStreamException {
    int channel =
        name.startsWith("colorRed")
            ? 0
            : name.startsWith("colorGreen") ? 1 : name.startsWith("colorBlue") ? 2 : -1;
    if (channel >= 0 && (name.endsWith("Minimum") || name.endsWith("Maximum"))) {
      limits[channel][name.endsWith("Minimum") ? 0 : 1] = number();
    }
  }

  /// The value of the element stood in: what it says, 0 if it says nothing.
  private double number() throws XMLStreamException {
    double scale = Prototype.number(xml.attribute("scale"), 1);
    double offset = Prototype.number(xml.attribute("offset"), 0);
    boolean isScaled = "ScaledInteger".equals(xml.attribute("type"));
    double value = Prototype.number(xml.text(), 0);
    return isScaled ? value * scale + offset : value;
  }

  private void points(Parts parts) throws XMLStreamException {
    parts.fileOffset = Prototype.integer(xml.attribute("fileOffset"), -1);
    parts.recordCount = Prototype.integer(xml.attribute("recordCount"), -1);
    if (parts.recordCount < 0) {
      parts.problem = "it does not say how many points it has";
    }
    xml.children(name -> {
      if (name.equals("prototype")) {
        Prototype prototype = new Prototype(xml);
        prototype.read();
        parts.prototype = prototype.elements();
        prototype.problem().ifPresent(problem -> parts.problem = problem);
      } else if (name.equals("codecs")) {
        xml.children(child -> xml.children(part -> codec(part, parts)));
      }
    });
  }

  private static void codec(String name, Parts parts) {
    if (name.endsWith("Codec") && !name.equals("bitPackCodec")) {
      parts.problem = "its points are stored in a way of their own, %s".formatted(name);
    }
  }

  /// A scan while its parts come, in whatever order.
  private static final class Parts {
    private String name = "";
    private Optional<RigidPose> pose = Optional.empty();
    private final double[][] colorLimits = new double[3][2];
    private long fileOffset = -1;
    private long recordCount;
    private List<Element> prototype = List.of();
    private String remark = "";
    private String problem = "";

    Parts() {
      for (double[] limits : colorLimits) {
        Arrays.fill(limits, Double.NaN);
      }
    }

    Data3d scan() {
      return new Data3d(
          name,
          pose,
          colorLimits,
          fileOffset,
          recordCount,
          prototype,
          Optional.of(remark).filter(text -> !text.isEmpty()),
          Optional.of(problem).filter(text -> !text.isEmpty()));
    }
  }
}
