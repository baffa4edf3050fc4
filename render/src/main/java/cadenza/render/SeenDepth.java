package cadenza.render;

import cadenza.scan.PointCloud;
import java.util.Optional;

/// How far away what a frame shows is, pixel by pixel, without a depth buffer: a pixel knows its
/// point, and a point its place.
///
/// Valid as long as the frame is not drawn into again. Safe for several threads that only read.
public final class SeenDepth {
  private final Frame frame;
  private final float[] positions;
  private final double backX;
  private final double backY;
  private final double backZ;
  private final double base;

  private SeenDepth(Frame frame, PointCloud cloud, Camera camera) {
    this.frame = frame;
    this.positions = cloud.positions();
    double[] origin = cloud.origin();
    Vec3 back = camera.back();
    backX = back.x();
    backY = back.y();
    backZ = back.z();
    base = camera.depth(new Vec3(origin[0], origin[1], origin[2]));
  }

  /// Of a frame; empty before its first rendering.
  public static Optional<SeenDepth> of(Frame frame) {
    Scene scene = frame.scene();
    Camera camera = frame.camera();
    return scene == null || camera == null
        ? Optional.empty()
        : Optional.of(new SeenDepth(frame, scene.cloud(), camera));
  }

  /// The frame whose depths these are.
  public Frame frame() {
    return frame;
  }

  /// Depth in metres of the point seen at a pixel; infinite for background and outside the picture.
  public double at(int x, int y) {
    int point = frame.pointAt(x, y);
    return point < 0 ? Double.POSITIVE_INFINITY : ofPoint(point);
  }

  /// Depth of a point of the scene's cloud in metres, seen or not.
  public double ofPoint(int point) {
    int at = 3 * point;
    return base - (backX * positions[at] + backY * positions[at + 1] + backZ * positions[at + 2]);
  }
}
