package cadenza.scan.io.e57;

import java.util.BitSet;
import java.util.zip.CRC32C;

/// Pages that were read, and room for them that is used again and again. For one thread at a time.
final class PageWindow {
  private static final int ROOM_STEP = 1 << 16;

  private final CRC32C crc = new CRC32C();
  private final BitSet bad = new BitSet();
  private byte[] bytes = new byte[0];
  private long firstPage;
  private int pages;

  /// Forgets what was there and makes room for `count` pages with their checksums.
  byte[] reset(long first, int count) {
    firstPage = first;
    pages = count;
    bad.clear();
    int needed = count * Pages.PAGE_BYTES;
    if (bytes.length < needed) {
      bytes = new byte[Math.ceilDiv(needed, ROOM_STEP) * ROOM_STEP];
    }
    return bytes;
  }

  CRC32C crc() {
    return crc;
  }

  void markBad(int page) {
    bad.set(page);
  }

  /// True if all of the logical bytes `[from, to)` are here.
  boolean holds(long from, long to) {
    return from >= start() && to <= start() + (long) pages * Pages.CONTENT_BYTES;
  }

  /// The bytes without checksums; [#at] says where a place lies in them.
  byte[] bytes() {
    return bytes;
  }

  /// Index in [#bytes()] of a logical place that is here.
  int at(long logical) {
    return (int) (logical - start());
  }

  boolean hasBad() {
    return !bad.isEmpty();
  }

  /// The first logical place in `[from, to)` on a page with a wrong checksum; `to` if all are good.
  long firstBad(long from, long to) {
    int page = bad.nextSetBit((int) (Pages.pageOf(from) - firstPage));
    return page < 0 ? to : Math.clamp((firstPage + page) * Pages.CONTENT_BYTES, from, to);
  }

  /// The first logical place in `[from, to)` on a page with a right checksum; `to` if there is
  /// none.
  long firstGood(long from, long to) {
    int page = bad.nextClearBit((int) (Pages.pageOf(from) - firstPage));
    return Math.clamp((firstPage + page) * Pages.CONTENT_BYTES, from, to);
  }

  private long start() {
    return firstPage * Pages.CONTENT_BYTES;
  }
}
