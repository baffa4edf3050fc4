package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.ScalarType;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The points of a scan while they are being read, and the cloud they become.
///
/// # How it works
///
/// A reader asks for a block of rows, decodes it field by field into the columns the block gives,
/// and closes it; blocks may be worked on from several threads. If all rows are wanted, the columns
/// are those of the cloud itself, and nothing is copied. If the scan is thinned ([Thinning]) or cut
/// out ([RegionRows]), a block's columns are scratch, and closing copies the rows that are kept. So
/// readers need not know.
public final class PointTable {
  /// As many points as fit into Java's arrays of three numbers a point.
  static final int MAX_POINTS = (Integer.MAX_VALUE - 16) / 3;

  private final Path file;
  private final List<Field> fields;
  private final Roles roles;
  private final double[] origin;
  private final long rowCount;
  private final @Nullable Cells whole;
  private final @Nullable Thinning thinning;
  private final @Nullable RegionRows region;

  /// Makes room for points.
  ///
  /// @param rows how many rows the bytes of the file vouch for
  /// @param origin world coordinates that float offsets are counted from, in metres (3)
  /// @throws ScanException if there are no coordinates among the fields, or more points than memory
  ///   holds and `options` do not allow to thin them
  public static PointTable of(
      Path file, List<Field> fields, long rows, ReadOptions options, double[] origin)
      throws ScanException {
    Roles roles = Roles.of(fields);
    if (roles.positions() == null) {
      throw new ScanException(
          file,
          "the points have no x, y and z; they have "
              + fields.stream().map(Field::name).limit(20).collect(Collectors.joining(", ")),
          "Export the scan with coordinates of these names.");
    }
    long most = PointMemory.of(fields, roles).most(file, rows, options);
    return new PointTable(file, fields, roles, rows, options, most, origin);
  }

  private PointTable(
      Path file,
      List<Field> fields,
      Roles roles,
      long rows,
      ReadOptions options,
      long most,
      double[] origin) {
    this.file = file;
    this.fields = List.copyOf(fields);
    this.roles = roles;
    this.origin = options.region().map(box -> Origin.of(box, origin)).orElse(origin).clone();
    this.rowCount = rows;
    if (options.region().isPresent()) {
      region =
          new RegionRows(file, options, options.region().get(), this.origin, most, this::scratch);
      thinning = null;
      whole = null;
    } else {
      region = null;
      thinning = rows > most ? Thinning.toAtMost(rows, most) : null;
      int kept = thinning == null ? (int) rows : thinning.groups();
      whole = new Cells(this.fields, roles, this.origin, kept, false);
    }
  }

  private Cells scratch(int rows) {
    return new Cells(fields, roles, origin, rows, true);
  }

  /// Rows of the file that there is room for, or that are chosen from.
  public long rowCount() {
    return rowCount;
  }

  /// Begins a block of rows. Blocks do not overlap; each is closed by the thread that began it.
  ///
  /// @param firstRow number of the block's first row in the file
  /// @param count how many rows the block has
  public Block block(long firstRow, int count) {
    Objects.checkFromIndexSize(firstRow, count, rowCount);
    return whole != null && thinning == null
        ? new Block(firstRow, count, whole, (int) firstRow)
        : new Block(firstRow, count, scratch(count), 0);
  }

  /// Some rows that follow each other in the file.
  public final class Block {
    private final long firstRow;
    private final int count;
    private final Cells cells;
    private final int row;

    private Block(long firstRow, int count, Cells cells, int row) {
      this.firstRow = firstRow;
      this.count = count;
      this.cells = cells;
      this.row = row;
    }

    public int fieldCount() {
      return fields.size();
    }

    /// Where the values of a field go.
    public Column column(int field) {
      return cells.column(field);
    }

    /// The row of the columns that the block's first row goes to.
    public int row() {
      return row;
    }

    /// Number of the block's first row in the file.
    public long firstRow() {
      return firstRow;
    }

    /// How many rows the block has.
    public int count() {
      return count;
    }

    /// Marks a row as invalid: its coordinates become NaN.
    ///
    /// @param index counted from the block's first row
    public void invalidate(int index) {
      int at = 3 * (row + index);
      for (int axis = 0; axis < 3; axis++) {
        cells.positions()[at + axis] = Float.NaN;
      }
    }

    /// Ends the block, of which the first `goodRows` rows are there.
    public void close(int goodRows) {
      Objects.checkIndex(goodRows, count + 1);
      if (region != null) {
        region.add(firstRow, cells, goodRows);
      } else if (thinning != null && whole != null) {
        keepChosen(goodRows, thinning, whole);
      }
    }

