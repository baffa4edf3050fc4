package cadenza.app.pictures;

import cadenza.render.Camera;
import cadenza.render.ClipBox;
import cadenza.render.HomeView;
import cadenza.render.Scene;
import cadenza.render.Vec3;
import cadenza.scan.Bounds;
import java.util.Arrays;
import java.util.List;

/// What a picture is taken of: what the window shows.
///
/// @param name of the scan, without extension
/// @param scenes one, or two where the picture is split
/// @param window size of the shown picture in pixels, both halves together
public record Subject(String name, List<Scene> scenes, Camera camera, PictureSize window) {
  public Subject {
    scenes = List.copyOf(scenes);
  }

  boolean isSplit() {
    return scenes.size() > 1;
  }

  /// The box around what there is to see, strays left out.
  Bounds bounds() {
    ClipBox clip = scenes.getFirst().clip();
    if (clip == null) {
      return HomeView.bounds(scenes.getFirst().cloud());
    }
    double[] min = new double[3];
    double[] max = new double[3];
    Arrays.fill(min, Double.POSITIVE_INFINITY);
    Arrays.fill(max, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < 8; i++) {
      Vec3 corner = clip.corner(i);
      double[] at = {corner.x(), corner.y(), corner.z()};
      for (int axis = 0; axis < 3; axis++) {
        min[axis] = Math.min(min[axis], at[axis]);
        max[axis] = Math.max(max[axis], at[axis]);
      }
    }
    return new Bounds(min, max);
  }

  long pointCount() {
    return scenes.getFirst().cloud().pointCount();
  }
}
