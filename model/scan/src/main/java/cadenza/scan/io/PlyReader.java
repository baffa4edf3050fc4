package cadenza.scan.io;

import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads PLY: ascii and both binaries, any properties in any order, meshes (their vertices are the
/// points), lists passed over.
public final class PlyReader implements ScanReader {
  private static final Pattern ORIGIN =
      Pattern.compile("origin" + " (-?\\d{1,12}(?:\\.\\d{1,12})?)".repeat(3));
  private static final Pattern LABEL_NAME = Pattern.compile("(-?\\d{1,9})\\s*=\\s*(\\S+)");

  @Override
  public String format() {
    return "ply";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("ply");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    boolean isPly =
        head.length > 3
            && new String(head, 0, 3, StandardCharsets.ISO_8859_1).equals("ply")
            && (head[3] == '\n' || head[3] == '\r' || head[3] == ' ');
    return isPly ? Match.CERTAIN : Match.NO;
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      PlyHeader header = PlyHeader.read(bytes);
      PlyHeader.Element vertices =
          header
              .vertices()
              .orElseThrow(() ->
                  new ScanException(
                      file,
                      "the header names no element \"vertex\", so there are no points",
                      "Export the scan with its points."));
      List<Field> fields = new ArrayList<>();
      for (PlyHeader.Property property : vertices.properties()) {
        if (!property.isList()) {
          fields.add(new Field(property.name(), property.type()));
        }
      }
      TableMaker maker = rows -> PointTable.allocate(file, fields, rows);
      Rows rows =
          header.encoding() == PlyHeader.Encoding.ASCII
              ? new PlyAsciiBody(bytes, header).read(vertices, maker, progress)
              : new PlyBinaryBody(bytes, header).read(vertices, maker, progress);
      List<String> warnings = new ArrayList<>();
      rows.checkPromise(file, vertices.count(), warnings);
      return new ScanContents(
              rows.table().finish(rows.rows(), origin(header), warnings),
              "ply (" + header.encoding().words() + ")")
          .withWarnings(warnings)
          .withLabelNames(labelNames(header));
    }
  }

  /// The origin that [PlyWriter] wrote beside coordinates it widened to doubles.
  private static double @Nullable [] origin(PlyHeader header) {
    for (String comment : header.comments()) {
      Matcher matcher = ORIGIN.matcher(comment);
      if (matcher.matches()) {
        double[] origin = new double[3];
        for (int axis = 0; axis < 3; axis++) {
          origin[axis] = Double.parseDouble(matcher.group(axis + 1));
        }
        return origin;
      }
    }
    return null;
  }

  /// Names in a comment such as `labels 0=unlabelled 1=wall`.
  private static Map<Integer, String> labelNames(PlyHeader header) {
    Map<Integer, String> names = new TreeMap<>();
    for (String comment : header.comments()) {
      if (comment.startsWith("labels ")) {
        Matcher matcher = LABEL_NAME.matcher(comment);
        while (matcher.find()) {
          names.put(Integer.valueOf(matcher.group(1)), matcher.group(2));
        }
      }
    }
    return names;
  }
}
