package cadenza.scan.io.arrays;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the header of a NumPy array says (NumPy Enhancement Proposal 1, format versions 1 to 3).
///
/// @param members the numbers of one element: one without a name, or the fields of a record
/// @param elementBytes what one element takes
/// @param isFortran whether the first index runs fastest
/// @param shape length of each dimension; empty for a single number
/// @param dataStart bytes in front of the data
record NpyHeader(
    List<Member> members, int elementBytes, boolean isFortran, long[] shape, long dataStart) {
  private static final int MAX_HEADER_BYTES = 1 << 20;
  private static final int MAX_ELEMENT_BYTES = 1 << 20;
  private static final int MAX_MEMBERS = 4096;
  private static final int MAX_DIMENSIONS = 32;

  /// Numbers of one type in an element.
  ///
  /// @param name empty for an array of plain numbers
  /// @param offset bytes in front of it in the element
  /// @param count how many numbers there are, one after another
  record Member(String name, NpyType type, int offset, int count) {}

  /// True if the bytes begin as NumPy's arrays do.
  static boolean isMagic(byte[] head) {
    return head.length >= 8
        && (head[0] & 0xff) == 0x93
        && new String(head, 1, 5, StandardCharsets.ISO_8859_1).equals("NUMPY");
  }

  /// Reads the header of an array.
  ///
  /// @throws IllegalArgumentException if it is none, or what it holds is not read; the message says
  ///   what it holds, to be put behind "it holds"
  static NpyHeader read(ArrayBytes bytes) throws IOException {
    byte[] magic = new byte[12];
    int there = bytes.read(0, magic, 0, magic.length);
    if (there < magic.length || !isMagic(magic)) {
      throw new IllegalArgumentException("no NumPy array");
    }
    int start = magic[6] == 1 ? 10 : 12;
    long length = (magic[8] & 0xff) | (magic[9] & 0xff) << 8;
    if (magic[6] != 1) {
      length |= (magic[10] & 0xffL) << 16 | (magic[11] & 0xffL) << 24;
    }
    if (length > MAX_HEADER_BYTES) {
      throw new IllegalArgumentException("a header of " + length + " bytes, which makes no sense");
    }
    byte[] text = new byte[(int) length];
    int read = bytes.read(start, text, 0, text.length);
    return of(new String(text, 0, read, StandardCharsets.UTF_8), start + length);
  }

  private static NpyHeader of(String text, long dataStart) {
    Object literal;
    try {
      literal = PythonLiteral.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("a damaged header", e);
    }
    if (!(literal instanceof Map<?, ?> map && map.get("shape") instanceof List<?> lengths)) {
      throw new IllegalArgumentException("a header without a shape");
    }
    List<Member> members = new ArrayList<>();
    Object descriptor = map.get("descr");
    int elementBytes = descriptor == null ? 0 : add(members, descriptor, "", 0, 1);
    if (members.isEmpty()) {
      throw new IllegalArgumentException("no numbers");
    }
    return new NpyHeader(
        members,
        elementBytes,
        Boolean.TRUE.equals(map.get("fortran_order")),
        shape(lengths),
        dataStart);
  }

  private static long[] shape(List<?> lengths) {
    long[] shape = new long[Math.min(lengths.size(), MAX_DIMENSIONS + 1)];
    for (int i = 0; i < shape.length; i++) {
      if (!(lengths.get(i) instanceof Long length) || length < 0 || i == MAX_DIMENSIONS) {
        throw new IllegalArgumentException("a shape that makes no sense");
      }
      shape[i] = length;
    }
    return shape;
  }

  /// Adds what a descriptor names, `offset` bytes into the element.
  ///
  /// @return how many bytes it takes
  private static int add(
      List<Member> members, Object descriptor, String name, int offset, int count) {
    int width;
    if (descriptor instanceof String text) {
      width = addNumbers(members, text, name, offset, count);
    } else if (descriptor instanceof List<?> fields && count == 1) {
      width = 0;
      for (Object field : fields) {
        width += addField(members, field, name, offset + width);
      }
    } else {
      throw new IllegalArgumentException("records within records, several each");
    }
    if (offset + (long) width > MAX_ELEMENT_BYTES || members.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException("records of more than a megabyte each");
    }
    return width;
  }

  private static int addNumbers(
      List<Member> members, String descriptor, String name, int offset, int count) {
    NpyType type;
    try {
      type = NpyType.of(descriptor);
    } catch (IllegalArgumentException e) {
      if (offset == 0 && name.isEmpty()) {
        throw e;
      }
      return limited(NpyType.widthOf(descriptor) * count); // text in a record, or padding
    }
    int width = limited((long) type.bytes() * count);
    if (count > 0) {
      members.add(new Member(name, type, offset, count));
    }
    return width;
  }

  private static int limited(long bytes) {
    if (bytes > MAX_ELEMENT_BYTES) {
      throw new IllegalArgumentException("records of more than a megabyte each");
    }
    return (int) bytes;
  }

  /// Adds a field of a record: its name (or a title and its name), its descriptor, its shape.
  private static int addField(List<Member> members, Object field, String prefix, int offset) {
    if (!(field instanceof List<?> parts) || parts.size() < 2) {
      throw new IllegalArgumentException("a record whose fields are not understood");
    }
    Object first = parts.getFirst();
    String name =
        first instanceof List<?> titled && !titled.isEmpty()
            ? String.valueOf(titled.getLast())
            : String.valueOf(first);
    long count = 1;
    if (parts.size() > 2) {
      List<?> shape = parts.get(2) instanceof List<?> list ? list : List.of(parts.get(2));
      for (long length : shape(shape)) {
        count = limited(count * Math.min(length, MAX_ELEMENT_BYTES + 1L));
      }
    }
    String full = prefix.isEmpty() ? name : prefix + "_" + name;
    return add(members, parts.get(1), full.isEmpty() ? "_" : full, offset, (int) count);
  }
}
