package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.ScalarType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The columns of a scan while they are being filled, and the cloud they become.
///
/// # How it works
///
/// Coordinates, colours and normals that a file stores as floats and bytes are decoded straight
/// into the arrays of the cloud. Where they have another type they go through doubles, and become
/// float offsets from a double origin ([Origin]), 8-bit colours ([ColorDepth]) and float normals at
/// the end. Every other field is an attribute of its own type.
final class PointTable {
  /// As many points as fit into Java's arrays of three numbers a point.
  static final int MAX_POINTS = (Integer.MAX_VALUE - 16) / 3;

  private final List<Field> fields;
  private final Roles roles;
  private final Column[] columns;
  private final Object positions;
  private final @Nullable Object colors;
  private final @Nullable Object normals;
  private final @Nullable Object[] attributes;

  /// Allocates room for `rows` points, a number that data in the file must vouch for.
  ///
  /// @throws ScanException if there are no coordinates among the fields or too many points
  static PointTable allocate(Path file, List<Field> fields, long rows) throws ScanException {
    Roles roles = Roles.of(fields);
    int[] positions = roles.positions();
    if (positions == null) {
      throw new ScanException(
          file,
          "the points have no x, y and z; they have "
              + fields.stream().map(Field::name).limit(20).collect(Collectors.joining(", ")),
          "Export the scan with coordinates of these names.");
    }
    if (rows > MAX_POINTS) {
      throw new ScanException(
          file,
          "it holds %d points, more than the %d that one scan may have".formatted(rows, MAX_POINTS),
          "Thin it or cut it into parts.");
    }
    return new PointTable(fields, roles, positions, (int) rows);
  }

  private PointTable(List<Field> fields, Roles roles, int[] positions, int rows) {
    this.fields = fields;
    this.roles = roles;
    this.columns = new Column[fields.size()];
    this.attributes = new Object[fields.size()];
    this.positions = triple(positions, ScalarType.FLOAT32, rows);
    int[] rgb = roles.colors();
    this.colors = rgb == null ? null : triple(rgb, ScalarType.UINT8, rows);
    int[] xyz = roles.normals();
    this.normals = xyz == null ? null : triple(xyz, ScalarType.FLOAT32, rows);
    for (int i = 0; i < columns.length; i++) {
      if (!roles.contains(i)) {
        ScalarType type = fields.get(i).type();
        Object values = type.newArray(rows);
        attributes[i] = values;
        columns[i] = new Column(type, values, 1, 0);
      }
    }
  }

  private Object triple(int[] indices, ScalarType direct, int rows) {
    boolean isDirect =
        Arrays.stream(indices).allMatch(i -> sameStorage(fields.get(i).type(), direct));
    Object cells = (isDirect ? direct : ScalarType.FLOAT64).newArray(3 * rows);
    for (int axis = 0; axis < 3; axis++) {
      ScalarType type = isDirect ? direct : fields.get(indices[axis]).type();
      columns[indices[axis]] = new Column(type, cells, 3, axis);
    }
    return cells;
  }

  // "char red" is a misspelt uchar: no colour is negative.
  private static boolean sameStorage(ScalarType type, ScalarType direct) {
    return type == direct || direct == ScalarType.UINT8 && type == ScalarType.INT8;
  }

  int fieldCount() {
    return columns.length;
  }

  /// Where the values of a field go.
  Column column(int field) {
    return columns[field];
  }

  List<Column> columns() {
    return List.of(columns);
  }

  /// The values of a field that is an attribute, in the array that rows are still written to.
  @Nullable Object attributeValues(int field) {
    return attributes[field];
  }

  /// Starts the cloud of the first `rows` rows.
  ///
  /// @param origin the origin the file names, or null to choose one
  /// @param skipped fields that do not become attributes
  /// @param warnings where to say what was lost
  PointCloud.Builder finish(
      int rows, double @Nullable [] origin, boolean[] skipped, List<String> warnings) {
    PointCloud.Builder builder;
    if (positions instanceof float[] floats) {
      builder = PointCloud.builder(cut(floats, 3 * rows));
    } else {
      double[] world = (double[]) positions;
      double[] from = origin == null ? Origin.choose(world, rows) : origin;
      builder = PointCloud.builder(Origin.offsets(world, rows, from));
      builder.origin(from[0], from[1], from[2]);
    }
    if (colors instanceof byte[] bytes) {
      builder.colors(cut(bytes, 3 * rows));
    } else if (colors instanceof double[] wide) {
      ScalarType type = fields.get(Objects.requireNonNull(roles.colors())[0]).type();
      builder.colors(ColorDepth.toBytes(wide, type, 3 * rows, warnings));
    }
    if (normals instanceof float[] floats) {
      builder.normals(cut(floats, 3 * rows));
    } else if (normals instanceof double[] wide) {
      builder.normals(Origin.offsets(wide, rows, new double[3]));
    }
    String[] names = Roles.attributeNames(fields);
    for (int i = 0; i < names.length; i++) {
      Object values = attributes[i];
      if (values != null && !skipped[i]) {
        Object kept = cut(values, rows);
        builder.attribute(new Attribute(names[i], fields.get(i).type(), kept));
      }
    }
    return builder;
  }

  /// The cloud of the first `rows` rows with every field.
  PointCloud finish(int rows, double @Nullable [] origin, List<String> warnings) {
    return finish(rows, origin, new boolean[fields.size()], warnings).build();
  }

  @SuppressWarnings("unchecked") // the same primitive array class goes in and comes out
  private static <T> T cut(T array, int length) {
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
