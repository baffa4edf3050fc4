package cadenza.scan.io;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes points as binary records, little endian: the mirror of [Column]'s decoding.
final class Records {
  private static final VarHandle DOUBLE =
      MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK_ROWS = 1 << 14;

  private interface Encoder {
    void encode(byte[] bytes, int at, int step, int row, int rows);
  }

  private final List<Field> fields = new ArrayList<>();
  private final List<Encoder> encoders = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final int rows;
  private int stride;

  /// Records of `rows` points that have no fields yet.
  Records(int rows) {
    this.rows = rows;
  }

  List<Field> fields() {
    return fields;
  }

  /// Adds the values of `cells[offset]`, `cells[offset + step]`, …
  void add(String name, ScalarType type, Object cells, int step, int offset) {
    add(name, type, new ArrayColumn(type, cells, step, offset, 0)::encode);
  }

  private void add(String name, ScalarType type, Encoder encoder) {
    String plain = name.strip().replaceAll("[\\s\\p{Cntrl}]+", "_");
    String base = plain.isEmpty() || plain.equals("_") ? "unnamed" : plain;
    String unique = base;
    for (int n = 2; !names.add(unique); n++) {
      unique = base + "_" + n;
    }
    fields.add(new Field(unique, type));
    encoders.add(encoder);
    stride += type.bytes();
  }

  /// Adds x, y and z: the floats as they are if they are counted from zero, doubles otherwise.
  void addPositions(PointCloud cloud) {
    double[] origin = cloud.origin();
    float[] positions = cloud.positions();
    boolean isShifted = hasOrigin(cloud);
    for (int axis = 0; axis < 3; axis++) {
      String name = "xyz".substring(axis, axis + 1);
      if (isShifted) {
        int offset = axis;
        double from = origin[axis];
        add(
            name,
            ScalarType.FLOAT64,
            (bytes, at, step, row, count) -> {
              for (int i = 0, to = at; i < count; i++, to += step) {
                DOUBLE.set(bytes, to, from + positions[3 * (row + i) + offset]);
              }
            });
      } else {
        add(name, ScalarType.FLOAT32, positions, 3, axis);
      }
    }
  }

  static boolean hasOrigin(PointCloud cloud) {
    double[] origin = cloud.origin();
    return origin[0] != 0 || origin[1] != 0 || origin[2] != 0;
  }

  /// Adds three interleaved components.
  void addTriple(List<String> componentNames, ScalarType type, Object cells) {
    for (int axis = 0; axis < 3; axis++) {
      add(componentNames.get(axis), type, cells, 3, axis);
    }
  }

  /// Adds red, green and blue: wide ones where the cloud has them.
  void addColors(PointCloud cloud) {
    byte[] colors = cloud.colors();
    WideColors wide = WideColors.of(cloud).orElse(null);
    if (wide != null) {
      for (Attribute channel : wide.channels()) {
        add(channel.name(), channel.type(), channel.values(), 1, 0);
      }
    } else if (colors != null) {
      addTriple(WideColors.NAMES, ScalarType.UINT8, colors);
    }
  }

  void addAttributes(PointCloud cloud) {
    boolean isWide = WideColors.of(cloud).isPresent();
    for (Attribute attribute : cloud.attributes().values()) {
      if (isWide && WideColors.isName(attribute.name())) {
        continue; // among the colours already
      }
      add(attribute);
    }
  }

  /// A value that all points have is not written out for each beforehand.
  private void add(Attribute attribute) {
    if (attribute.isConstant()) {
      add(attribute.name(), attribute.type(), attribute.gather(new int[1]).values(), 0, 0);
    } else {
      add(attribute.name(), attribute.type(), attribute.values(), 1, 0);
    }
  }

  /// Writes all records, one after another without gaps.
  void writeTo(OutputStream out, Progress progress) throws IOException {
    byte[] bytes = new byte[Math.min(rows, BLOCK_ROWS) * stride];
    for (int row = 0; row < rows; row += BLOCK_ROWS) {
      progress.checkCancelled();
      progress.report((double) row / rows, "writing points");
      int count = Math.min(BLOCK_ROWS, rows - row);
      int at = 0;
      for (int i = 0; i < encoders.size(); i++) {
        encoders.get(i).encode(bytes, at, stride, row, count);
        at += fields.get(i).type().bytes();
      }
      out.write(bytes, 0, count * stride);
    }
    progress.report(1, "writing points");
  }
}
