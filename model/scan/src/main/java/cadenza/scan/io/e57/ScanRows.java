package cadenza.scan.io.e57;

import cadenza.scan.ScalarType;
import cadenza.scan.io.Column;
import cadenza.scan.io.PointTable;
import java.io.IOException;
import java.util.Arrays;

/// The points of one scan, decoded block by block into the table of the file.
///
/// Points whose coordinates the scan calls invalid get NaN for them. Safe to use from several
/// threads, each with a [Room] of its own.
final class ScanRows {
  /// Rows of the largest block.
  static final int MAX_ROWS = 1 << 15;

  private static final int MAX_BYTES = 1 << 20;

  /// What a thread needs to decode with; used again and again.
  static final class Room {
    private final RowWindow window;
    private final double[] x = new double[MAX_ROWS];
    private final double[] y = new double[MAX_ROWS];
    private final double[] z = new double[MAX_ROWS];
    private final long[] integers = new long[MAX_ROWS];

    Room(Pages pages) {
      window = new RowWindow(pages);
    }
  }

  private final ScanStreams streams;
  private final PacketIndex packets;
  private final long rowCount;

  /// @param rowCount rows that are read, no more than there are in the packets
  ScanRows(ScanStreams streams, PacketIndex packets, long rowCount) {
    this.streams = streams;
    this.packets = packets;
    this.rowCount = rowCount;
  }

  ScanStreams streams() {
    return streams;
  }

  long rowCount() {
    return rowCount;
  }

  /// The first rows of the blocks to decode, and at the end the number of rows.
  long[] blockStarts() {
    return packets.blockStarts(rowCount, MAX_ROWS, MAX_BYTES);
  }

  /// Decodes the rows from `row` on into a block of the table.
  ///
  /// @return rows that have lost a value to a wrong checksum
  int decode(Layout layout, long row, PointTable.Block block, Room room) throws IOException {
    int count = block.count();
    room.window.load(packets, row, count, streams.used());
    if (layout.fields().getFirst().type() == ScalarType.FLOAT32) {
      for (int axis = 0; axis < 3; axis++) {
        value(streams.position()[axis], block.column(axis), block, room);
      }
    } else {
      positions(count, room);
      put(block, 0, room);
    }
    if (layout.colors() >= 0) {
      colors(layout, block, room);
    }
    if (layout.normals() >= 0) {
      normals(layout, block, room);
    }
    for (int i = 0; i < layout.attributes().size(); i++) {
      int stream = streams.attributes().getOrDefault(layout.attributes().get(i), -1);
      value(stream, block.column(layout.firstAttribute() + i), block, room);
    }
    if (layout.station() >= 0) {
      Arrays.fill(room.integers, 0, count, streams.number());
      block.column(layout.station()).put(room.integers, 0, block.row(), count);
    }
    return room.window.lostRows();
  }

  /// World coordinates of the rows from `row` on, `(rows, 3)`, in metres.
  double[] world(long row, int count, Room room) throws IOException {
    room.window.load(packets, row, count, streams.used());
    positions(count, room);
    double[] world = new double[3 * count];
    for (int i = 0; i < count; i++) {
      world[3 * i] = room.x[i];
      world[3 * i + 1] = room.y[i];
      world[3 * i + 2] = room.z[i];
    }
    return world;
  }

  private static void put(PointTable.Block block, int field, Room room) {
    block.column(field).put(room.x, 0, block.row(), block.count());
    block.column(field + 1).put(room.y, 0, block.row(), block.count());
    block.column(field + 2).put(room.z, 0, block.row(), block.count());
  }

  private void positions(int count, Room room) throws IOException {
    double[] x = room.x;
    double[] y = room.y;
    double[] z = room.z;
    triple(streams.position(), room);
    if (streams.isSpherical()) { // ASTM E2807, 8.4.4: elevation is counted from the horizon
      for (int i = 0; i < count; i++) {
        double range = x[i];
        double azimuth = y[i];
        double elevation = z[i];
        double level = range * Math.cos(elevation);
        x[i] = level * Math.cos(azimuth);
        y[i] = level * Math.sin(azimuth);
        z[i] = range * Math.sin(elevation);
      }
    }
    streams.pose().moveToWorld(x, y, z, count);
    if (streams.invalid() >= 0) {
      long[] states = room.integers;
      room.window.integers(streams.invalid(), states);
      for (int i = 0; i < count; i++) {
        if (states[i] != 0) {
          x[i] = Double.NaN;
          y[i] = Double.NaN;
          z[i] = Double.NaN;
        }
      }
    }
  }

  private void triple(int[] indices, Room room) throws IOException {
    room.window.numbers(indices[0], room.x);
    room.window.numbers(indices[1], room.y);
    room.window.numbers(indices[2], room.z);
  }

  private void colors(Layout layout, PointTable.Block block, Room room) throws IOException {
    ColorRange range = streams.colorRange().orElse(null);
    for (int channel = 0; channel < 3; channel++) {
      Column column = block.column(layout.colors() + channel);
      if (range == null) {
        Arrays.fill(room.x, 0, block.count(), 0);
        column.put(room.x, 0, block.row(), block.count());
      } else if (layout.colorsArePlain()) {
        value(streams.colors()[channel], column, block, room);
      } else {
        room.window.numbers(streams.colors()[channel], room.x);
        range.normalize(channel, room.x, block.count());
        column.put(room.x, 0, block.row(), block.count());
      }
    }
  }

  private void normals(Layout layout, PointTable.Block block, Room room) throws IOException {
    if (streams.hasNormals()) {
      triple(streams.normals(), room);
      streams.pose().turn(room.x, room.y, room.z, block.count());
    } else {
      Arrays.fill(room.x, 0, block.count(), Double.NaN);
      Arrays.fill(room.y, 0, block.count(), Double.NaN);
      Arrays.fill(room.z, 0, block.count(), Double.NaN);
    }
    put(block, layout.normals(), room);
  }

  /// A stream into its column, on the shortest way; nothing (NaN or 0) if there is no stream.
  private void value(int stream, Column column, PointTable.Block block, Room room)
      throws IOException {
    int count = block.count();
    if (stream < 0) {
      Arrays.fill(room.x, 0, count, Double.NaN);
      column.put(room.x, 0, block.row(), count);
      return;
    }
    Element element = packets.element(stream);
    ScalarType raw = element.rawType().orElse(null);
    byte[] bytes = raw == column.type() ? room.window.bytes(stream) : null;
    if (bytes != null) {
      column.decode(bytes, 0, column.type().bytes(), false, block.row(), count);
    } else if (element.isInteger()) {
      room.window.integers(stream, room.integers);
      column.put(room.integers, 0, block.row(), count);
    } else {
      room.window.numbers(stream, room.x);
      column.put(room.x, 0, block.row(), count);
    }
  }
}
