package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;

/// Which axis of a scan points up. Sonata and the viewport want z; phones and many modelling
/// programs write y, depth cameras -y.
public enum UpAxis {
  X("+x"),
  Y("+y"),
  Z("+z"),
  MINUS_X("-x"),
  MINUS_Y("-y"),
  MINUS_Z("-z");

  private final String label;

  UpAxis(String label) {
    this.label = label;
  }

  /// What was found, how sure it is, and why.
  ///
  /// @param axis the axis that points up
  /// @param confidence 0 to 1; below about 0.7 a person should look
  /// @param reason one sentence for the user
  public record Detection(UpAxis axis, double confidence, String reason) {}

  /// Finds the axis that points up; see [UpAxisDetector] for how. Scans with fewer than a hundred
  /// points are taken as z-up with confidence 0.
  public static Detection detect(PointCloud cloud, Progress progress) {
    return UpAxisDetector.detect(cloud, progress);
  }

  /// Finds the axis that points up, telling nobody.
  public static Detection detect(PointCloud cloud) {
    return detect(cloud, Progress.none());
  }

  /// The name for people: `+z`, `-y` and so on.
  public String label() {
    return label;
  }

  /// Turns a cloud that has this axis up so that z is up: positions, origin and normals, by a
  /// rotation that exchanges axes and loses nothing (y up: (x, y, z) becomes (x, -z, y)). Other
  /// attributes stay as they are.
  public PointCloud toZUp(PointCloud cloud) {
    return this == Z ? cloud : turn(cloud, columns());
  }

  /// Undoes [#toZUp(PointCloud)].
  public PointCloud fromZUp(PointCloud cloud) {
    if (this == Z) {
      return cloud;
    }
    int[] columns = columns();
    int[] back = new int[3];
    for (int row = 0; row < 3; row++) {
      int column = Math.abs(columns[row]) - 1;
      back[column] = columns[row] > 0 ? row + 1 : -(row + 1);
    }
    return turn(cloud, back);
  }

  /// The rotation to z-up: row k has its only entry, 1 or -1, in column `|columns[k]| - 1`, with
  /// the sign of `columns[k]`.
  private int[] columns() {
    return switch (this) {
      case X -> new int[] {-3, 2, 1};
      case Y -> new int[] {1, -3, 2};
      case Z -> new int[] {1, 2, 3};
      case MINUS_X -> new int[] {3, 2, -1};
      case MINUS_Y -> new int[] {1, 3, -2};
      case MINUS_Z -> new int[] {1, -2, -3};
    };
  }

  private static PointCloud turn(PointCloud cloud, int[] columns) {
    double[] origin = cloud.origin();
    double[] turnedOrigin = new double[3];
    for (int row = 0; row < 3; row++) {
      double value = origin[Math.abs(columns[row]) - 1];
      turnedOrigin[row] = columns[row] > 0 ? value : 0 - value; // no negative zero
    }
    float[] normals = cloud.normals();
    PointCloud.Builder builder =
        PointCloud.builder(turn(cloud.positions(), columns))
            .origin(turnedOrigin[0], turnedOrigin[1], turnedOrigin[2])
            .colors(cloud.colors())
            .normals(normals == null ? null : turn(normals, columns));
    cloud.attributes().values().forEach(builder::attribute);
    return builder.build();
  }

  private static float[] turn(float[] vectors, int[] columns) {
    float[] turned = new float[vectors.length];
    for (int at = 0; at < turned.length; at += 3) {
      for (int row = 0; row < 3; row++) {
        float value = vectors[at + Math.abs(columns[row]) - 1];
        turned[at + row] = columns[row] > 0 ? value : 0 - value;
      }
    }
    return turned;
  }
}
