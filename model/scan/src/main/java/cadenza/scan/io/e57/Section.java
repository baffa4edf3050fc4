package cadenza.scan.io.e57;

import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds the packets of scans (ASTM E2807, 9.7).
///
/// # How it works
///
/// A section has a header of 32 bytes and packets one behind the other: data packets, index
/// packets, which are of no use here, and empty ones. Only headers are read. One on a page with a
/// wrong checksum is believed if its lengths add up, because the damage is likely somewhere else on
/// the page. The walk ends where the section ends, where something else than a packet stands, and
/// where another scan's packets begin: points are read once, however many scans name them, so that
/// a small file cannot fill the memory.
final class Section {
  private static final int HEADER_BYTES = 32;
  private static final int PACKET_HEADER_BYTES = 6;
  private static final int COMPRESSED_VECTOR = 1;
  private static final int DATA = 1; // index packets are 0, empty ones 2
  private static final int MAX_PACKETS = 1 << 26;

  private final Pages pages;
  private final Progress progress;
  private final PageWindow window = new PageWindow();
  private final TreeMap<Long, Long> taken = new TreeMap<>();

  Section(Pages pages, Progress progress) {
    this.pages = pages;
    this.progress = progress;
  }

  /// The packets of a scan.
  ///
  /// @param index where they lie
  /// @param end why there are no more, as the start of a sentence: "the file ends"
  record Packets(PacketIndex index, String end) {}

  /// Walks along the packets of a scan.
  Packets walk(Data3d scan) throws IOException {
    PacketIndex index = new PacketIndex(scan.prototype());
    long start = Pages.logical(scan.fileOffset());
    if (start <= 0 || start + HEADER_BYTES > pages.size()) {
      return new Packets(
          index,
          "the place of its points, byte %d, is not in the file".formatted(scan.fileOffset()));
    }
    boolean isSure = load(start, HEADER_BYTES);
    ByteBuffer header = buffer(start, HEADER_BYTES);
    long length = header.getLong(8);
    long data = Pages.logical(header.getLong(16));
    if (header.get(0) != COMPRESSED_VECTOR || data < 0 || length < HEADER_BYTES) {
      return new Packets(
          index,
          isSure
              ? "at byte %d there are no points".formatted(scan.fileOffset())
              : wrongChecksum(start));
    }
    long end = length > pages.size() - start ? pages.size() : start + length;
    boolean isCut = end < start + length || start + length < 0;
    return walk(index, Math.max(data, start + HEADER_BYTES), end, isCut);
  }

  private Packets walk(PacketIndex index, long data, long sectionEnd, boolean isCut)
      throws IOException {
    Map.Entry<Long, Long> before = taken.floorEntry(data);
    if (before != null && before.getValue() > data) {
      return new Packets(index, "another scan has the same points");
    }
    Long next = taken.higherKey(data);
    long end = next == null ? sectionEnd : Math.min(next, sectionEnd);
    int streams = index.streamCount();
    int[] lengths = new int[streams];
    long at = data;
    String why = isCut ? "the file ends" : "its section ends";
    while (at + PACKET_HEADER_BYTES <= end && index.packetCount() < MAX_PACKETS) {
      progress.checkCancelled();
      Packet packet = packet(at, lengths);
      if (packet == null) {
        why = load(at, PACKET_HEADER_BYTES) ? damaged(at) : wrongChecksum(at);
        break;
      }
      if (at + packet.length > end) {
        break;
      }
      if (packet.isData) {
        index.add(at, lengths);
      }
      at += packet.length;
    }
    if (at > data) {
      taken.put(data, at);
    }
    return new Packets(index, why);
  }

  private record Packet(int length, boolean isData) {}

  /// The packet at a place, or null if none is there.
  ///
  /// @param lengths receives the bytes of each stream, if it is a data packet
  private @Nullable Packet packet(long at, int[] lengths) throws IOException {
    boolean isSure = load(at, PACKET_HEADER_BYTES);
    ByteBuffer bytes = buffer(at, PACKET_HEADER_BYTES);
    int type = bytes.get(0);
    int length = (bytes.getShort(2) & 0xffff) + 1;
    if (type < 0 || type > 2 || length % 4 != 0) {
      return null;
    }
    if (type != DATA || at + length > pages.size()) {
      return isSure ? new Packet(length, false) : null;
    }
    int header = PacketIndex.headerBytes(lengths.length);
    if ((bytes.getShort(4) & 0xffff) != lengths.length || header > length) {
      return null;
    }
    isSure &= load(at, header);
    int spare = length - readLengths(at, lengths);
    return spare >= 0 && (isSure || spare < 4) ? new Packet(length, true) : null;
  }

  /// Reads the lengths of a packet's streams and gives the bytes that packet and header need.
  private int readLengths(long at, int[] lengths) {
    int header = PacketIndex.headerBytes(lengths.length);
    ByteBuffer bytes = buffer(at, header);
    int sum = header;
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = bytes.getShort(PACKET_HEADER_BYTES + 2 * i) & 0xffff;
      sum += lengths[i];
    }
    return sum;
  }

  /// Makes sure that bytes are in the window; false if they are on a page with a wrong checksum.
  private boolean load(long at, int length) throws IOException {
    if (!window.holds(at, at + length)) {
      pages.read(at, at + length, window);
    }
    return window.firstBad(at, at + length) == at + length;
  }

  private ByteBuffer buffer(long at, int length) {
    return ByteBuffer.wrap(window.bytes(), window.at(at), length)
        .slice()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  private String wrongChecksum(long at) {
    return "page %d of %d has a wrong checksum".formatted(Pages.pageOf(at) + 1, pages.count());
  }

  private static String damaged(long at) {
    long physical = Pages.pageOf(at) * Pages.PAGE_BYTES + at % Pages.CONTENT_BYTES;
    return "the packet at byte %d is damaged".formatted(physical);
  }
}
