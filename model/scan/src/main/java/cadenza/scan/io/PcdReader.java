package cadenza.scan.io;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads PCD, the format of the Point Cloud Library: ascii, binary and compressed. Organised clouds
/// keep their invalid rows.
public final class PcdReader implements ScanReader {
  private static final Set<String> FIRST_WORDS = Set.of("VERSION", "FIELDS", "COLUMNS");

  @Override
  public String format() {
    return "pcd";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("pcd");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("# .PCD")) {
      return Match.CERTAIN;
    }
    String first =
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .findFirst()
            .orElse("");
    return FIRST_WORDS.contains(first.split("\\s", 2)[0]) ? Match.CERTAIN : Match.NO;
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      PcdHeader header = PcdHeader.read(bytes);
      return Origin.settle(
          firstOrigin(bytes, header), origin -> read(bytes, header, options, origin, progress));
    }
  }

  private static ScanContents read(
      FileBytes bytes, PcdHeader header, ReadOptions options, double[] origin, Progress progress)
      throws IOException {
    Path file = bytes.path();
    PcdFields fields = new PcdFields(header);
    List<String> warnings = new ArrayList<>();
    TableMaker maker = rows -> PointTable.of(file, fields.fields(), rows, options, origin);
    Rows rows = new PcdBody(bytes, header, fields, maker, progress).read(warnings);
    rows.checkPromise(file, promised(header, rows, warnings), warnings);
    PointCloud cloud = fields.cloud(rows.table().finish(rows.rows(), warnings));
    ScanContents contents =
        new ScanContents(cloud, "pcd (" + header.encoding().words() + ")")
            .withPointsInFile(rows.rows());
    String viewpoint = header.viewpoint();
    contents = contents.withDetails(new PcdDetails(viewpoint, header.width(), header.height()));
    if (!isIdentity(viewpoint)) {
      contents = contents.withStations(station(viewpoint));
      warnings.add(
          "the file names the sensor's pose, VIEWPOINT %s; the points are shown as stored."
              .formatted(viewpoint));
    }
    return contents.withWarnings(warnings);
  }

  @Override
  public Optional<PointCloud> preview(Path file, int points, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      PcdHeader header = PcdHeader.read(bytes);
      return sample(bytes, header, points, firstOrigin(bytes, header), progress);
    }
  }

  /// An origin from some points of the file.
  private static double[] firstOrigin(FileBytes bytes, PcdHeader header) throws IOException {
    return sample(bytes, header, 1024, new double[3], Progress.none())
        .map(Origin::of)
        .orElse(new double[3]);
  }

  private static Optional<PointCloud> sample(
      FileBytes bytes, PcdHeader header, int points, double[] origin, Progress progress)
      throws IOException {
    PcdFields fields = new PcdFields(header);
    TableMaker maker =
        rows ->
            PointTable.of(bytes.path(), fields.fields(), rows, ReadOptions.everything(), origin);
    return new PcdBody(bytes, header, fields, maker, progress)
        .sample(points)
        .map(table -> fields.cloud(table.finish(table.rowCount(), new ArrayList<>())));
  }

  /// How many points the header promises. Where its lines contradict each other, the data decide.
  private static long promised(PcdHeader header, Rows rows, List<String> warnings) {
    if (header.area() == header.points()) {
      return header.points();
    }
    warnings.add(
        "the header contradicts itself: WIDTH %d and HEIGHT %d, but POINTS %d."
            .formatted(header.width(), header.height(), header.points()));
    return Math.max(rows.rows(), Math.min(header.area(), header.points()));
  }

  /// Where the sensor was: the first three numbers of the pose.
  private static List<Station> station(String viewpoint) {
    double[] numbers = new double[3];
    String[] words = viewpoint.split(" ", -1);
    try {
      for (int axis = 0; axis < 3; axis++) {
        numbers[axis] = Double.parseDouble(words[axis]);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return List.of(); // said in the warning as it stands there
    }
    return List.of(new Station("", numbers[0], numbers[1], numbers[2]));
  }

  private static boolean isIdentity(String viewpoint) {
    String[] identity = PcdHeader.IDENTITY_VIEWPOINT.split(" ", -1);
    String[] words = viewpoint.split(" ", -1);
    if (words.length != identity.length) {
      return false;
    }
    for (int i = 0; i < words.length; i++) {
      if (!words[i].matches(identity[i] + "(\\.0*)?")) {
        return false;
      }
    }
    return true;
  }
}
