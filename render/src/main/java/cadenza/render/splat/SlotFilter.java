package cadenza.render.splat;

import cadenza.render.Camera;
import cadenza.render.DrawOrder;
import cadenza.render.Scene;
import cadenza.render.Vec3;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Takes points out of a pass: hidden ones, those outside the clip box, those that face away.
final class SlotFilter {
  private final DrawOrder order;
  private final @Nullable BitSet visible;
  private final float @Nullable [] clip;
  private final int @Nullable [] normals;

  /// Bits that a normal must have to count.
  private final int mark;

  private final float[] eye;
  private final float eyeWeight;

  private SlotFilter(
      DrawOrder order,
      @Nullable BitSet visible,
      float @Nullable [] clip,
      int @Nullable [] normals,
      int mark,
      float[] eye,
      float eyeWeight) {
    this.order = order;
    this.visible = visible;
    this.clip = clip;
    this.normals = normals;
    this.mark = mark;
    this.eye = eye;
    this.eyeWeight = eyeWeight;
  }

  /// The filter that a scene asks for, or null where it shows everything.
  ///
  /// @param normals packed normals of slots, or null to go by the shell of the room
  static @Nullable SlotFilter of(
      Scene scene, Camera camera, DrawOrder order, int @Nullable [] normals) {
    int @Nullable [] facing = null;
    int mark = 0;
    if (scene.style().seeThroughWalls()) {
      facing = normals == null ? order.tilts() : normals;
      mark = normals == null ? DrawOrder.SHELL : 0;
    }
    if (scene.visible() == null && scene.clip() == null && facing == null) {
      return null;
    }
    double[] center = order.center();
    Vec3 eye =
        camera.orthographic()
            ? camera.back()
            : camera.eye().minus(new Vec3(center[0], center[1], center[2]));
    return new SlotFilter(
        order,
        scene.visible(),
        scene.clip() == null ? null : scene.clip().relativeTo(center),
        facing,
        mark,
        new float[] {(float) eye.x(), (float) eye.y(), (float) eye.z()},
        camera.orthographic() ? 0 : 1);
  }

  /// Makes the depth of points that are not to be drawn a NaN.
  void apply(int start, int count, double[] depth) {
    if (visible != null) {
      int[] pointOfSlot = order.pointOfSlot();
      for (int i = 0; i < count; i++) {
        if (!visible.get(pointOfSlot[start + i])) {
          depth[i] = Double.NaN;
        }
      }
    }
    if (clip != null) {
      applyClip(clip, start, count, depth);
    }
    if (normals != null) {
      applyFacing(normals, start, count, depth);
    }
  }

  private void applyClip(float[] box, int start, int count, double[] depth) {
    for (int i = 0; i < count; i++) {
      float x = order.x()[start + i] - box[0];
      float y = order.y()[start + i] - box[1];
      float z = order.z()[start + i] - box[2];
      boolean inside =
          Math.abs(x * box[6] + y * box[7]) <= box[3]
              && Math.abs(y * box[6] - x * box[7]) <= box[4]
              && Math.abs(z) <= box[5];
      if (!inside) {
        depth[i] = Double.NaN;
      }
    }
  }

  private void applyFacing(int[] packed, int start, int count, double[] depth) {
    for (int i = 0; i < count; i++) {
      int normal = packed[start + i];
      float towardsEye =
          (byte) normal * (eye[0] - eyeWeight * order.x()[start + i])
              + (byte) (normal >> 8) * (eye[1] - eyeWeight * order.y()[start + i])
              + (byte) (normal >> 16) * (eye[2] - eyeWeight * order.z()[start + i]);
      if (towardsEye < 0 && (normal & mark) == mark) {
        depth[i] = Double.NaN;
      }
    }
  }
}
