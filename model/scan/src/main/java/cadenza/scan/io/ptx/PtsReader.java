package cadenza.scan.io.ptx;

import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import cadenza.scan.io.Field;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.NumberParser;
import cadenza.scan.io.Origin;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanReader;
import cadenza.scan.io.TextColumns;
import cadenza.scan.io.TextRows;
import cadenza.scan.io.TextSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads PTS: a line with the number of points, then `x y z`, often the intensity and the colour, a
/// point a line; several such blocks may follow one another.
///
/// Intensities keep the file's own numbers, such as -2048 to 2047. If there are several blocks, the
/// attribute `block` says which a point is from. Files without a count are read as plain text of
/// numbers.
public final class PtsReader implements ScanReader {
  /// Name of the attribute that says which block a point is from.
  static final String BLOCK = "block";

  private static final int SAMPLE_BYTES = 1 << 16;

  /// Headers of one line that is a count.
  private static final TextParts.Form<Long> FORM =
      new TextParts.Form<>() {
        @Override
        public int lines() {
          return 1;
        }

        @Override
        public Optional<Long> read(TextRows.Finder finder, long line) throws IOException {
          return Optional.of(PtxHeader.count(finder.line(line))).filter(count -> count >= 0);
        }

        @Override
        public long points(Long count) {
          return count;
        }
      };

  @Override
  public String format() {
    return "pts";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("pts");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    if (!fileName.toLowerCase(Locale.ROOT).endsWith(".pts")) {
      return Match.NO;
    }
    TextSample sample = TextSample.of(head, head.length < 4096);
    return sample.columnCount() >= 3 && sample.skippedLines() == 1 && sample.promised() >= 0
        ? Match.CERTAIN
        : Match.NO;
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
      TextRows text = new TextRows(bytes, start, sample.style(), progress.slice(0, 0.3));
      TextParts<Long> parts = TextParts.find(text, FORM, progress);
      TextColumns columns = TextColumns.of(file, sample, true, options.columns());
      double[] places =
          Arrays.stream(sample.rows()).flatMapToDouble(row -> Arrays.stream(row, 0, 3)).toArray();
      return Origin.settle(
          Origin.choose(places),
          origin -> read(file, options, origin, parts, columns, progress.slice(0.3, 1)));
    }
  }

  private static ScanContents read(
      Path file,
      ReadOptions options,
      double[] origin,
      TextParts<Long> parts,
      TextColumns columns,
      Progress progress)
      throws IOException {
    boolean hasBlocks = parts.parts().size() > 1;
    List<Field> fields = new ArrayList<>(columns.fields());
    if (hasBlocks) {
      fields.add(new Field(BLOCK, ScalarType.UINT16));
    }
    PointTable table = PointTable.of(file, fields, parts.rowCount(), options, origin);
    List<String> warnings = new ArrayList<>();
    warnings.add(columns.told());
    int blockField = hasBlocks ? fields.size() - 1 : -1;
    int[] targets = columns.targets();
    long good =
        parts.read(
            file,
            table,
            (part, number) ->
                (line, block, row) -> row(line, block, row, targets, number, blockField),
            warnings,
            progress);
    return new ScanContents(table.finish(good, warnings).cloud(), "pts")
        .withPointsInFile(good)
        .withWarnings(warnings);
  }

  private static boolean row(
      NumberParser line,
      PointTable.Block block,
      int row,
      int[] targets,
      int number,
      int blockField) {
    if (blockField >= 0 && row == block.row()) {
      long[] all = new long[block.count()];
      Arrays.fill(all, number);
      block.column(blockField).put(all, 0, row, all.length);
    }
    for (int i = 0; i < targets.length; i++) {
      if (!line.next()) {
        return i >= 3; // other blocks may have fewer columns
      }
      if (targets[i] >= 0) {
        block.column(targets[i]).parse(line, row);
      }
    }
    return true;
  }
}
