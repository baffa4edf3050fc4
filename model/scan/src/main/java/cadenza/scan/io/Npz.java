package cadenza.scan.io;

import cadenza.scan.ScalarType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// NumPy's `.npz`: a zip of `.npy` arrays (NumPy Enhancement Proposal 1, format versions 1 to 3).
public final class Npz {
  private static final Pattern HEADER =
      Pattern.compile(
          "'descr':\\s*'([<>|=])([a-zA-Z])(\\d+)'.*'fortran_order':\\s*(True|False).*"
              + "'shape':\\s*\\(([^)]*)\\)");
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int COPY_BYTES = 1 << 20;

  private Npz() {}

  /// Reads every array of the file, by name, in the file's order.
  ///
  /// @throws ScanException if the file is no `.npz` or holds arrays of a type that is not numeric
  public static Map<String, NpyArray> read(Path file) throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        String name = entry.getName();
        if (name.endsWith(".npy")) {
          try (InputStream in = zip.getInputStream(entry)) {
            arrays.put(name.substring(0, name.length() - 4), readArray(in, file, name));
          }
        }
      }
    } catch (NoSuchFileException e) {
      throw new ScanException(file, "there is no such file", "Check the path.", e);
    } catch (ZipException e) {
      throw new ScanException(file, "this is not a .npz archive", "Check the download.", e);
    }
    return arrays;
  }

  private static NpyArray readArray(InputStream in, Path file, String name) throws IOException {
    byte[] magic = in.readNBytes(8);
    if (magic.length < 8
        || (magic[0] & 0xff) != 0x93
        || !"NUMPY".equals(new String(magic, 1, 5, StandardCharsets.US_ASCII))) {
      throw damaged(file, name, "it does not start as a NumPy array does");
    }
    byte[] lengthBytes = in.readNBytes(magic[6] == 1 ? 2 : 4);
    int headerLength = 0;
    for (int i = lengthBytes.length - 1; i >= 0; i--) {
      headerLength = headerLength << 8 | (lengthBytes[i] & 0xff);
    }
    if (headerLength < 0 || headerLength > MAX_HEADER_BYTES) {
      throw damaged(file, name, "its header claims " + headerLength + " bytes");
    }
    String header = new String(in.readNBytes(headerLength), StandardCharsets.UTF_8);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.find()) {
      throw damaged(file, name, "its header is not understood: " + header.strip());
    }
    ScalarType type = typeOf(matcher.group(2), Integer.parseInt(matcher.group(3)));
    if (type == null || ("True".equals(matcher.group(4)) && matcher.group(5).contains(", "))) {
      throw damaged(
          file,
          name,
          "arrays of kind " + header.strip() + " are not read; save it as C-ordered numbers");
    }
    int[] shape = shapeOf(matcher.group(5), file, name);
    long size = 1;
    for (int length : shape) {
      // Each factor is below 2^31 and the product stays below 2^31, so nothing can overflow.
      size *= length;
      if (size * type.bytes() > Integer.MAX_VALUE - 16L) {
        throw damaged(file, name, "it holds more numbers than fit into one array");
      }
    }
    ByteOrder order = ">".equals(matcher.group(1)) ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    byte[] bytes = in.readNBytes((int) size * type.bytes());
    if (bytes.length < size * type.bytes()) {
      throw damaged(file, name, "it ends after " + bytes.length / type.bytes() + " of " + size);
    }
    return new NpyArray(shape, type, decode(bytes, type, order, (int) size));
  }

  private static int[] shapeOf(String text, Path file, String name) throws ScanException {
    try {
      return Arrays.stream(text.split(","))
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .mapToInt(Npz::length)
          .toArray();
    } catch (NumberFormatException e) {
      throw damaged(file, name, "its shape (" + text + ") is not understood");
    }
  }

  private static int length(String text) {
    int length = Integer.parseInt(text);
    if (length < 0) {
      throw new NumberFormatException(text);
    }
    return length;
  }

  private static Object decode(byte[] bytes, ScalarType type, ByteOrder order, int size) {
    Object values = type.newArray(size);
    MemorySegment from = MemorySegment.ofArray(bytes);
    switch (values) {
      case byte[] a -> System.arraycopy(bytes, 0, a, 0, size);
      case short[] a ->
          MemorySegment.copy(
              from, ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), 0, a, 0, size);
      case int[] a ->
          MemorySegment.copy(from, ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), 0, a, 0, size);
      case long[] a ->
          MemorySegment.copy(from, ValueLayout.JAVA_LONG_UNALIGNED.withOrder(order), 0, a, 0, size);
      case float[] a ->
          MemorySegment.copy(
              from, ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(order), 0, a, 0, size);
      case double[] a ->
          MemorySegment.copy(
              from, ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(order), 0, a, 0, size);
      default -> throw new IllegalStateException();
    }
    return values;
  }

  private static @Nullable ScalarType typeOf(String kind, int bytes) {
    return switch (kind + bytes) {
      case "f4" -> ScalarType.FLOAT32;
      case "f8" -> ScalarType.FLOAT64;
      case "i1" -> ScalarType.INT8;
      case "i2" -> ScalarType.INT16;
      case "i4" -> ScalarType.INT32;
      case "i8" -> ScalarType.INT64;
      case "u1", "b1" -> ScalarType.UINT8;
      case "u2" -> ScalarType.UINT16;
      case "u4" -> ScalarType.UINT32;
      case "u8" -> ScalarType.UINT64;
      default -> null;
    };
  }

  private static String descriptor(ScalarType type) {
    return switch (type) {
      case INT8 -> "|i1";
      case UINT8 -> "|u1";
      case INT16 -> "<i2";
      case UINT16 -> "<u2";
      case INT32 -> "<i4";
      case UINT32 -> "<u4";
      case INT64 -> "<i8";
      case UINT64 -> "<u8";
      case FLOAT32 -> "<f4";
      case FLOAT64 -> "<f8";
    };
  }

  private static ScanException damaged(Path file, String array, String what) {
    return new ScanException(file, "the array " + array + ": " + what, "Write the file again.");
  }

  /// Writes the arrays uncompressed, as `numpy.savez` does; the same arrays give the same bytes.
  /// The file appears whole or not at all.
  public static void write(Path file, Map<String, NpyArray> arrays) throws IOException {
    AtomicFile.write(
        file,
        out -> {
          try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
              writeArray(zip, array.getKey(), array.getValue());
            }
          }
        });
  }

  private static void writeArray(ZipOutputStream zip, String name, NpyArray array)
      throws IOException {
    byte[] header = header(array);
    MemorySegment values = segment(array.values());
    CRC32 crc = new CRC32();
    crc.update(header);
    byte[] buffer = new byte[(int) Math.min(COPY_BYTES, values.byteSize())];
    for (long at = 0; at < values.byteSize(); at += buffer.length) {
      crc.update(buffer, 0, copy(values, at, buffer));
    }
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setMethod(ZipEntry.STORED);
    entry.setTime(315_532_800_000L); // 1980, the zip format's zero: no clock in the output
    entry.setSize(header.length + values.byteSize());
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(header);
    for (long at = 0; at < values.byteSize(); at += buffer.length) {
      zip.write(buffer, 0, copy(values, at, buffer));
    }
    zip.closeEntry();
  }

  private static int copy(MemorySegment values, long at, byte[] buffer) {
    int length = (int) Math.min(buffer.length, values.byteSize() - at);
    MemorySegment.copy(values, ValueLayout.JAVA_BYTE, at, buffer, 0, length);
    return length;
  }

  // Heap segments are in the machine's order; every platform we ship for is little endian.
  private static MemorySegment segment(Object values) {
    return switch (values) {
      case byte[] a -> MemorySegment.ofArray(a);
      case short[] a -> MemorySegment.ofArray(a);
      case int[] a -> MemorySegment.ofArray(a);
      case long[] a -> MemorySegment.ofArray(a);
      case float[] a -> MemorySegment.ofArray(a);
      case double[] a -> MemorySegment.ofArray(a);
      default -> throw new IllegalStateException();
    };
  }

  private static byte[] header(NpyArray array) {
    StringBuilder shape = new StringBuilder("(");
    for (int length : array.shape()) {
      shape.append(length).append(array.shape().length == 1 ? "," : ", ");
    }
    if (array.shape().length > 1) {
      shape.setLength(shape.length() - 2);
    }
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s), }"
            .formatted(descriptor(array.type()), shape);
    int padded = Math.ceilDiv(10 + text.length() + 1, 64) * 64;
    byte[] header = new byte[padded];
    Arrays.fill(header, (byte) ' ');
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    System.arraycopy(magic, 0, header, 0, 8);
    header[8] = (byte) (padded - 10);
    header[9] = (byte) (padded - 10 >> 8);
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, header, 10, text.length());
    header[padded - 1] = '\n';
    return header;
  }
}
