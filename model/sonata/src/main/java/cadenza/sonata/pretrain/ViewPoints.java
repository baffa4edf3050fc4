package cadenza.sonata.pretrain;

/// Points of a scene or of a view of it, whose numbers augmentations change in place.
///
/// @param coord position in metres, `(points, 3)`; augmentations move it
/// @param originCoord position before any augmentation, `(points, 3)`: by it views are matched
/// @param color from 0 to 255, `(points, 3)`
/// @param normal unit vectors, `(points, 3)`
public record ViewPoints(float[] coord, float[] originCoord, float[] color, float[] normal) {
  public ViewPoints {
    if (coord.length % 3 != 0
        || originCoord.length != coord.length
        || color.length != coord.length
        || normal.length != coord.length) {
      throw new IllegalArgumentException("arrays of points do not belong together");
    }
  }

  /// A scene nothing was done to yet.
  public static ViewPoints of(float[] coord, float[] color, float[] normal) {
    return new ViewPoints(coord.clone(), coord.clone(), color.clone(), normal.clone());
  }

  public int pointCount() {
    return coord.length / 3;
  }

  /// Some of the points, in that order; nothing is shared.
  public ViewPoints take(int[] rows) {
    return new ViewPoints(
        take(coord, rows), take(originCoord, rows), take(color, rows), take(normal, rows));
  }

  private static float[] take(float[] values, int[] rows) {
    float[] taken = new float[3 * rows.length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(values, 3 * rows[i], taken, 3 * i, 3);
    }
    return taken;
  }
}
