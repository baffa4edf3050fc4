package cadenza.render.splat;

import cadenza.render.Camera;
import cadenza.render.DrawOrder;
import cadenza.render.PointSize;
import cadenza.render.Vec3;

/// From slots to pixels, depths and splat sizes: the numbers of one pass over the points, as
/// floats.
///
/// # How it works
///
/// With p relative to the centre of the draw order: view x = right·p + rightShift, y = up·p +
/// upShift, depth = depthShift - back·p; the perspective divides by the depth. `key depth` is what
/// goes into the framebuffer and must be positive: the depth itself, or for the orthographic
/// camera, which also shows what lies behind the eye, the depth from a plane before the first
/// point.
///
/// Splats are discs. A point that stands for `s × s` metres of surface is covered by discs of
/// diameter 2 s nearly everywhere, even where neighbours are irregular; that is `COVERING`.
final class Projection {
  /// Widest splat in pixels; a wider one costs more than it closes.
  static final int MAX_SPLAT = 64;

  private static final double COVERING = 2.15;

  final float[] right;
  final float[] up;
  final float[] back;
  final float rightShift;
  final float upShift;
  final float depthShift;
  final float focal;
  final float centerX;
  final float centerY;
  final float near;
  final boolean perspective;

  /// Splat diameter = spacing × this / depth (perspective) or spacing × this; 0 for fixed sizes.
  final float sizeFromSpacing;

  final float fixedSize;
  final float metersFromSpacing;

  /// @param jitterX shift of the picture to the right in pixels
  /// @param gapFactor how much wider than in the complete cloud the gaps between points are
  /// @param pixelScale pixels of this pass per pixel of the frame
  Projection(
      Camera camera,
      DrawOrder order,
      int width,
      int height,
      PointSize size,
      double gapFactor,
      double jitterX,
      double jitterY,
      double pixelScale) {
    right = floats(camera.right());
    up = floats(camera.up());
    back = floats(camera.back());
    double[] center = order.center();
    Vec3 fromTarget = new Vec3(center[0], center[1], center[2]).minus(camera.target());
    rightShift = (float) fromTarget.dot(camera.right());
    upShift = (float) fromTarget.dot(camera.up());
    double depthOfCenter = camera.distance() - fromTarget.dot(camera.back());
    perspective = !camera.orthographic();
    double halfTan = Math.tan(camera.fieldOfViewRadians() / 2);
    centerX = (float) (width / 2.0 + jitterX);
    centerY = (float) (height / 2.0 + jitterY);
    if (perspective) {
      depthShift = (float) depthOfCenter;
      focal = (float) (height / (2 * halfTan));
      near = (float) camera.nearMeters();
    } else {
      depthShift = (float) (reach(order) + 1);
      focal = (float) (height / (2 * halfTan * camera.distance()));
      near = 0;
    }
    boolean adaptive = size.mode() == PointSize.Mode.ADAPTIVE;
    double meters = adaptive ? size.value() * COVERING * gapFactor : 0;
    metersFromSpacing = (float) meters;
    sizeFromSpacing = (float) (meters * focal);
    fixedSize = adaptive ? 0 : (float) (size.value() * pixelScale);
  }

  /// How squarely a normal, in view space, faces the line of sight through a pixel; kept away from
  /// 0, so that splats seen edge-on stay near their point. Of the length of the normal.
  float facing(float normalX, float normalY, float normalZ, float x, float y) {
    float facing = normalZ;
    if (perspective) {
      facing -= (normalX * (x - centerX) - normalY * (y - centerY)) / focal;
    }
    float least = 0.3f * 127;
    return facing >= 0 ? Math.max(facing, least) : Math.min(facing, -least);
  }

  /// Metres of depth per pixel on a surface of slope 1.
  float slopeScale(float depth) {
    return (perspective ? depth : 1) / focal;
  }

  /// A distance from the centre within which all points lie.
  private static double reach(DrawOrder order) {
    float[] spheres = order.blockSpheres();
    double reach = 0;
    for (int block = 0; block < order.blockCount(); block++) {
      double x = spheres[4 * block];
      double y = spheres[4 * block + 1];
      double z = spheres[4 * block + 2];
      reach = Math.max(reach, Math.sqrt(x * x + y * y + z * z) + spheres[4 * block + 3]);
    }
    return reach;
  }

  /// Rows and columns of the picture that a block can touch, into `box` as minX, minY, maxX, maxY;
  /// false if none.
  boolean bounds(DrawOrder order, int block, int width, int height, float[] box) {
    float[] spheres = order.blockSpheres();
    float x = spheres[4 * block];
    float y = spheres[4 * block + 1];
    float z = spheres[4 * block + 2];
    float radius =
        spheres[4 * block + 3] + 0.5f * metersFromSpacing * order.blockSpacingMeters()[block];
    float depth = depthShift - (back[0] * x + back[1] * y + back[2] * z);
    float viewX = right[0] * x + right[1] * y + right[2] * z + rightShift;
    float viewY = up[0] * x + up[1] * y + up[2] * z + upShift;
    if (depth + radius < near) {
      return false;
    }
    float nearest = perspective ? depth - radius : 1;
    float farthest = perspective ? depth + radius : 1;
    if (nearest <= near) {
      box[0] = 0;
      box[1] = 0;
      box[2] = width;
      box[3] = height;
      return true;
    }
    float margin = fixedSize / 2 + 2;
    box[0] = centerX + edge(viewX - radius, farthest, nearest) - margin;
    box[2] = centerX + edge(viewX + radius, nearest, farthest) + margin;
    box[1] = centerY - edge(viewY + radius, nearest, farthest) - margin;
    box[3] = centerY - edge(viewY - radius, farthest, nearest) + margin;
    return box[0] < width && box[2] > 0 && box[1] < height && box[3] > 0;
  }

  private float edge(float view, float depthIfPositive, float depthIfNegative) {
    return view * focal / (view > 0 ? depthIfPositive : depthIfNegative);
  }

  private static float[] floats(Vec3 v) {
    return new float[] {(float) v.x(), (float) v.y(), (float) v.z()};
  }
}
