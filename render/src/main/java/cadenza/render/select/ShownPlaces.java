package cadenza.render.select;

import cadenza.render.ClipBox;
import cadenza.render.Scene;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// Which places of an index a scene shows at all: those that are not hidden and inside the clip
/// box.
final class ShownPlaces {
  private final PointIndex index;
  private final @Nullable BitSet visible;
  private final float @Nullable [] clip;

  ShownPlaces(PointIndex index, Scene scene) {
    this.index = index;
    visible = scene.visible();
    ClipBox box = scene.clip();
    var center = index.center();
    clip = box == null ? null : box.relativeTo(new double[] {center.x(), center.y(), center.z()});
  }

  boolean shows(int place) {
    if (visible != null && !visible.get(index.pointOfPlace()[place])) {
      return false;
    }
    float[] box = clip;
    if (box == null) {
      return true;
    }
    float x = index.xyz()[3 * place] - box[0];
    float y = index.xyz()[3 * place + 1] - box[1];
    float z = index.xyz()[3 * place + 2] - box[2];
    return Math.abs(x * box[6] + y * box[7]) <= box[3]
        && Math.abs(y * box[6] - x * box[7]) <= box[4]
        && Math.abs(z) <= box[5];
  }
}
