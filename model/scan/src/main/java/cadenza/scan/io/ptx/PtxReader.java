package cadenza.scan.io.ptx;

import cadenza.scan.Progress;
import cadenza.scan.io.Field;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.Origin;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanReader;
import cadenza.scan.io.Station;
import cadenza.scan.io.TextRows;
import cadenza.scan.io.TextSample;
import cadenza.scan.io.TextStyle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads PTX, Leica's text format: scans with a transform each, whose points lie in a grid of
/// columns and rows.
///
/// Points `0 0 0` are places of the grid where nothing came back; they stay in their rows and have
/// NaN coordinates. Intensities keep the file's own numbers, 0 to 1.
public final class PtxReader implements ScanReader {
  @Override
  public String format() {
    return "ptx";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("ptx");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    int start = TextSample.byteOrderMark(head);
    String text = new String(head, start, head.length - start, StandardCharsets.ISO_8859_1);
    List<String> lines =
        text.lines().map(String::strip).filter(s -> !s.isEmpty()).limit(PtxHeader.LINES).toList();
    try {
      boolean isPtx = lines.size() == PtxHeader.LINES && PtxHeader.read(lines::get).isPresent();
      return isPtx ? Match.CERTAIN : Match.NO;
    } catch (IOException e) {
      return Match.NO;
    }
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      int start = TextSample.byteOrderMark(bytes.read(0, 3));
      TextRows text = new TextRows(bytes, start, TextStyle.PLAIN, progress.slice(0, 0.3));
      TextParts<PtxHeader> parts = TextParts.find(text, PtxHeader.FORM, progress);
      if (parts.parts().isEmpty()) {
        throw new ScanException(
            file,
            "its first ten lines are no header of PTX: columns, rows, position, three axes, four"
                + " rows of a matrix",
            "Export it again, or give it the extension xyz if it has no header.");
      }
      PtxColumns columns = PtxColumns.of(parts);
      return Origin.settle(
          Origin.choose(columns.world()),
          origin -> read(file, options, origin, parts, columns, progress.slice(0.3, 1)));
    }
  }

  private static ScanContents read(
      Path file,
      ReadOptions options,
      double[] origin,
      TextParts<PtxHeader> parts,
      PtxColumns columns,
      Progress progress)
      throws IOException {
    List<Field> fields = columns.fields(parts.parts().size() > 1);
    int stationField = parts.parts().size() > 1 ? fields.size() - 1 : -1;
    PointTable table = PointTable.of(file, fields, parts.rowCount(), options, origin);
    List<String> warnings = new ArrayList<>();
    long good =
        parts.read(
            file,
            table,
            (part, number) -> new PtxLine(part.header(), columns, number, stationField),
            warnings,
            progress);
    return new ScanContents(table.finish(good, warnings).cloud(), "ptx")
        .withPointsInFile(good)
        .withStations(stations(parts))
        .withWarnings(warnings);
  }

  private static List<Station> stations(TextParts<PtxHeader> parts) {
    return parts.parts().stream()
        .map(part -> part.header().station())
        .map(at -> new Station("", at[0], at[1], at[2]))
        .toList();
  }
}
