package cadenza.scan.io.e57;

import java.io.IOException;
import java.util.BitSet;

/// The values of some rows that follow each other, stream by stream. For one thread at a time; made
/// once and used for one block of rows after another.
///
/// # How it works
///
/// The packets that hold the rows are read at once where that is not wasteful, which it is only
/// where streams are far out of step. A stream's pieces are put together, and what begins in one
/// packet and ends in the next needs no care. Values from pages with a wrong checksum become NaN.
final class RowWindow {
  private static final int READ_AHEAD = 1 << 17;

  private final Pages pages;
  private final PageWindow window = new PageWindow();
  private final PageWindow piece = new PageWindow();
  private final BitSet lost = new BitSet();
  private byte[] stream = new byte[0];
  private long[] integers = new long[0];
  private PacketIndex index;
  private long row;
  private int count;

  RowWindow(Pages pages) {
    this.pages = pages;
    this.index = new PacketIndex(java.util.List.of());
  }

  /// Goes to `rows` rows from `first` on.
  ///
  /// @param used which streams will be asked for
  void load(PacketIndex packets, long first, int rows, boolean[] used) throws IOException {
    index = packets;
    row = first;
    count = rows;
    lost.clear();
    if (integers.length < rows) {
      integers = new long[rows];
    }
    long from = Long.MAX_VALUE;
    long to = 0;
    long needed = 0;
    for (int i = 0; i < used.length; i++) {
      if (used[i] && packets.element(i).bits() > 0) {
        long start = firstByte(i);
        long end = endByte(i);
        int firstPacket = packets.packetOf(i, start);
        int lastPacket = packets.packetOf(i, end - 1);
        from = Math.min(from, place(i, firstPacket, start));
        to = Math.max(to, place(i, lastPacket, end - 1) + 1);
        needed += end - start;
      }
    }
    boolean isTogether = to > from && to - from <= 2 * needed + READ_AHEAD;
    if (isTogether) {
      pages.read(from, to, window);
    } else {
      window.reset(0, 0);
    }
  }

  private long firstByte(int i) {
    return row * index.element(i).bits() >>> 3;
  }

  private long endByte(int i) {
    return Math.ceilDiv((row + count) * index.element(i).bits(), 8);
  }

  private long place(int i, int packet, long streamByte) {
    return index.pieceAt(i, packet) + streamByte - index.bytesBefore(i, packet);
  }

  /// The values of a stream that is no text.
  void numbers(int i, double[] out) throws IOException {
    Element element = index.element(i);
    BitSet wrong = gather(i);
    BitStream.numbers(stream, firstBit(i), element, out, count, integers);
    for (int k = wrong.nextSetBit(0); k >= 0; k = wrong.nextSetBit(k + 1)) {
      out[k] = Double.NaN;
    }
  }

  /// The values of a stream of integers; those on pages with a wrong checksum become 0.
  void integers(int i, long[] out) throws IOException {
    BitSet wrong = gather(i);
    BitStream.integers(stream, firstBit(i), index.element(i), out, count);
    for (int k = wrong.nextSetBit(0); k >= 0; k = wrong.nextSetBit(k + 1)) {
      out[k] = 0;
    }
  }

  /// The bytes of a stream whose values begin at whole bytes, or null if some are on pages with a
  /// wrong checksum.
  byte @org.jspecify.annotations.Nullable [] bytes(int i) throws IOException {
    return gather(i).isEmpty() ? stream : null;
  }

  /// How many rows have lost a value, of the streams asked for since the last [#load].
  int lostRows() {
    return lost.cardinality();
  }

  private int firstBit(int i) {
    return (int) (row * index.element(i).bits() & 7);
  }

  /// Puts the bytes of a stream together.
  ///
  /// @return rows of which bytes are on pages with a wrong checksum
  private BitSet gather(int i) throws IOException {
    BitSet wrong = new BitSet();
    if (index.element(i).bits() == 0) {
      return wrong;
    }
    long start = firstByte(i);
    long end = endByte(i);
    int length = (int) (end - start);
    if (stream.length < length + BitStream.ROOM) {
      stream = new byte[length + length / 4 + BitStream.ROOM];
    }
    int packet = index.packetOf(i, start);
    for (long at = start; at < end; packet++) {
      long pieceEnd = Math.min(end, index.bytesBefore(i, packet + 1));
      if (pieceEnd > at) {
        copy(i, packet, at, (int) (pieceEnd - at), wrong);
        at = pieceEnd;
      }
    }
    lost.or(wrong);
    return wrong;
  }

  private void copy(int i, int packet, long streamByte, int length, BitSet wrong)
      throws IOException {
    long from = place(i, packet, streamByte);
    PageWindow source = window;
    if (!window.holds(from, from + length)) {
      pages.read(from, from + length, piece);
      source = piece;
    }
    int to = (int) (streamByte - firstByte(i));
    System.arraycopy(source.bytes(), source.at(from), stream, to, length);
    if (source.hasBad()) {
      markWrong(i, source, from, from + length, streamByte - from, wrong);
    }
  }

  private void markWrong(
      int i, PageWindow source, long from, long to, long toStream, BitSet wrong) {
    int bits = index.element(i).bits();
    long at = source.firstBad(from, to);
    while (at < to) {
      long good = source.firstGood(at, to);
      long firstRow = (at + toStream) * 8 / bits - row;
      long endRow = Math.ceilDiv((good + toStream) * 8, bits) - row;
      wrong.set(Math.clamp(firstRow, 0, count), Math.clamp(endRow, 0, count));
      at = good < to ? source.firstBad(good, to) : to;
    }
  }
}
