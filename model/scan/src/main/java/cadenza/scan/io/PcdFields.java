package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How the entries of a PCD header become fields: padding is dropped, entries of several values
/// become one field each (`name_0`, `name_1`, …), and packed colours are found.
///
/// # How it works
///
/// PCL packs a colour into the four bytes of one number, `0xAARRGGBB`, and declares it as float or
/// as unsigned integer (`rgb`, `rgba`). Binary bodies are read as the integer whatever the header
/// says. Ascii bodies hold the float with these bits, as PCL reads them. Only whole numbers from
/// `0xFF000000` on, which as float bits no writer makes, are the integer of an opaque colour
/// itself.
final class PcdFields {
  private static final int NONE = -1;
  private static final long OPAQUE_BLACK = 0xff000000L;

  /// Where a field lies.
  ///
  /// @param entryOffset where its entry begins in a point, in bytes
  /// @param entryBytes length of its entry in a point
  /// @param offset where the field begins in its entry, in bytes
  /// @param token its place among the numbers of an ascii line
  record Slot(int entryOffset, int entryBytes, int offset, int token) {}

  private final List<Field> fields = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();
  private final int packed;

  PcdFields(PcdHeader header) {
    int offset = 0;
    int token = 0;
    for (PcdHeader.Entry entry : header.entries()) {
      int width = entry.type().bytes();
      for (int i = 0; i < entry.count() && !entry.isPadding(); i++) {
        String name = entry.count() == 1 ? entry.name() : entry.name() + "_" + i;
        fields.add(new Field(name, entry.type()));
        slots.add(new Slot(offset, entry.count() * width, i * width, token + i));
      }
      offset += entry.count() * width;
      token += entry.count();
    }
    packed = Roles.of(fields).colors() == null ? findPacked() : NONE;
    if (packed != NONE) {
      Field field = fields.get(packed);
      boolean isFloatText =
          header.encoding() == PcdHeader.Encoding.ASCII && field.type() == ScalarType.FLOAT32;
      // a double holds every integer of 32 bits and every float
      ScalarType type = isFloatText ? ScalarType.FLOAT64 : ScalarType.UINT32;
      fields.set(packed, new Field(field.name(), type));
    }
  }

  private int findPacked() {
    for (int i = 0; i < fields.size(); i++) {
      String name = fields.get(i).name().toLowerCase(Locale.ROOT);
      if ((name.equals("rgb") || name.equals("rgba")) && fields.get(i).type().bytes() == 4) {
        return i;
      }
    }
    return NONE;
  }

  List<Field> fields() {
    return fields;
  }

  /// Where each field lies.
  List<Slot> slots() {
    return slots;
  }

  /// The cloud of a table, colours unpacked.
  PointCloud cloud(PointTable.Filled table) {
    boolean[] skipped = new boolean[fields.size()];
    if (packed == NONE) {
      return table.cloud();
    }
    skipped[packed] = true;
    PointCloud.Builder builder = table.builder(skipped);
    unpack(table.attribute(packed, "rgb"), table.pointCount(), builder);
    return builder.build();
  }

  private void unpack(Attribute values, int rows, PointCloud.Builder builder) {
    byte[] colors = new byte[3 * rows];
    byte[] alpha = new byte[rows];
    boolean alphaVaries = false;
    for (int i = 0; i < rows; i++) {
      int bits = values.type() == ScalarType.UINT32 ? (int) values.bits(i) : bits(values.get(i));
      colors[3 * i] = (byte) (bits >> 16);
      colors[3 * i + 1] = (byte) (bits >> 8);
      colors[3 * i + 2] = (byte) bits;
      alpha[i] = (byte) (bits >> 24);
      alphaVaries |= alpha[i] != alpha[0];
    }
    builder.colors(colors);
    if (alphaVaries && fields.get(packed).name().equalsIgnoreCase("rgba")) {
      builder.attribute(new Attribute("alpha", ScalarType.UINT8, alpha));
    }
  }

  private static int bits(double value) {
    boolean isInteger = value >= OPAQUE_BLACK && value <= 0xffffffffL && value == Math.rint(value);
    return isInteger ? (int) (long) value : Float.floatToRawIntBits((float) value);
  }
}
