package cadenza.render;

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
///
/// @param right unit vector to the right in the picture (3)
/// @param up unit vector upwards (3)
/// @param back unit vector towards the eye (3)
/// @param focal pixels per metre at depth 1 (perspective), or everywhere
/// @param centerX middle of the picture in pixels, jitter included
/// @param near points of a smaller key depth are not drawn
/// @param sizeFromSpacing splat diameter = spacing times this / depth (perspective) or times this
/// @param fixedSize splat diameter in pixels; 0 where it follows from spacing
/// @param metersFromSpacing splat diameter in metres for a spacing of 1
/// @param farthest no key depth of the orthographic camera is larger
public record Projection(
    float[] right,
    float[] up,
    float[] back,
    float rightShift,
    float upShift,
    float depthShift,
    float focal,
    float centerX,
    float centerY,
    float near,
    boolean perspective,
    float sizeFromSpacing,
    float fixedSize,
    float metersFromSpacing,
    float farthest) {
  /// Widest splat in pixels; a wider one costs more than it closes.
  public static final int MAX_SPLAT = 64;

  /// How far samples shuffle depths, in splat diameters.
  private static final float BLEND_DEPTH = 0.35f;

  private static final double COVERING = 2.4;

  /// Where points of a cell about the eye are taken to be, in radii of the cell from it. Taken to
  /// be before the eye, none could ever be spared.
  private static final double AROUND_THE_EYE = 0.35;

  /// The projection of one pass.
  ///
  /// @param sample which of [Samples] shifts the picture
  /// @param pixelScale pixels of this pass per pixel of the frame
  public static Projection of(
      Camera camera,
      DrawOrder order,
      int width,
      int height,
      PointSize size,
      int sample,
      double pixelScale) {
    double[] center = order.center();
    Vec3 fromTarget = new Vec3(center[0], center[1], center[2]).minus(camera.target());
    boolean perspective = !camera.orthographic();
    double halfTan = Math.tan(camera.fieldOfViewRadians() / 2);
    double reach = perspective ? 0 : reach(order) + 1;
    double depthShift = perspective ? camera.distance() - fromTarget.dot(camera.back()) : reach;
    double focal = height / (2 * halfTan * (perspective ? 1 : camera.distance()));
    boolean adaptive = size.mode() == PointSize.Mode.ADAPTIVE;
    double meters = adaptive ? size.value() * COVERING : 0;
    return new Projection(
        floats(camera.right()),
        floats(camera.up()),
        floats(camera.back()),
        (float) fromTarget.dot(camera.right()),
        (float) fromTarget.dot(camera.up()),
        (float) depthShift,
        (float) focal,
        (float) (camera.middleX(width, height) + Samples.shiftX(sample)),
        (float) (height / 2.0 + Samples.shiftY(sample)),
        perspective ? (float) camera.nearMeters() : 0,
        perspective,
        (float) (meters * focal),
        adaptive ? 0 : (float) (size.value() * pixelScale),
        (float) meters,
        (float) (2 * reach));
  }

  /// How far a sample shuffles depths, per pixel of splat diameter, in units of the last place of a
  /// float near 1; 0 for the first sample, which is exact.
  public float shuffle(int sample) {
    return sample == 0 ? 0 : BLEND_DEPTH * (1 << 23) / focal;
  }

  /// How squarely a normal, in view space, faces the line of sight through a pixel; kept away from
  /// 0, so that splats seen edge-on stay near their point. Of the length of the normal.
  public float facing(float normalX, float normalY, float normalZ, float x, float y) {
    float facing = normalZ;
    if (perspective) {
      facing -= (normalX * (x - centerX) - normalY * (y - centerY)) / focal;
    }
    float least = 0.3f * 127;
    return facing >= 0 ? Math.max(facing, least) : Math.min(facing, -least);
  }

  /// Metres of depth per pixel on a surface of slope 1.
  public float slopeScale(float depth) {
    return (perspective ? depth : 1) / focal;
  }

  /// A distance from the centre within which all points lie.
  private static double reach(DrawOrder order) {
    float[] spheres = order.cellSpheres();
    double reach = 0;
    for (int cell = 0; cell < order.cellCount(); cell++) {
      double x = spheres[4 * cell];
      double y = spheres[4 * cell + 1];
      double z = spheres[4 * cell + 2];
      reach = Math.max(reach, Math.sqrt(x * x + y * y + z * z) + spheres[4 * cell + 3]);
    }
    return reach;
  }

  /// How far apart the points of a cell lie in the picture, in pixels, where they are nearest; of a
  /// cell about the eye, where they may well be.
  public double pixelsApart(DrawOrder order, int cell) {
    double apart = (double) order.cellSpacingMeters()[cell] * focal;
    if (!perspective) {
      return apart;
    }
    float[] spheres = order.cellSpheres();
    double depth =
        depthShift
            - (back[0] * spheres[4 * cell]
                + back[1] * spheres[4 * cell + 1]
                + back[2] * spheres[4 * cell + 2]);
    double radius = spheres[4 * cell + 3];
    return apart / Math.max(Math.max(depth - radius, AROUND_THE_EYE * radius), near);
  }

  /// Rows and columns of the picture that a cell can touch, into `box` as minX, minY, maxX, maxY;
  /// false if none.
  ///
  /// @param splatPixels how wide its splats are beyond what its spacing says, at most
  public boolean bounds(
      DrawOrder order, int cell, float splatPixels, int width, int height, float[] box) {
    float[] spheres = order.cellSpheres();
    float x = spheres[4 * cell];
    float y = spheres[4 * cell + 1];
    float z = spheres[4 * cell + 2];
    float radius =
        spheres[4 * cell + 3] + 0.5f * metersFromSpacing * order.widestSpacingMeters()[cell];
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
    float margin = (fixedSize + splatPixels) / 2 + 2;
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
