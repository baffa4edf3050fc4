package cadenza.scan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Points of a scan with their attributes, in the order of the file.
///
/// # How it works
///
/// A position is a double `origin` plus a float offset, so that UTM coordinates (millions of
/// metres) keep a tenth of a millimetre at 4 bytes a coordinate. Colours are 8-bit, normals are
/// float and of unit length where known. Rows that the file marks as invalid (NaN coordinates in an
/// organised cloud) stay in place, because results are written back in the original order;
/// everything that computes skips them ([#isFinite(int)]).
///
/// Immutable by contract: the arrays are shared, not copied, and nobody writes to them.
public final class PointCloud {
  private final double[] origin;
  private final float[] positions;
  private final byte @Nullable [] colors;
  private final float @Nullable [] normals;
  private final Map<String, Attribute> attributes;

  private PointCloud(Builder builder) {
    this.origin = builder.origin;
    this.positions = builder.positions;
    this.colors = builder.colors;
    this.normals = builder.normals;
    this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.attributes));
  }

  /// Starts a cloud from float offsets, `(points, 3)` row-major, in metres.
  public static Builder builder(float[] positions) {
    return new Builder(positions);
  }

  /// A builder that holds all this cloud holds, to change some of it.
  public Builder toBuilder() {
    return toBuilder(positions);
  }

  /// As [#toBuilder()], with other offsets from the same origin, `(points, 3)`.
  public Builder toBuilder(float[] offsets) {
    if (offsets.length != positions.length) {
      throw new IllegalArgumentException(
          offsets.length + " coordinates for a cloud of " + positions.length);
    }
    Builder builder = new Builder(offsets).origin(origin[0], origin[1], origin[2]);
    builder.colors = colors;
    builder.normals = normals;
    builder.attributes.putAll(attributes);
    return builder;
  }

  /// The points of the given rows, in their order, with all they have.
  public PointCloud gather(int[] rows) {
    float[] offsets = new float[3 * rows.length];
    byte[] rgb = colors == null ? null : new byte[offsets.length];
    float[] directions = normals == null ? null : new float[offsets.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(positions, 3 * rows[i], offsets, 3 * i, 3);
      if (colors != null && rgb != null) {
        System.arraycopy(colors, 3 * rows[i], rgb, 3 * i, 3);
      }
      if (normals != null && directions != null) {
        System.arraycopy(normals, 3 * rows[i], directions, 3 * i, 3);
      }
    }
    Builder builder = builder(offsets).origin(origin[0], origin[1], origin[2]);
    builder.colors(rgb).normals(directions);
    attributes.values().forEach(attribute -> builder.attribute(attribute.gather(rows)));
    return builder.build();
  }

  public int pointCount() {
    return positions.length / 3;
  }

  /// World coordinates of offset zero, in metres (3).
  public double[] origin() {
    return origin.clone();
  }

  /// Offsets from [#origin()], `(points, 3)` row-major, in metres.
  public float[] positions() {
    return positions;
  }

  /// World coordinate of a point along an axis, in metres.
  public double world(int index, int axis) {
    return origin[axis] + positions[3 * index + axis];
  }

  /// True if all three coordinates of the point are numbers.
  public boolean isFinite(int index) {
    int at = 3 * index;
    return Float.isFinite(positions[at])
        && Float.isFinite(positions[at + 1])
        && Float.isFinite(positions[at + 2]);
  }

  /// Number of points whose coordinates are all numbers.
  public int finiteCount() {
    int count = 0;
    for (int i = 0, n = pointCount(); i < n; i++) {
      if (isFinite(i)) {
        count++;
      }
    }
    return count;
  }

  /// Red, green, blue as unsigned bytes, `(points, 3)`; null where the file has none.
  public byte @Nullable [] colors() {
    return colors;
  }

  /// Unit normals, `(points, 3)`; null where the file has none. Rows may be NaN or zero.
  public float @Nullable [] normals() {
    return normals;
  }

  /// Further scalars by name, in the order of the file.
  public Map<String, Attribute> attributes() {
    return attributes;
  }

  public Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /// Box around all finite points in world coordinates.
  public Bounds bounds() {
    float[] lo = {Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY};
    float[] hi = {Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NEGATIVE_INFINITY};
    boolean any = false;
    for (int i = 0, n = pointCount(); i < n; i++) {
      if (isFinite(i)) {
        any = true;
        for (int axis = 0; axis < 3; axis++) {
          float value = positions[3 * i + axis];
          lo[axis] = Math.min(lo[axis], value);
          hi[axis] = Math.max(hi[axis], value);
        }
      }
    }
    if (!any) {
      return Bounds.empty();
    }
    return new Bounds(
        new double[] {origin[0] + lo[0], origin[1] + lo[1], origin[2] + lo[2]},
        new double[] {origin[0] + hi[0], origin[1] + hi[1], origin[2] + hi[2]});
  }

  /// Collects the parts of a cloud and checks that they belong together.
  public static final class Builder {
    private final float[] positions;
    private double[] origin = new double[3];
    private byte @Nullable [] colors;
    private float @Nullable [] normals;
    private final Map<String, Attribute> attributes = new LinkedHashMap<>();

    private Builder(float[] positions) {
      this.positions = Objects.requireNonNull(positions);
      if (positions.length % 3 != 0) {
        throw new IllegalArgumentException(
            "positions come in threes, got " + positions.length + " numbers");
      }
    }

    /// World coordinates of offset zero, in metres; zero if never said.
    public Builder origin(double x, double y, double z) {
      origin = new double[] {x, y, z};
      return this;
    }

    /// Red, green, blue as unsigned bytes, `(points, 3)`, or null for none.
    public Builder colors(byte @Nullable [] rgb) {
      checkLength("colours", rgb == null ? positions.length : rgb.length, positions.length);
      colors = rgb;
      return this;
    }

    /// Unit normals, `(points, 3)`, or null for none.
    public Builder normals(float @Nullable [] xyz) {
      checkLength("normals", xyz == null ? positions.length : xyz.length, positions.length);
      normals = xyz;
      return this;
    }

    /// Adds a scalar; one of the same name is replaced.
    public Builder attribute(Attribute attribute) {
      checkLength(attribute.name(), attribute.size(), positions.length / 3);
      attributes.put(attribute.name(), attribute);
      return this;
    }

    /// Leaves an attribute out.
    public Builder without(String attribute) {
      attributes.remove(attribute);
      return this;
    }

    public PointCloud build() {
      return new PointCloud(this);
    }

    private static void checkLength(String what, int actual, int expected) {
      if (actual != expected) {
        throw new IllegalArgumentException(
            what + ": " + actual + " numbers for a cloud that needs " + expected);
      }
    }
  }
}
