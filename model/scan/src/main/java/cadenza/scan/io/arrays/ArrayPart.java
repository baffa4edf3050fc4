package cadenza.scan.io.arrays;

import cadenza.scan.ScalarType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// An array of a scan, a row a point; or one field of an array of records.
///
/// @param name of the array or the field; empty for an array that has none
/// @param shape as the file words it, for messages
/// @param rows length of all dimensions but the last
/// @param columns the numbers of a row
record ArrayPart(String name, String shape, long rows, List<Source> columns) {
  /// Above that, a long and narrow array lies on its side.
  private static final int MAX_COLUMNS = 64;

  private static final int MAX_LYING_ROWS = 16;

  /// Where the numbers of one column lie.
  ///
  /// @param offset bytes in front of the number in each row of the strip
  record Source(Strip strip, int offset, NpyType type) {}

  /// The parts of an array: one, or one for each field of its records.
  ///
  /// @throws IllegalArgumentException if it is no array of rows of numbers; the message says what
  ///   it holds instead
  static List<ArrayPart> of(String name, ArrayBytes bytes) throws IOException {
    NpyHeader header = NpyHeader.read(bytes);
    long[] shape = header.shape();
    String words = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" × "));
    if (shape.length == 0) {
      throw new IllegalArgumentException("a single number");
    }
    if (header.isFortran() && shape.length > 2) {
      throw new IllegalArgumentException(
          "numbers in Fortran order in " + shape.length + " dimensions, which are not read");
    }
    List<ArrayPart> parts = new ArrayList<>();
    if (header.members().size() > 1 || !header.members().getFirst().name().isEmpty()) {
      Strip strip =
          new Strip(name, bytes, header.dataStart(), header.elementBytes(), product(shape, 0));
      for (NpyHeader.Member member : header.members()) {
        List<Source> columns = new ArrayList<>();
        for (int i = 0; i < member.count(); i++) {
          int offset = member.offset() + i * member.type().bytes();
          columns.add(new Source(strip, offset, member.type()));
        }
        parts.add(new ArrayPart(member.name(), words, strip.rows(), columns));
      }
    } else {
      parts.add(plain(name, words, bytes, header));
    }
    return parts;
  }

  private static long product(long[] shape, int fewer) {
    long product = 1;
    for (int i = 0; i < shape.length - fewer; i++) {
      product = Math.multiplyHigh(product, shape[i]) == 0 ? product * shape[i] : -1;
      if (product < 0 || product > Integer.MAX_VALUE * 1000L) {
        throw new IllegalArgumentException("a shape of more numbers than any file holds");
      }
    }
    return product;
  }

  private static ArrayPart plain(String name, String words, ArrayBytes bytes, NpyHeader header) {
    long[] shape = header.shape();
    NpyType type = header.members().getFirst().type();
    boolean isFlat = shape.length == 1;
    long width = isFlat ? 1 : shape[shape.length - 1];
    long rows = product(shape, isFlat ? 0 : 1);
    boolean isLying =
        shape.length == 2 && width > MAX_COLUMNS && rows >= 3 && rows <= MAX_LYING_ROWS;
    if (isLying) {
      long swapped = width;
      width = rows;
      rows = swapped;
    }
    if (width < 1 || width > (1 << 20) / type.bytes()) {
      throw new IllegalArgumentException("rows of " + width + " numbers");
    }
    List<Source> columns = new ArrayList<>();
    if (!isFlat && header.isFortran() != isLying) {
      for (int i = 0; i < width; i++) {
        long start = header.dataStart() + i * rows * type.bytes();
        Strip strip = new Strip(name, i == 0 ? bytes : bytes.again(), start, type.bytes(), rows);
        columns.add(new Source(strip, 0, type));
      }
    } else {
      int rowBytes = (int) width * type.bytes();
      Strip strip = new Strip(name, bytes, header.dataStart(), rowBytes, rows);
      for (int i = 0; i < width; i++) {
        columns.add(new Source(strip, i * type.bytes(), type));
      }
    }
    return new ArrayPart(name, words, rows, columns);
  }

  int width() {
    return columns.size();
  }

  /// The type of its first column.
  ScalarType type() {
    return columns.getFirst().type().type();
  }

  /// No more whole rows than these are there.
  long atMost() {
    return columns.stream().mapToLong(column -> column.strip().atMost()).min().orElse(0);
  }

  /// The numbers of at most `count` rows: from all over the array if it can be read anywhere, else
  /// its first.
  double[][] sample(int count) throws IOException {
    long there = atMost();
    int taken = (int) Math.min(count, there);
    boolean isDirect = columns.getFirst().strip().bytes().isDirect();
    double[][] sample = new double[taken][width()];
    for (int i = 0; i < taken; i++) {
      long at = isDirect ? (long) ((double) i / taken * there) : i;
      Strip last = null;
      byte[] row = new byte[0];
      for (int column = 0; column < width(); column++) {
        Source source = columns.get(column);
        if (source.strip() != last) {
          last = source.strip();
          row = new byte[last.rowBytes()];
          if (last.read(at, 1, row) < 1) {
            return Arrays.copyOf(sample, i);
          }
        }
        sample[i][column] = source.type().number(row, source.offset());
      }
    }
    return sample;
  }
}
