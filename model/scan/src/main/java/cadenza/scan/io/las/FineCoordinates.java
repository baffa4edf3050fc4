package cadenza.scan.io.las;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Coordinates that are finer than floats: a file with a scale of a micrometre, say, or one of ten
/// kilometres in millimetres.
///
/// # How it works
///
/// A float counted from the origin gives back the file's integer as long as it is less than 2^23
/// steps of the scale away. Of an axis that goes beyond, the integers themselves are kept as an
/// attribute, named `X`, `Y` or `Z` as laspy names them, so that they can be written again.
///
/// @param axes for each axis whether it is one of those
record FineCoordinates(boolean[] axes) {
  private static final String[] NAMES = {"X", "Y", "Z"};
  private static final double MOST_STEPS = 1 << 23;

  static FineCoordinates none() {
    return new FineCoordinates(new boolean[3]);
  }

  /// What the box in the header leads to expect.
  static FineCoordinates expected(LasHeader.Box bounds, double[] origin, double[] scales) {
    boolean[] axes = new boolean[3];
    for (int axis = 0; axis < 3; axis++) {
      double far =
          Math.max(
              Math.abs(bounds.min()[axis] - origin[axis]),
              Math.abs(bounds.max()[axis] - origin[axis]));
      axes[axis] = far < Integer.MAX_VALUE * Math.abs(scales[axis]) && isFine(far, scales[axis]);
    }
    return new FineCoordinates(axes);
  }

  private static boolean isFine(double far, double scale) {
    return far > MOST_STEPS * Math.abs(scale);
  }

  /// The axes of which a cloud's floats do not give back the file's integers.
  static FineCoordinates of(PointCloud cloud, double[] scales) {
    float[] positions = cloud.positions();
    float[] far = new float[3];
    for (int at = 0; at < positions.length; at += 3) {
      for (int axis = 0; axis < 3; axis++) {
        float distance = Math.abs(positions[at + axis]);
        if (distance > far[axis]) { // NaN is left out
          far[axis] = distance;
        }
      }
    }
    boolean[] axes = new boolean[3];
    for (int axis = 0; axis < 3; axis++) {
      axes[axis] = isFine(far[axis], scales[axis]);
    }
    return new FineCoordinates(axes);
  }

  boolean contains(FineCoordinates others) {
    for (int axis = 0; axis < 3; axis++) {
      if (others.axes[axis] && !axes[axis]) {
        return false;
      }
    }
    return true;
  }

  /// The fields that keep the integers.
  List<RecordField> fields() {
    List<RecordField> fields = new ArrayList<>();
    for (int axis = 0; axis < 3; axis++) {
      if (axes[axis]) {
        fields.add(new RecordField.Plain(NAMES[axis], ScalarType.INT32, 4 * axis));
      }
    }
    return fields;
  }

  /// Says that integers are kept, and why.
  void tell(double[] scales, List<String> warnings) {
    for (int axis = 0; axis < 3; axis++) {
      if (axes[axis]) {
        warnings.add(
            "%s is stored in steps of %s, finer than shown; the stored numbers are kept as %s."
                .formatted("xyz".charAt(axis), scales[axis], NAMES[axis]));
      }
    }
  }

  /// The integers kept of an axis.
  static Optional<Attribute> kept(PointCloud cloud, int axis) {
    return cloud.attribute(NAMES[axis]).filter(each -> each.type() == ScalarType.INT32);
  }

  /// World coordinates along an axis: from the integers that were kept, but for points that were
  /// moved since.
  static PointValues coordinates(PointCloud cloud, int axis, double scale, double offset) {
    PointValues shown = PointValues.coordinates(cloud, axis);
    Attribute kept = kept(cloud, axis).orElse(null);
    if (kept == null) {
      return shown;
    }
    float[] positions = cloud.positions();
    double unsure = 4 * Math.ulp(cloud.origin()[axis]);
    return new PointValues() {
      @Override
      double number(int point) {
        double world = shown.number(point);
        double stored = kept.getInt(point) * scale + offset;
        double most = 2 * Math.ulp(positions[3 * point + axis]) + unsure;
        return Math.abs(stored - world) <= most ? stored : world;
      }

      @Override
      ScalarType type() {
        return ScalarType.FLOAT64;
      }

      @Override
      long ownBits(int point) {
        return Double.doubleToRawLongBits(number(point));
      }
    };
  }
}
