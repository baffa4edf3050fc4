package cadenza.sonata.pretrain;

/// Bends a scene smoothly (S/transform.py:751).
///
/// # How it works
///
/// A grid of nodes around the points, `granularity` apart, holds a random vector each. The vectors
/// are blurred twice along x, y and z with a box of three, missing nodes counting as zero. Every
/// point moves by `magnitude` times the vector interpolated where it lies.
///
/// @param granularity distance of nodes in metres
/// @param magnitude of the move
public record ElasticDistortion(double granularity, double magnitude) {

  /// Nodes along each axis for points with those positions, `(3)`.
  public int[] nodes(float[] coord) {
    float[] box = Geometry.box(coord);
    int[] nodes = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      nodes[axis] = (int) Math.floor((box[3 + axis] - box[axis]) / granularity) + 3;
    }
    return nodes;
  }

  /// Numbers of a random grid for those positions.
  public int noiseLength(float[] coord) {
    int[] nodes = nodes(coord);
    return nodes[0] * nodes[1] * nodes[2] * 3;
  }

  /// Moves the points.
  ///
  /// @param coord positions, `(points, 3)`; changed
  /// @param noise normal numbers, `(nodes x, nodes y, nodes z, 3)`
  public void apply(float[] coord, float[] noise) {
    int[] nodes = nodes(coord);
    if (noise.length != nodes[0] * nodes[1] * nodes[2] * 3) {
      throw new IllegalArgumentException(noise.length + " random numbers do not fit the nodes");
    }
    int[] strides = {nodes[1] * nodes[2] * 3, nodes[2] * 3, 3};
    float[] smooth = noise.clone();
    for (int pass = 0; pass < 2; pass++) {
      for (int axis = 0; axis < 3; axis++) {
        smooth = blurred(smooth, nodes[axis], strides[axis]);
      }
    }
    float[] box = Geometry.box(coord);
    int[] cell = new int[3];
    double[] part = new double[3];
    double[] moved = new double[3];
    for (int i = 0; i < coord.length; i += 3) {
      boolean inside = true;
      for (int axis = 0; axis < 3; axis++) {
        double at = (coord[i + axis] - (box[axis] - granularity)) / granularity;
        inside &= at >= 0 && at <= nodes[axis] - 1;
        cell[axis] = Math.clamp((int) Math.floor(at), 0, nodes[axis] - 2);
        part[axis] = at - cell[axis];
      }
      if (inside) {
        interpolate(smooth, strides, cell, part, moved);
        for (int axis = 0; axis < 3; axis++) {
          coord[i + axis] = (float) (coord[i + axis] + moved[axis] * magnitude);
        }
      }
    }
  }

  private static float[] blurred(float[] values, int count, int stride) {
    float[] out = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int at = i / stride % count;
      double sum = values[i];
      sum += at > 0 ? values[i - stride] : 0;
      sum += at < count - 1 ? values[i + stride] : 0;
      out[i] = (float) (sum / 3);
    }
    return out;
  }

  private static void interpolate(
      float[] values, int[] strides, int[] cell, double[] part, double[] to) {
    java.util.Arrays.fill(to, 0);
    for (int corner = 0; corner < 8; corner++) {
      int at = 0;
      double weight = 1;
      for (int axis = 0; axis < 3; axis++) {
        int far = corner >> axis & 1;
        at += (cell[axis] + far) * strides[axis];
        weight *= far == 1 ? part[axis] : 1 - part[axis];
      }
      for (int axis = 0; axis < 3; axis++) {
        to[axis] += weight * values[at + axis];
      }
    }
  }
}
