package cadenza.scan.io.arrays;

import cadenza.scan.io.FileBytes;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What lies where in a zip (APPNOTE 6.3.10, with its 64-bit sizes).
///
/// # How it works
///
/// The directory at the end of the file names every entry. Where it is missing, because the file
/// was cut, the headers in front of the entries are walked from the first on. The JDK's own
/// `ZipFile` needs the directory and does not tell where an entry's bytes lie.
///
/// @param entries in the order of the directory
/// @param isCut whether the directory was missing
record ZipIndex(List<Entry> entries, boolean isCut) {
  private static final VarHandle SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int END64 = 0x06064b50;
  private static final int LOCATOR64 = 0x07064b50;
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 65535;
  private static final int MAX_DIRECTORY_BYTES = 1 << 26;
  private static final long IN_EXTRA = 0xffffffffL;

  /// One file in the zip.
  ///
  /// @param method 0 for stored, 8 for deflated
  /// @param isEncrypted whether a password is needed
  /// @param data its bytes as they lie in the zip
  /// @param size how many bytes it becomes
  /// @param checksum CRC-32 of those; -1 if unknown
  record Entry(
      String name, int method, boolean isEncrypted, StoredBytes data, long size, long checksum) {
    boolean isStored() {
      return method == 0;
    }

    /// True if a way of packing is used that is known here.
    boolean isReadable() {
      return !isEncrypted && (method == 0 || method == 8);
    }

    ArrayBytes open() {
      return isStored() ? data : new DeflatedBytes(data, size, checksum);
    }
  }

  static ZipIndex of(FileBytes file) throws IOException {
    List<Entry> entries = directory(file);
    return entries == null
        ? new ZipIndex(new Walk(file).entries(), true)
        : new ZipIndex(entries, false);
  }

  private static int shortAt(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xffff;
  }

  private static int intAt(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  private static long uintAt(byte[] bytes, int at) {
    return intAt(bytes, at) & 0xffffffffL;
  }

  private static long longAt(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  /// The entries that the directory names; null if there is no directory.
  private static @Nullable List<Entry> directory(FileBytes file) throws IOException {
    int tailLength = (int) Math.min(file.size(), END_BYTES + MAX_COMMENT);
    long tailStart = file.size() - tailLength;
    byte[] tail = file.read(tailStart, tailLength);
    for (int at = tail.length - END_BYTES; at >= 0; at--) {
      if (intAt(tail, at) == END) {
        long length = uintAt(tail, at + 12);
        long start = uintAt(tail, at + 16);
        byte[] locator = file.read(Math.max(0, tailStart + at - 20), 20);
        if (locator.length == 20 && intAt(locator, 0) == LOCATOR64) {
          byte[] end = file.read(Math.max(0, longAt(locator, 8)), 56);
          if (end.length == 56 && intAt(end, 0) == END64) {
            length = longAt(end, 40);
            start = longAt(end, 48);
          }
        }
        return length < 0 || length > MAX_DIRECTORY_BYTES || start < 0
            ? null
            : named(file, file.read(start, (int) length));
      }
    }
    return null;
  }

  private static @Nullable List<Entry> named(FileBytes file, byte[] directory) throws IOException {
    List<Entry> entries = new ArrayList<>();
    int at = 0;
    while (at + CENTRAL_BYTES <= directory.length && intAt(directory, at) == CENTRAL) {
      int nameEnd = at + CENTRAL_BYTES + shortAt(directory, at + 28);
      int extraEnd = nameEnd + shortAt(directory, at + 30);
      if (extraEnd > directory.length) {
        return null;
      }
      long[] sizes = {
        uintAt(directory, at + 24), uintAt(directory, at + 20), uintAt(directory, at + 42)
      };
      widen(directory, nameEnd, extraEnd, sizes);
      byte[] local = file.read(Math.max(0, sizes[2]), LOCAL_BYTES);
      if (sizes[2] < 0 || local.length < LOCAL_BYTES || intAt(local, 0) != LOCAL) {
        return null;
      }
      long data = sizes[2] + LOCAL_BYTES + shortAt(local, 26) + shortAt(local, 28);
      entries.add(
          new Entry(
              name(directory, at + CENTRAL_BYTES, nameEnd),
              shortAt(directory, at + 10),
              (shortAt(directory, at + 8) & 1) != 0,
              StoredBytes.of(file, data, Math.max(0, sizes[1])),
              Math.max(0, sizes[0]),
              uintAt(directory, at + 16)));
      at = extraEnd + shortAt(directory, at + 32);
    }
    return entries;
  }

  private static String name(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /// Replaces sizes that did not fit 32 bits by those of the extra field.
  private static void widen(byte[] bytes, int from, int to, long[] sizes) {
    int at = from;
    while (at + 4 <= to) {
      int end = Math.min(to, at + 4 + shortAt(bytes, at + 2));
      if (shortAt(bytes, at) == 1) {
        int next = at + 4;
        for (int i = 0; i < sizes.length; i++) {
          if (sizes[i] == IN_EXTRA && next + 8 <= end) {
            sizes[i] = longAt(bytes, next);
            next += 8;
          }
        }
      }
      at = end;
    }
  }

  /// Goes from one local header to the next.
  private record Walk(FileBytes file) {
    List<Entry> entries() throws IOException {
      List<Entry> entries = new ArrayList<>();
      long at = 0;
      while (true) {
        byte[] local = file.read(at, LOCAL_BYTES + 2 * MAX_COMMENT);
        if (local.length < LOCAL_BYTES || intAt(local, 0) != LOCAL) {
          return entries;
        }
        int nameEnd = LOCAL_BYTES + shortAt(local, 26);
        int extraEnd = nameEnd + shortAt(local, 28);
        if (extraEnd > local.length) {
          return entries;
        }
        int method = shortAt(local, 8);
        int flags = shortAt(local, 6);
        long[] sizes = {uintAt(local, 22), uintAt(local, 18)};
        widen(local, nameEnd, extraEnd, sizes);
        long start = at + extraEnd;
        boolean isSizeBehind = (flags & 8) != 0 && sizes[1] == 0;
        if (isSizeBehind) {
          sizes = found(start, method);
        }
        entries.add(
            new Entry(
                name(local, LOCAL_BYTES, nameEnd),
                method,
                (flags & 1) != 0,
                StoredBytes.of(file, start, Math.max(0, sizes[1])),
                Math.max(0, sizes[0]),
                (flags & 8) != 0 ? -1 : uintAt(local, 14)));
        long next = start + Math.max(0, sizes[1]);
        at = isSizeBehind ? afterDescriptor(next) : next;
        if (at < start || at >= file.size()) {
          return entries;
        }
      }
    }

    /// Sizes that stand behind the data, found by inflating: what they become, what they take.
    private long[] found(long start, int method) throws IOException {
      StoredBytes rest = StoredBytes.of(file, start, Long.MAX_VALUE);
      if (method != 8) {
        return new long[] {rest.length(), rest.length()};
      }
      try (DeflatedBytes data = new DeflatedBytes(rest, Long.MAX_VALUE, -1)) {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        for (int count = 1; count > 0; size += count) {
          count = data.read(size, buffer, 0, buffer.length);
        }
        return new long[] {size, data.consumed()};
      }
    }

    /// Checksum and sizes take 12, 16, 20 or 24 bytes.
    private long afterDescriptor(long at) throws IOException {
      byte[] bytes = file.read(at, 28);
      for (int length = 12; length <= 24 && length + 4 <= bytes.length; length += 4) {
        if (intAt(bytes, length) == LOCAL) {
          return at + length;
        }
      }
      return file.size();
    }
  }
}
