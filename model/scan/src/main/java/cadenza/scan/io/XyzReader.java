package cadenza.scan.io;

import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Reads points written as lines of numbers: XYZ, TXT, CSV, ASC, PTS. What the columns mean is
/// guessed and told ([TextColumns]).
public final class XyzReader implements ScanReader {
  /// What is looked at to tell a text from something else.
  private static final int HEAD_BYTES = 4096;

  private static final int SAMPLE_BYTES = 1 << 16;

  @Override
  public String format() {
    return "xyz";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("xyz", "txt", "csv", "asc", "pts", "xyzrgb", "xyzn");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    String extension = extension(fileName);
    if (!extension.isEmpty() && !extensions().contains(extension)) {
      return Match.NO;
    }
    if (!isText(head)) {
      return Match.NO;
    }
    boolean isWhole = head.length < HEAD_BYTES;
    TextSample sample = TextSample.of(head, isWhole);
    boolean isLong = !isWhole && !extension.isEmpty() && isOneLine(head); // of very many names
    return isLong || sample.columnCount() >= 3 || isEmptyTable(sample) ? Match.POSSIBLE : Match.NO;
  }

  /// True for a header line with no points below it.
  private static boolean isEmptyTable(TextSample sample) {
    return sample.skippedLines() == 1 // comments do not count
        && sample.columnCount() == 0
        && TextColumns.hasCoordinates(sample.names());
  }

  private static boolean isOneLine(byte[] head) {
    for (byte b : head) {
      if (b == '\n' || b == '\r') {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
        return false;
      }
    }
    return true;
  }

  private static String extension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean takesColumns() {
    return true;
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      byte[] head = bytes.read(0, SAMPLE_BYTES);
      TextSample sample = TextSample.of(head, bytes.size() <= SAMPLE_BYTES);
      int start = TextSample.byteOrderMark(head);
      if (sample.columnCount() < 3 && !isEmptyTable(sample)) {
        throw new ScanException(
            file,
            "no line holds three numbers or more",
            "A text scan has one point a line: x y z, then colour, intensity or normal.");
      }
      boolean isPts = extension(file.toString()).equals("pts");
      TextColumns columns = TextColumns.of(file, sample, isPts, options.columns());
      TextRows text = new TextRows(bytes, start, sample.style(), progress.slice(0, 0.3));
      return Origin.settle(
          Origin.choose(coordinates(sample, columns)),
          origin -> read(file, sample, columns, text, options, origin, progress.slice(0.3, 1)));
    }
  }

  private static double[] coordinates(TextSample sample, TextColumns named) {
    int[] columns =
        Arrays.stream(Roles.of(named.fields()).requirePositions()).map(named::column).toArray();
    return Arrays.stream(sample.rows())
        .flatMapToDouble(row -> Arrays.stream(columns).mapToDouble(column -> row[column]))
        .toArray();
  }

  private static ScanContents read(
      Path file,
      TextSample sample,
      TextColumns columns,
      TextRows text,
      ReadOptions options,
      double[] origin,
      Progress progress)
      throws IOException {
    List<Field> fields = columns.fields();
    int width = columns.names().size();
    long there = Math.min(text.lineCount() - sample.skippedLines(), text.lineCount(width));
    PointTable table = PointTable.of(file, fields, there, options, origin);
    TextRows.Damage damage =
        text.read(sample.skippedLines(), there, table, columns::read, progress);
    List<String> warnings = new ArrayList<>();
    warnings.add(columns.told());
    if (sample.names().isEmpty() && sample.promised() < 0 && sample.skippedLines() > 0) {
      warnings.add("lines before the first point, left out: " + sample.skippedLines() + ".");
    }
    Rows rows =
        damage == null
            ? new Rows(table, there, "the file ends")
            : damage.rows(table, there, warnings);
    if (damage != null && rows.rows() < there) {
      warnings.add(lost(damage, rows.rows(), width));
    }
    if (rows.rows() == 0) {
      warnings.add("the file holds no points.");
    } else if (sample.promised() > rows.rows()) {
      rows.checkPromise(file, sample.promised(), warnings);
    }
    return new ScanContents(table.finish(rows.rows(), warnings).cloud(), "xyz (text)")
        .withPointsInFile(rows.rows())
        .withWarnings(warnings);
  }

  private static String lost(TextRows.Damage damage, long good, int columns) {
    return damage.isCut()
        ? "the file ends in the middle of a line, \"%s\". Opened the %d points before."
            .formatted(damage.text(), good)
        : "after %d points a line reads \"%s\", which is not %d numbers. Opened the first %d."
            .formatted(good, damage.text(), columns, good);
  }
}
