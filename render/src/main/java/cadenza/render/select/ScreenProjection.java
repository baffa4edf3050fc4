package cadenza.render.select;

import cadenza.render.Camera;
import cadenza.render.Vec3;

/// From the places of a [PointIndex] to pixels and depths of a frame, as floats.
///
/// With p relative to the index's centre: view x = right·p + rightShift, y = up·p + upShift, depth
/// = depthShift - back·p; a perspective divides by the depth.
///
/// @param near points of a smaller depth are not seen; negative infinity for the orthographic
///   camera
/// @param focal pixels per metre at depth 1 (perspective), or everywhere
record ScreenProjection(
    float rightX,
    float rightY,
    float rightZ,
    float rightShift,
    float upX,
    float upY,
    float upZ,
    float upShift,
    float backX,
    float backY,
    float backZ,
    float depthShift,
    float focal,
    float centerX,
    float centerY,
    float near,
    boolean perspective) {
  static ScreenProjection of(Camera camera, Vec3 center, int width, int height) {
    Vec3 right = camera.right();
    Vec3 up = camera.up();
    Vec3 back = camera.back();
    Vec3 fromTarget = center.minus(camera.target());
    boolean perspective = !camera.orthographic();
    double tan = Math.tan(camera.fieldOfViewRadians() / 2);
    return new ScreenProjection(
        (float) right.x(),
        (float) right.y(),
        (float) right.z(),
        (float) fromTarget.dot(right),
        (float) up.x(),
        (float) up.y(),
        (float) up.z(),
        (float) fromTarget.dot(up),
        (float) back.x(),
        (float) back.y(),
        (float) back.z(),
        (float) (camera.distance() - fromTarget.dot(back)),
        (float) (height / (2 * tan * (perspective ? 1 : camera.distance()))),
        (float) camera.middleX(width, height),
        height / 2f,
        perspective ? (float) camera.nearMeters() : Float.NEGATIVE_INFINITY,
        perspective);
  }

  float depth(float x, float y, float z) {
    return depthShift - (backX * x + backY * y + backZ * z);
  }

  /// Pixels per metre at a depth.
  float scale(float depth) {
    return perspective ? focal / depth : focal;
  }

  /// Pixel column at a scale, as a fraction.
  float pixelX(float x, float y, float z, float scale) {
    return centerX + (rightX * x + rightY * y + rightZ * z + rightShift) * scale;
  }

  /// Pixel row at a scale, as a fraction.
  float pixelY(float x, float y, float z, float scale) {
    return centerY - (upX * x + upY * y + upZ * z + upShift) * scale;
  }

  /// Whether a sphere may have a pixel in a mask.
  boolean mayTouch(ScreenMask mask, float x, float y, float z, float radius) {
    float depth = depth(x, y, z);
    if (depth + radius < near) {
      return false;
    }
    float viewX = rightX * x + rightY * y + rightZ * z + rightShift;
    float viewY = upX * x + upY * y + upZ * z + upShift;
    float nearest = perspective ? depth - radius : 1;
    float farthest = perspective ? depth + radius : 1;
    if (nearest <= 0) {
      // The eye is within it: it may be anywhere.
      return !mask.isEmpty();
    }
    return mask.mayTouch(
        centerX + edge(viewX - radius, farthest, nearest) - 1,
        centerY - edge(viewY + radius, nearest, farthest) - 1,
        centerX + edge(viewX + radius, nearest, farthest) + 1,
        centerY - edge(viewY - radius, farthest, nearest) + 1);
  }

  private float edge(float view, float depthIfPositive, float depthIfNegative) {
    return view * focal / (view > 0 ? depthIfPositive : depthIfNegative);
  }
}
