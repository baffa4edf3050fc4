package cadenza.scan.io.e57;

import cadenza.scan.io.FileBytes;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.zip.CRC32C;

/// The bytes of a file without the checksums between them.
///
/// # How it works
///
/// A page has 1020 bytes of content and their CRC-32C, high byte first (ASTM E2807, 5.2). Places in
/// the file are said in one of two ways: *physical* ones count the checksums, *logical* ones do
/// not. A read takes whole pages, checks each and closes the gaps. Pages whose checksum is wrong
/// are remembered, and whoever reads learns which stretches of what was read are not to be
/// believed. A page that the end of the file cuts off is not there at all.
///
/// Safe to use from any thread.
final class Pages {
  static final int PAGE_BYTES = 1024;
  static final int CONTENT_BYTES = 1020;

  private static final VarHandle BIG_ENDIAN_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private final FileBytes file;
  private final long pageCount;
  private final BitSet bad = new BitSet();

  Pages(FileBytes file) {
    this.file = file;
    this.pageCount = Math.min(file.size() / PAGE_BYTES, Integer.MAX_VALUE);
  }

  /// Whole pages in the file.
  long count() {
    return pageCount;
  }

  /// Bytes of content in whole pages.
  long size() {
    return pageCount * CONTENT_BYTES;
  }

  /// The logical place of a physical one; -1 if that is inside a checksum or negative.
  static long logical(long physical) {
    long inPage = physical % PAGE_BYTES;
    return physical < 0 || inPage >= CONTENT_BYTES
        ? -1
        : physical / PAGE_BYTES * CONTENT_BYTES + inPage;
  }

  /// Number of the page, counted from 0, that a logical place lies on.
  static long pageOf(long logical) {
    return logical / CONTENT_BYTES;
  }

  /// Reads the pages that hold the logical bytes `[from, to)`, which must lie in [#size()].
  void read(long from, long to, PageWindow into) throws IOException {
    long firstPage = pageOf(from);
    int pages = Math.toIntExact(pageOf(Math.max(from, to - 1)) + 1 - firstPage);
    byte[] bytes = into.reset(firstPage, pages);
    int got = file.read(firstPage * PAGE_BYTES, bytes, 0, pages * PAGE_BYTES);
    CRC32C crc = into.crc();
    for (int page = 0; page < pages; page++) {
      int at = page * PAGE_BYTES;
      crc.reset();
      crc.update(bytes, at, CONTENT_BYTES);
      boolean isGood =
          at + PAGE_BYTES <= got
              && (int) crc.getValue() == (int) BIG_ENDIAN_INT.get(bytes, at + CONTENT_BYTES);
      if (!isGood) {
        into.markBad(page);
        synchronized (bad) {
          bad.set((int) (firstPage + page));
        }
      }
      if (page > 0) {
        System.arraycopy(bytes, at, bytes, page * CONTENT_BYTES, CONTENT_BYTES);
      }
    }
  }

  /// Numbers of the pages that turned out to be wrong, of those that were read.
  BitSet bad() {
    synchronized (bad) {
      return (BitSet) bad.clone();
    }
  }
}
