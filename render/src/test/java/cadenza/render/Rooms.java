package cadenza.render;

import cadenza.scan.PointCloud;
import java.util.SplittableRandom;

/// Small clouds for tests, the same every time.
public final class Rooms {
  private Rooms() {}

  /// The floor, ceiling and four walls of a 4 × 3 × 2.5 m room with a 1 m box in it.
  public static PointCloud room(int points, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] xyz = new float[3 * points];
    byte[] rgb = new byte[3 * points];
    for (int i = 0; i < points; i++) {
      double u = random.nextDouble();
      double v = random.nextDouble();
      int side = random.nextInt(8);
      double[] p =
          switch (side) {
            case 0 -> new double[] {4 * u, 3 * v, 0};
            case 1 -> new double[] {4 * u, 3 * v, 2.5};
            case 2 -> new double[] {0, 3 * u, 2.5 * v};
            case 3 -> new double[] {4, 3 * u, 2.5 * v};
            case 4 -> new double[] {4 * u, 0, 2.5 * v};
            case 5 -> new double[] {4 * u, 3, 2.5 * v};
            case 6 -> new double[] {1.5 + u, 1 + v, 1};
            default -> new double[] {1.5 + u, 1 + (random.nextBoolean() ? 0 : 1), v};
          };
      for (int axis = 0; axis < 3; axis++) {
        xyz[3 * i + axis] = (float) p[axis];
      }
      boolean tile = ((int) (p[0] * 2) + (int) (p[1] * 2) + (int) (p[2] * 2)) % 2 == 0;
      rgb[3 * i] = (byte) (side < 6 ? 150 + (tile ? 60 : 0) : 200);
      rgb[3 * i + 1] = (byte) (side < 6 ? 150 : 90 + (tile ? 40 : 0));
      rgb[3 * i + 2] = (byte) (side < 6 ? 130 : 60);
    }
    return PointCloud.builder(xyz).colors(rgb).build();
  }

  /// Points anywhere in a cube of 2 m around the origin.
  public static PointCloud cube(int points, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] xyz = new float[3 * points];
    for (int i = 0; i < xyz.length; i++) {
      xyz[i] = (float) random.nextDouble(-1, 1);
    }
    return PointCloud.builder(xyz).build();
  }
}
