package cadenza.sonata.io;

import cadenza.sonata.WeightsException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/// Where the records of a zip archive lie in its bytes, for archives that store and do not
/// compress, as `torch.save` writes them.
///
/// # How it works
///
/// The end record names the central directory (the 64-bit pair of records where the file is large),
/// the directory names each record's local header, the header says where the bytes begin. Nothing
/// is trusted: each number is checked against the file's length, records must not overlap, names
/// must not leave the archive, and a compressed record is refused, so no record can be larger than
/// the file (a "zip bomb" needs compression or overlap).
final class ZipIndex {
  private static final int END = 0x06054b50;
  private static final int END64 = 0x06064b50;
  private static final int END64_LOCATOR = 0x07064b50;
  private static final int DIRECTORY_ENTRY = 0x02014b50;
  private static final int LOCAL_HEADER = 0x04034b50;
  private static final int MAX_RECORDS = 1 << 18;
  private static final int BUFFER_BYTES = 1 << 18;
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final MemorySegment bytes;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private record Entry(String name, long headerOffset, long dataOffset, long size, int crc) {}

  private ZipIndex(Path file, MemorySegment bytes) {
    this.file = file;
    this.bytes = bytes;
  }

  /// @throws WeightsException if the archive is damaged or not of the kind `torch.save` writes
  static ZipIndex of(Path file, MemorySegment bytes) throws WeightsException {
    ZipIndex index = new ZipIndex(file, bytes);
    try {
      index.readDirectory();
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      throw index.damaged("a position in it lies outside the file", e);
    }
    index.checkOverlaps();
    return index;
  }

  Iterable<String> names() {
    return entries.keySet();
  }

  boolean contains(String name) {
    return entries.containsKey(name);
  }

