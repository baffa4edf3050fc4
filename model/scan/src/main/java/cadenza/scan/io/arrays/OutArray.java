package cadenza.scan.io.arrays;

import cadenza.scan.Attribute;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A NumPy array to be written, row-major and little endian, made in pieces while it is written.
///
/// @param rows length of the first dimension
/// @param width length of the second dimension; 0 if there is none
record OutArray(String name, ScalarType type, int rows, int width, Source source) {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int ALIGNMENT = 64;

  /// Puts the numbers of `count` rows from `row` on into `out`, which is little endian.
  interface Source {
    void fill(ByteBuffer out, int row, int count);
  }

  /// The numbers of a primitive array, `width` a row (0 counts as 1).
  static OutArray of(String name, ScalarType type, int rows, int width, Object values) {
    int step = Math.max(1, width);
    Source source =
        switch (values) {
          case byte[] a -> (out, row, count) -> out.put(a, row * step, count * step);
          case short[] a ->
              (out, row, count) -> out.asShortBuffer().put(a, row * step, count * step);
          case int[] a -> (out, row, count) -> out.asIntBuffer().put(a, row * step, count * step);
          case long[] a -> (out, row, count) -> out.asLongBuffer().put(a, row * step, count * step);
          case float[] a ->
              (out, row, count) -> out.asFloatBuffer().put(a, row * step, count * step);
          case double[] a ->
              (out, row, count) -> out.asDoubleBuffer().put(a, row * step, count * step);
          default -> throw new IllegalArgumentException(values.getClass().getSimpleName());
        };
    return new OutArray(name, type, rows, width, source);
  }

  /// The values of an attribute.
  static OutArray of(String name, Attribute attribute) {
    if (!attribute.isConstant()) {
      return of(name, attribute.type(), attribute.size(), 0, attribute.values());
    }
    int bytes = attribute.type().bytes();
    Source source =
        (out, row, count) -> {
          for (int i = 0; i < count; i++) {
            for (int k = 0; k < bytes; k++) {
              out.put((byte) (attribute.bits(0) >>> 8 * k));
            }
          }
        };
    return new OutArray(name, attribute.type(), attribute.size(), 0, source);
  }

  /// A text as bytes.
  static OutArray ofText(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(name, ScalarType.UINT8, bytes.length, 0, bytes);
  }

  private int rowBytes() {
    return type.bytes() * Math.max(1, width);
  }

  /// Bytes of the array with its header.
  long size() {
    return header().length + (long) rows * rowBytes();
  }

  /// Writes header and numbers as an `.npy` holds them.
  void writeTo(OutputStream out, Progress progress) throws IOException {
    out.write(header());
    int chunk = Math.max(1, CHUNK_BYTES / rowBytes());
    ByteBuffer buffer =
        ByteBuffer.allocate(Math.min(chunk, rows) * rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int row = 0; row < rows; row += chunk) {
      progress.checkCancelled();
      progress.report((double) row / rows, "writing " + name);
      int count = Math.min(chunk, rows - row);
      source.fill(buffer.clear(), row, count);
      out.write(buffer.array(), 0, count * rowBytes());
    }
  }

  private byte[] header() {
    String shape = width == 0 ? "(" + rows + ",)" : "(" + rows + ", " + width + ")";
    String text =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }"
            .formatted(NpyType.descriptor(type), shape);
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    int length = Math.ceilDiv(magic.length + 2 + text.length() + 1, ALIGNMENT) * ALIGNMENT;
    byte[] header = Arrays.copyOf(magic, length);
    int textLength = length - magic.length - 2;
    header[8] = (byte) textLength;
    header[9] = (byte) (textLength >> 8);
    Arrays.fill(header, 10, length - 1, (byte) ' ');
    System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, header, 10, text.length());
    header[length - 1] = '\n';
    return header;
  }
}
