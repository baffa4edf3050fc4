package cadenza.scan.io.layouts;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import cadenza.scan.io.Blocks;
import cadenza.scan.io.Field;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.NumberParser;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.Rows;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.TextRows;
import cadenza.scan.io.TextStyle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The objects of a room of S3DIS and the points they are made of.
///
/// # How it works
///
/// Each object's text, `x y z r g b` a line, is read on its own, several at a time, and the points
/// are put one behind another in the order of the files' names. Lines that are damaged, which some
/// of the published files have, keep their place and lose their coordinates.
///
/// @param labels the number of each object's class
/// @param names of the classes
record S3disRoom(
    Path annotations, List<AnnotatedObject> objects, int[] labels, Map<Integer, String> names) {
  private static final List<Field> FIELDS =
      List.of(
          new Field("x", ScalarType.FLOAT64),
          new Field("y", ScalarType.FLOAT64),
          new Field("z", ScalarType.FLOAT64),
          new Field("red", ScalarType.UINT8),
          new Field("green", ScalarType.UINT8),
          new Field("blue", ScalarType.UINT8));

  private static final int MAX_POINTS = 500_000_000;

  /// What some objects are called that the benchmark counts as clutter.
  private static final String STAIRS = "stairs";

  static S3disRoom of(Path annotations) throws IOException {
    List<AnnotatedObject> objects = AnnotatedObject.in(annotations);
    if (objects.isEmpty()) {
      throw new ScanException(
          annotations, "there are no texts of objects in it", "Copy the room again.");
    }
    Map<Integer, String> names = new TreeMap<>(ClassNames.s3dis());
    Map<String, Integer> numbers = new TreeMap<>();
    names.forEach((number, name) -> numbers.put(name, number));
    numbers.put(STAIRS, names.size() - 1);
    TreeSet<String> others = new TreeSet<>();
    objects.forEach(object -> others.add(object.className()));
    others.removeAll(numbers.keySet());
    for (String other : others) {
      numbers.put(other, names.size());
      names.put(names.size(), other);
    }
    int[] labels =
        objects.stream().mapToInt(object -> numbers.getOrDefault(object.className(), 0)).toArray();
    return new S3disRoom(annotations, objects, labels, names);
  }

  /// @param origin that float offsets are counted from
  ScanContents read(double[] origin, Progress progress) throws IOException {
    @Nullable PointCloud[] clouds = new PointCloud[objects.size()];
    List<List<String>> warnings = new ArrayList<>();
    objects.forEach(object -> warnings.add(new ArrayList<>()));
    Blocks.forEach(
        clouds.length,
        progress,
        "reading points",
        i -> clouds[i] = read(objects.get(i).file(), origin, warnings.get(i)));
    List<PointCloud> parts = new ArrayList<>();
    for (PointCloud cloud : clouds) {
      parts.add(cloud == null ? PointCloud.builder(new float[0]).build() : cloud);
    }
    return new ScanContents(joined(parts, origin), "s3dis room")
        .withLabelNames(names)
        .withWarnings(told(parts, warnings));
  }

  private List<String> told(List<PointCloud> parts, List<List<String>> warnings) {
    List<String> told = new ArrayList<>();
    told.add(
        "read from %s: instance, one of %d objects; label, one of %d classes that their names say."
            .formatted(
                annotations.getFileName(),
                objects.size(),
                Arrays.stream(labels).distinct().count()));
    if (objects.stream().anyMatch(object -> object.className().equals(STAIRS))) {
      told.add("stairs are labelled as clutter, as those who use this data set do.");
    }
    if (names.size() > ClassNames.s3dis().size()) {
      told.add(
          "classes that are none of the 13 got numbers of their own: %s."
              .formatted(
                  String.join(", ", new ArrayList<>(names.values()).subList(13, names.size()))));
    }
    for (int i = 0; i < parts.size(); i++) {
      for (String warning : warnings.get(i)) {
        told.add(objects.get(i).file().getFileName() + ": " + warning);
      }
    }
    return told;
  }

  private static @Nullable PointCloud read(Path file, double[] origin, List<String> warnings)
      throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      TextRows text = new TextRows(bytes, 0, TextStyle.PLAIN, Progress.none());
      long there = text.lineCount(FIELDS.size());
      PointTable table = PointTable.of(file, FIELDS, there, ReadOptions.everything(), origin);
      TextRows.Damage damage = text.read(0, there, table, S3disRoom::point, Progress.none());
      Rows rows =
          damage == null
              ? new Rows(table, there, "the file ends")
              : damage.rows(table, there, warnings);
      if (rows.rows() < there) {
        warnings.add("%s after %d points; the rest is lost.".formatted(rows.end(), rows.rows()));
      }
      return table.finish(rows.rows(), warnings).cloud();
    }
  }

  private static boolean point(NumberParser line, PointTable.Block block, int row) {
    for (int i = 0; i < FIELDS.size(); i++) {
      if (!line.next()) {
        return false;
      }
      block.column(i).parse(line, row);
    }
    return true;
  }

  private PointCloud joined(List<PointCloud> parts, double[] origin) throws ScanException {
    long sum = parts.stream().mapToLong(PointCloud::pointCount).sum();
    if (sum > MAX_POINTS) {
      throw new ScanException(
          annotations,
          "its objects have %d points, more than the %d that one scan may have"
              .formatted(sum, MAX_POINTS),
          "Move some of them to another folder.");
    }
    int points = (int) sum;
    float[] positions = new float[3 * points];
    byte[] colors = new byte[positions.length];
    int[] label = new int[points];
    int[] instance = new int[points];
    int at = 0;
    for (int i = 0; i < parts.size(); i++) {
      PointCloud part = parts.get(i);
      int count = part.pointCount();
      System.arraycopy(part.positions(), 0, positions, 3 * at, 3 * count);
      byte[] own = part.colors();
      if (own != null) {
        System.arraycopy(own, 0, colors, 3 * at, 3 * count);
      }
      Arrays.fill(label, at, at + count, labels[i]);
      Arrays.fill(instance, at, at + count, i);
      at += count;
    }
    return PointCloud.builder(positions)
        .origin(origin[0], origin[1], origin[2])
        .colors(colors)
        .attribute(Attribute.ofInts(Attribute.LABEL, label))
        .attribute(Attribute.ofInts(Attribute.INSTANCE, instance))
        .build();
  }
}