  /// The bytes of a record, after comparing them with the archive's checksum.
  MemorySegment read(String name) throws WeightsException {
    Entry entry = entries.get(name);
    if (entry == null) {
      throw damaged("the record " + Wording.quoted(name) + " is missing", null);
    }
    MemorySegment data = bytes.asSlice(entry.dataOffset, entry.size);
    CRC32 crc = new CRC32();
    // By way of the heap: a page that is gone is an error here, and a crash in the checksum's own
    // machine code.
    for (long at = 0; at < entry.size; at += buffer.length) {
      int length = (int) Math.min(buffer.length, entry.size - at);
      MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, buffer, 0, length);
      crc.update(buffer, 0, length);
    }
    if ((int) crc.getValue() != entry.crc) {
      throw damaged("the record " + Wording.quoted(name) + " does not match its checksum", null);
    }
    return data;
  }

  private void readDirectory() throws WeightsException {
    long end = findEnd();
    long count = unsignedShort(end + 10);
    long size = unsignedInt(end + 12);
    long offset = unsignedInt(end + 16);
    if (count == 0xffff || size == 0xffffffffL || offset == 0xffffffffL) {
      if (bytes.get(INT, end - 20) != END64_LOCATOR) {
        throw damaged("the locator of the 64-bit directory is missing", null);
      }
      long end64 = bytes.get(LONG, end - 12);
      if (bytes.get(INT, end64) != END64) {
        throw damaged("the 64-bit directory is missing", null);
      }
      count = bytes.get(LONG, end64 + 32);
      size = bytes.get(LONG, end64 + 40);
      offset = bytes.get(LONG, end64 + 48);
    }
    if (count < 0 || count > MAX_RECORDS) {
      throw damaged("it claims " + Long.toUnsignedString(count) + " records", null);
    }
    if (offset < 0 || size < 0 || Math.addExact(offset, size) > end) {
      throw damaged("its directory lies outside the file", null);
    }
    long at = offset;
    for (long i = 0; i < count; i++) {
      at = readEntry(at, offset);
    }
  }

  private long findEnd() throws WeightsException {
    long lowest = Math.max(0, bytes.byteSize() - 22 - 0xffff);
    for (long at = bytes.byteSize() - 22; at >= lowest; at--) {
      if (bytes.get(INT, at) == END) {
        return at;
      }
    }
    throw damaged("its directory, which stands at the end, is missing: the file is cut off", null);
  }

  private long readEntry(long at, long directoryOffset) throws WeightsException {
    if (bytes.get(INT, at) != DIRECTORY_ENTRY) {
      throw damaged("its directory is damaged", null);
    }
    int method = unsignedShort(at + 10);
    long packed = unsignedInt(at + 20);
    long size = unsignedInt(at + 24);
    int nameLength = unsignedShort(at + 28);
    int extraLength = unsignedShort(at + 30);
    long header = unsignedInt(at + 42);
    String name = text(at + 46, nameLength);
    long extra = at + 46 + nameLength;
    for (long e = extra; e + 4 <= extra + extraLength; e += 4 + unsignedShort(e + 2)) {
      if (unsignedShort(e) == 1) { // 64-bit sizes, only those that did not fit, in this order
        long field = e + 4;
        if (size == 0xffffffffL) {
          size = bytes.get(LONG, field);
          field += 8;
        }
        if (packed == 0xffffffffL) {
          packed = bytes.get(LONG, field);
          field += 8;
        }
        if (header == 0xffffffffL) {
          header = bytes.get(LONG, field);
        }
      }
    }
    checkName(name);
    if (method != 0 || packed != size) {
      throw damaged(
          "the record " + Wording.quoted(name) + " is compressed, which PyTorch never does", null);
    }
    if (size < 0 || header < 0 || bytes.get(INT, header) != LOCAL_HEADER) {
      throw damaged("the record " + Wording.quoted(name) + " does not begin where it should", null);
    }
    long data = header + 30 + unsignedShort(header + 26) + unsignedShort(header + 28);
    if (Math.addExact(data, size) > directoryOffset) {
      throw damaged(
          "the record " + Wording.quoted(name) + " claims " + size + " bytes, more than there are",
          null);
    }
    if (!text(header + 30, unsignedShort(header + 26)).equals(name)) {
      throw damaged("the record " + Wording.quoted(name) + " has two names", null);
    }
    Entry entry = new Entry(name, header, data, size, bytes.get(INT, at + 16));
    if (entries.put(name, entry) != null) {
      throw damaged("the record " + Wording.quoted(name) + " is there twice", null);
    }
    return extra + extraLength + unsignedShort(at + 32);
  }

  private void checkName(String name) throws WeightsException {
    boolean leaves = name.startsWith("/") || name.contains("\\") || name.contains(":");
    for (String part : name.split("/", -1)) {
      leaves |= part.equals("..");
    }
    if (leaves || name.isEmpty()) {
      throw damaged("the record " + Wording.quoted(name) + " points outside the archive", null);
    }
  }

  private void checkOverlaps() throws WeightsException {
    List<Entry> sorted = new ArrayList<>(entries.values());
    sorted.sort(Comparator.comparingLong(Entry::headerOffset));
    for (int i = 1; i < sorted.size(); i++) {
      Entry before = sorted.get(i - 1);
      if (before.dataOffset + before.size > sorted.get(i).headerOffset) {
        throw damaged(
            "the records "
                + Wording.quoted(before.name)
                + " and "
                + Wording.quoted(sorted.get(i).name)
                + " overlap",
            null);
      }
    }
  }

  private int unsignedShort(long at) {
    return bytes.get(SHORT, at) & 0xffff;
  }

  private long unsignedInt(long at) {
    return bytes.get(INT, at) & 0xffffffffL;
  }

  private String text(long at, int length) {
    byte[] chars = bytes.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
    return new String(chars, StandardCharsets.UTF_8);
  }

  private WeightsException damaged(
      String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new WeightsException(
        file, "the archive is damaged: " + what, "Get the file again.", cause);
  }

  /// Length of the whole file.
  long byteSize() {
    return bytes.byteSize();
  }
}