    private void keepChosen(int goodRows, Thinning choice, Cells target) {
      int from = choice.keptBefore(firstRow);
      int to = choice.keptBefore(firstRow + goodRows);
      int[] rows = new int[to - from];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (int) (choice.chosen(from + i) - firstRow);
      }
      target.gather(cells, rows, rows.length, from);
    }
  }

  /// The cloud of the first `goodRows` rows of the file, or of what was kept of them.
  ///
  /// @param warnings where to say what was lost
  public Filled finish(long goodRows, List<String> warnings) {
    int rows = (int) goodRows;
    Cells cells;
    if (region != null) {
      rows = region.cut(goodRows);
      cells = new Cells(fields, roles, origin, rows, false);
      region.copyTo(cells);
    } else {
      cells = Objects.requireNonNull(whole);
      rows = thinning == null ? rows : thinning.keptBefore(goodRows);
    }
    tellThinning(goodRows, rows, warnings);
    return new Filled(fields, roles, origin, cells, rows, warnings);
  }

  private void tellThinning(long goodRows, int rows, List<String> warnings) {
    if (region != null && region.isThinned()) {
      warnings.add("of the points in the region, %,d are shown, chosen evenly.".formatted(rows));
    } else if (thinning != null) {
      warnings.add(
          "%,d of %,d points are shown, chosen evenly; the others are in the file still."
              .formatted(rows, goodRows));
    }
  }

  /// The file that is read.
  public Path file() {
    return file;
  }

  /// A table whose rows are all there.
  public static final class Filled {
    private final List<Field> fields;
    private final Roles roles;
    private final double[] origin;
    private final Cells cells;
    private final int rows;
    private final @Nullable ColorDepth depth;

    private Filled(
        List<Field> fields,
        Roles roles,
        double[] origin,
        Cells cells,
        int rows,
        List<String> warnings) {
      this.fields = fields;
      this.roles = roles;
      this.origin = origin;
      this.cells = cells;
      this.rows = rows;
      Object colors = cells.colors();
      int[] rgb = roles.colors();
      depth =
          colors == null || rgb == null
              ? null
              : ColorDepth.of(colors, Cells.colorType(fields, rgb), 3 * rows);
      if (depth != null) {
        depth.tell(warnings);
      }
    }

    /// How many points the cloud has.
    public int pointCount() {
      return rows;
    }

    /// What an 8-bit colour is to be multiplied with to give back the number in the file: 1, 256 or
    /// 257 for integers; 1 if there are no colours.
    public double colorFactor() {
      return depth == null ? 1 : depth.factor();
    }

    /// The values of a field that is neither coordinate, colour nor normal, under another name.
    public Attribute attribute(int field, String name) {
      return cells.attribute(field, name, rows);
    }

    /// The cloud with every field.
    public PointCloud cloud() {
      return builder(new boolean[fields.size()]).build();
    }

    /// The cloud to be, without the attributes of some fields.
    ///
    /// @param skipped for each field whether it does not become an attribute
    public PointCloud.Builder builder(boolean[] skipped) {
      PointCloud.Builder builder =
          PointCloud.builder(Cells.cut(cells.positions(), 3 * rows))
              .origin(origin[0], origin[1], origin[2]);
      float[] normals = cells.normals();
      builder.normals(normals == null ? null : Cells.cut(normals, 3 * rows));
      if (depth != null) {
        builder.colors(depth.bytes());
        if (!depth.isExact()) {
          addOriginalColors(builder);
        }
      }
      String[] names = Roles.attributeNames(fields);
      for (int i = 0; i < names.length; i++) {
        if (!roles.contains(i) && !skipped[i]) {
          builder.attribute(attribute(i, names[i]));
        }
      }
      return builder;
    }

    private void addOriginalColors(PointCloud.Builder builder) {
      int[] rgb = Objects.requireNonNull(roles.colors());
      Object colors = Objects.requireNonNull(cells.colors());
      ScalarType type = Cells.colorType(fields, rgb);
      for (int channel = 0; channel < 3; channel++) {
        Object values = type.newArray(rows);
        for (int i = 0; i < rows; i++) {
          System.arraycopy(colors, 3 * i + channel, values, i, 1);
        }
        builder.attribute(new Attribute(WideColors.NAMES.get(channel), type, values));
      }
    }
  }
}
