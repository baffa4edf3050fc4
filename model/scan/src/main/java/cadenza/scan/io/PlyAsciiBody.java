package cadenza.scan.io;

import cadenza.scan.Progress;
import java.io.IOException;
import java.util.List;

/// The ascii body of a PLY file: one record a line.
final class PlyAsciiBody {
  private final FileBytes file;
  private final PlyHeader header;

  PlyAsciiBody(FileBytes file, PlyHeader header) {
    this.file = file;
    this.header = header;
  }

  /// Reads the vertices that are there.
  Rows read(PlyHeader.Element vertices, TableMaker maker, List<String> warnings, Progress progress)
      throws IOException {
    TextRows text = new TextRows(file, header.bodyStart(), TextStyle.PLAIN, progress.slice(0, 0.3));
    long before = 0;
    for (PlyHeader.Element element : header.before(vertices)) {
      if (!element.properties().isEmpty()) {
        before = Math.min(text.lineCount(), before + element.count());
      }
    }
    int numbers = vertices.properties().size();
    long there = Math.min(text.lineCount() - before, text.lineCount(numbers));
    if (there > 0 && there < vertices.count() && text.endsInsideLine()) {
      there--; // whoever cut the file may have cut the last number
    }
    long most = Math.min(there, vertices.count());
    PointTable table = maker.make(most);
    List<PlyHeader.Property> properties = vertices.properties();
    TextRows.Damage damage =
        text.read(
            before,
            most,
            table,
            (line, block, row) -> vertex(properties, block, line, row),
            progress.slice(0.3, 1));
    return damage == null
        ? new Rows(table, most, "the file ends")
        : damage.rows(table, most, warnings);
  }

  private static boolean vertex(
      List<PlyHeader.Property> properties, PointTable.Block table, NumberParser line, int row) {
    int field = 0;
    for (PlyHeader.Property property : properties) {
      if (!line.next()) {
        return false;
      }
      if (!property.isList()) {
        table.column(field++).parse(line, row);
      } else {
        for (long left = line.longValue(); left > 0; left--) {
          if (!line.next()) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
