package cadenza.sonata.pretrain;

import cadenza.scan.PointCloud;
import cadenza.scan.grid.GridSample;
import cadenza.sonata.InputTransform;

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

  /// A scan's sampled points. Where it lacks colours they are mid-grey, where it lacks normals
  /// zero, as when it is encoded ([cadenza.sonata.InputTransform]).
  public static ViewPoints of(PointCloud cloud, GridSample sample) {
    int[] picked = sample.picked();
    float[] color = new float[3 * picked.length];
    float[] normal = new float[3 * picked.length];
    byte[] colors = cloud.colors();
    float[] normals = cloud.normals();
    for (int i = 0; i < picked.length; i++) {
      for (int c = 0; c < 3; c++) {
        int from = 3 * picked[i] + c;
        color[3 * i + c] = colors == null ? 255 * InputTransform.ABSENT_COLOR : colors[from] & 0xff;
        normal[3 * i + c] = normals == null || !Float.isFinite(normals[from]) ? 0 : normals[from];
      }
    }
    return new ViewPoints(sample.coord().clone(), sample.coord().clone(), color, normal);
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
