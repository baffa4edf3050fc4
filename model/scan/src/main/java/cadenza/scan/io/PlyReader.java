package cadenza.scan.io;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
      PlyHeader.Element vertices = vertices(file, header);
      double[] written = origin(header);
      if (written != null || hasFloatCoordinates(fields(vertices))) {
        double[] origin = written == null ? new double[3] : written;
        return read(bytes, header, vertices, options, origin, progress);
      }
      return Origin.settle(
          firstOrigin(bytes, header, vertices),
          origin -> read(bytes, header, vertices, options, origin, progress));
    }
  }

  private static PlyHeader.Element vertices(Path file, PlyHeader header) throws ScanException {
    return header
        .vertices()
        .orElseThrow(() ->
            new ScanException(
                file,
                "the header names no element \"vertex\", so there are no points",
                "Export the scan with its points."));
  }

  private static List<Field> fields(PlyHeader.Element vertices) {
    return vertices.properties().stream()
        .filter(property -> !property.isList())
        .map(property -> new Field(property.name(), property.type()))
        .toList();
  }

  /// Floats are kept as they are: another origin would not make them better.
  private static boolean hasFloatCoordinates(List<Field> fields) {
    int[] positions = Roles.of(fields).positions();
    return positions != null
        && Arrays.stream(positions).allMatch(i -> fields.get(i).type() == ScalarType.FLOAT32);
  }

  private static ScanContents read(
      FileBytes bytes,
      PlyHeader header,
      PlyHeader.Element vertices,
      ReadOptions options,
      double[] origin,
      Progress progress)
      throws IOException {
    List<String> warnings = new ArrayList<>();
    TableMaker maker =
        count -> PointTable.of(bytes.path(), fields(vertices), count, options, origin);
    Rows rows =
        header.encoding() == PlyHeader.Encoding.ASCII
            ? new PlyAsciiBody(bytes, header).read(vertices, maker, warnings, progress)
            : new PlyBinaryBody(bytes, header).read(vertices, maker, progress);
    rows.checkPromise(bytes.path(), vertices.count(), warnings);
    PointCloud cloud = rows.table().finish(rows.rows(), warnings).cloud();
    return new ScanContents(cloud, "ply (" + header.encoding().words() + ")")
        .withPointsInFile(rows.rows())
        .withLabelNames(labelNames(header))
        .withWarnings(warnings);
  }

  /// An origin from some points of the file.
  private static double[] firstOrigin(FileBytes bytes, PlyHeader header, PlyHeader.Element vertices)
      throws IOException {
    return sample(bytes, header, vertices, 1024, new double[3], Progress.none())
        .map(Origin::of)
        .orElse(new double[3]);
  }

  @Override
  public Optional<PointCloud> preview(Path file, int points, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      PlyHeader header = PlyHeader.read(bytes);
      PlyHeader.Element vertices = vertices(file, header);
      double[] written = origin(header);
      double[] origin = written == null ? firstOrigin(bytes, header, vertices) : written;
      return sample(bytes, header, vertices, points, origin, progress);
    }
  }

  private static Optional<PointCloud> sample(
      FileBytes bytes,
      PlyHeader header,
      PlyHeader.Element vertices,
      int points,
      double[] origin,
      Progress progress)
      throws IOException {
    if (header.encoding() == PlyHeader.Encoding.ASCII) {
      return Optional.empty();
    }
    List<Field> fields = fields(vertices);
    TableMaker maker =
        rows -> PointTable.of(bytes.path(), fields, rows, ReadOptions.everything(), origin);
    return new PlyBinaryBody(bytes, header)
        .sample(vertices, points, maker, progress)
        .map(table -> table.finish(table.rowCount(), new ArrayList<>()).cloud());
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
