package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.ScalarType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The arrays that hold some rows of a table.
///
/// # How it works
///
/// Coordinates and normals of any type become floats as they are decoded, coordinates counted from
/// the origin. Colours keep the type that the file has, until all are there and tell their scale.
/// Every other field is an attribute of its own type.
final class Cells {
  private final float[] positions;
  private final @Nullable Object colors;
  private final float @Nullable [] normals;
  private final Column[] columns;

  /// @param isScratch whether this is for a block only; what is not, saves memory where all values
  ///   of a field are equal
  Cells(List<Field> fields, Roles roles, double[] origin, int rows, boolean isScratch) {
    columns = new Column[fields.size()];
    positions = new float[3 * rows];
    int[] xyz = roles.requirePositions();
    for (int axis = 0; axis < 3; axis++) {
      put(fields, xyz[axis], positions, axis, origin[axis]);
    }
    int[] rgb = roles.colors();
    colors = rgb == null ? null : colorType(fields, rgb).newArray(3 * rows);
    int[] normal = roles.normals();
    normals = normal == null ? null : new float[3 * rows];
    for (int axis = 0; axis < 3; axis++) {
      if (rgb != null && colors != null) {
        put(fields, rgb[axis], colors, axis, 0);
      }
      if (normal != null && normals != null) {
        put(fields, normal[axis], normals, axis, 0);
      }
    }
    for (int i = 0; i < columns.length; i++) {
      if (!roles.contains(i)) {
        ScalarType type = fields.get(i).type();
        columns[i] =
            isScratch ? new ArrayColumn(type, type.newArray(rows)) : new LazyColumn(type, rows);
      }
    }
  }

  private void put(List<Field> fields, int field, Object cells, int axis, double origin) {
    ScalarType type = fields.get(field).type();
    ScalarType own = cells instanceof byte[] ? ScalarType.UINT8 : type;
    columns[field] = new ArrayColumn(own, cells, 3, axis, origin);
  }

  /// The type that colours are kept in until their scale is known.
  static ScalarType colorType(List<Field> fields, int[] rgb) {
    ScalarType type = fields.get(rgb[0]).type();
    if (fields.get(rgb[1]).type() != type || fields.get(rgb[2]).type() != type) {
      return ScalarType.FLOAT64;
    }
    // "char red" is a misspelt uchar: no colour is negative.
    return type == ScalarType.INT8 ? ScalarType.UINT8 : type;
  }

  Column column(int field) {
    return columns[field];
  }

  float[] positions() {
    return positions;
  }

  /// Colours in the type of [#colorType], three a row.
  @Nullable Object colors() {
    return colors;
  }

  float @Nullable [] normals() {
    return normals;
  }

  /// Copies the rows `rows[0]` to `rows[count - 1]` of scratch cells to `row` and on.
  void gather(Cells scratch, int[] rows, int count, int row) {
    for (int i = 0; i < columns.length; i++) {
      columns[i].gather((ArrayColumn) scratch.columns[i], rows, count, row);
    }
  }

  /// The first `rows` values of a field that is neither coordinate, colour nor normal.
  Attribute attribute(int field, String name, int rows) {
    return columns[field] instanceof LazyColumn lazy
        ? lazy.attribute(name, rows)
        : new Attribute(
            name, columns[field].type(), cut(((ArrayColumn) columns[field]).cells(), rows));
  }

  @SuppressWarnings("unchecked") // the same primitive array class goes in and comes out
  static <T> T cut(T array, int length) {
    return (T)
        switch (array) {
          case byte[] a -> a.length == length ? a : Arrays.copyOf(a, length);
          case short[] a -> a.length == length ? a : Arrays.copyOf(a, length);
          case int[] a -> a.length == length ? a : Arrays.copyOf(a, length);
          case long[] a -> a.length == length ? a : Arrays.copyOf(a, length);
          case float[] a -> a.length == length ? a : Arrays.copyOf(a, length);
          case double[] a -> a.length == length ? a : Arrays.copyOf(a, length);
          default -> throw new IllegalStateException();
        };
  }
}
