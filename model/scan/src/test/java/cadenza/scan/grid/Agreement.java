package cadenza.scan.grid;

import java.util.Arrays;

/// How well estimated normals agree with known ones.
///
/// @param medianDegrees median angle between the lines, signs ignored
/// @param ninetiethDegrees 90th percentile of the same
/// @param sameSide share of normals on the same side, 0 to 1
record Agreement(double medianDegrees, double ninetiethDegrees, double sameSide, int count) {

  static Agreement of(float[] estimated, float[] known) {
    double[] degrees = new double[known.length / 3];
    int count = 0;
    int same = 0;
    for (int i = 0; i < known.length; i += 3) {
      double length = Math.sqrt(dot(known, known, i));
      if (length > .5 && !Float.isNaN(estimated[i])) {
        double cosine = dot(estimated, known, i) / length;
        degrees[count++] = Math.toDegrees(Math.acos(Math.min(1, Math.abs(cosine))));
        same += cosine > 0 ? 1 : 0;
      }
    }
    Arrays.sort(degrees, 0, count);
    return new Agreement(degrees[count / 2], degrees[count * 9 / 10], same / (double) count, count);
  }

  private static double dot(float[] a, float[] b, int at) {
    return (double) a[at] * b[at] + (double) a[at + 1] * b[at + 1] + (double) a[at + 2] * b[at + 2];
  }
}
