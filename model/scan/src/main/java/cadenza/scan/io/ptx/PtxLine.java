package cadenza.scan.io.ptx;

import cadenza.scan.io.NumberParser;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.TextRows;
import java.util.Arrays;

/// Reads a line of one scan into a row of the table. Safe to use from several threads.
final class PtxLine implements TextRows.LineReader {
  private final PtxHeader header;
  private final PtxColumns columns;
  private final int station;
  private final int stationField;

  /// @param station number of the scan
  /// @param stationField field of that number; -1 if there is none
  PtxLine(PtxHeader header, PtxColumns columns, int station, int stationField) {
    this.header = header;
    this.columns = columns;
    this.station = station;
    this.stationField = stationField;
  }

  @Override
  public boolean read(NumberParser line, PointTable.Block block, int row) {
    if (stationField >= 0 && row == block.row()) {
      long[] all = new long[block.count()];
      Arrays.fill(all, station);
      block.column(stationField).put(all, 0, row, all.length);
    }
    double[] point = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      if (!line.next()) {
        return false;
      }
      point[axis] = line.doubleValue();
    }
    if (point[0] == 0 && point[1] == 0 && point[2] == 0) {
      Arrays.fill(point, Double.NaN);
    }
    header.moveToWorld(point);
    for (int axis = 0; axis < 3; axis++) {
      block.column(axis).put(point, axis, row, 1);
    }
    int field = 3;
    if (columns.hasIntensity()) {
      if (!line.next()) {
        return true; // places without a return may be written as 0 0 0 alone
      }
      block.column(field++).parse(line, row);
    }
    for (int i = 0; columns.hasColors() && i < 3 && line.next(); i++) {
      block.column(field++).parse(line, row);
    }
    return true;
  }
}
