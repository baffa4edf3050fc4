package cadenza.scan.io.e57;

import java.util.Arrays;
import java.util.List;

/// Where the bytes of a scan's streams lie: each stream is cut into pieces, one in each packet.
///
/// # How it works
///
/// Put together, the pieces of a stream are its values one after another, bit by bit, so that value
/// `i` of `b` bits begins at bit `i * b` of the stream, wherever packets end (ASTM E2807, 9.7.4).
/// The running sums of the pieces' lengths therefore say in which packet a row is, for each stream
/// on its own: streams need not keep step.
final class PacketIndex {
  private static final int LEAST_ROOM = 16;

  private final List<Element> elements;
  private long[] packetAt = new long[LEAST_ROOM];
  private final long[][] bytesBefore; // (streams, packets + 1)
  private int packets;

  PacketIndex(List<Element> elements) {
    this.elements = elements;
    this.bytesBefore = new long[elements.size()][LEAST_ROOM + 1];
  }

  /// Length of the header of a packet with so many streams.
  static int headerBytes(int streams) {
    return 6 + 2 * streams;
  }

  /// Adds a packet behind those that are there.
  ///
  /// @param at logical place of its first byte
  /// @param lengths bytes of each stream in it
  void add(long at, int[] lengths) {
    if (packets == packetAt.length) {
      int room = packets + (packets >> 1);
      packetAt = Arrays.copyOf(packetAt, room);
      for (int i = 0; i < bytesBefore.length; i++) {
        bytesBefore[i] = Arrays.copyOf(bytesBefore[i], room + 1);
      }
    }
    packetAt[packets] = at;
    for (int i = 0; i < lengths.length; i++) {
      bytesBefore[i][packets + 1] = bytesBefore[i][packets] + lengths[i];
    }
    packets++;
  }

  int packetCount() {
    return packets;
  }

  int streamCount() {
    return elements.size();
  }

  Element element(int stream) {
    return elements.get(stream);
  }

  /// How many rows all streams have bytes for; [Long#MAX_VALUE] if no stream needs any.
  long rowCount() {
    long rows = Long.MAX_VALUE;
    for (int i = 0; i < bytesBefore.length; i++) {
      int bits = elements.get(i).bits();
      if (bits > 0) {
        rows = Math.min(rows, bytesBefore[i][packets] * 8 / bits);
      }
    }
    return rows;
  }

  /// The packet in which a stream's byte is, counted from the stream's start.
  int packetOf(int stream, long streamByte) {
    long[] before = bytesBefore[stream];
    int low = 0;
    int high = packets;
    while (low + 1 < high) { // before[low] <= streamByte < before[high]
      int middle = (low + high) >>> 1;
      if (before[middle] <= streamByte) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Bytes of a stream in the packets before this one.
  long bytesBefore(int stream, int packet) {
    return bytesBefore[stream][packet];
  }

  /// Logical place of the first byte of a stream's piece in a packet.
  long pieceAt(int stream, int packet) {
    long at = packetAt[packet] + headerBytes(bytesBefore.length);
    for (int i = 0; i < stream; i++) {
      at += bytesBefore[i][packet + 1] - bytesBefore[i][packet];
    }
    return at;
  }

  /// The first rows of blocks of at most `maxRows` rows and about `maxBytes` bytes, and at the end
  /// the number of rows. Blocks begin where packets do, as far as that is possible, so that little
  /// is read twice.
  long[] blockStarts(long rows, int maxRows, int maxBytes) {
    int widest = widest();
    long[] starts = new long[LEAST_ROOM];
    int count = 0;
    int packet = 0;
    long start = 0;
    while (start < rows) {
      if (count + 2 > starts.length) {
        starts = Arrays.copyOf(starts, 2 * starts.length);
      }
      starts[count++] = start;
      int first = packet;
      while (packet < packets && mayTake(widest, first, packet, start, rows, maxRows, maxBytes)) {
        packet++;
      }
      long end = rowAt(widest, packet, rows);
      if (end <= start || end - start > maxRows) { // a packet has more than a block may
        end = Math.min(start + maxRows, rowAt(widest, packet + 1, rows));
      }
      start = end;
    }
    starts[count] = rows;
    return Arrays.copyOf(starts, count + 1);
  }

  private boolean mayTake(
      int stream, int first, int packet, long start, long rows, int maxRows, int maxBytes) {
    long end = rowAt(stream, packet + 1, rows);
    return end <= start || end - start <= maxRows && packetAt[packet] - packetAt[first] <= maxBytes;
  }

  /// The first row that begins in a packet.
  private long rowAt(int stream, int packet, long rows) {
    if (packet >= packets) {
      return rows;
    }
    int bits = Math.max(1, elements.get(stream).bits());
    return Math.min(rows, Math.ceilDiv(bytesBefore[stream][packet] * 8, bits));
  }

  private int widest() {
    int widest = 0;
    for (int i = 1; i < elements.size(); i++) {
      if (elements.get(i).bits() > elements.get(widest).bits()) {
        widest = i;
      }
    }
    return widest;
  }
}
