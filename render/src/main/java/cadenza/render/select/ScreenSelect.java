package cadenza.render.select;

import cadenza.render.Camera;
import cadenza.render.Frame;
import cadenza.render.Scene;
import cadenza.render.SeenDepth;
import cadenza.render.Selection;
import cadenza.render.Vec3;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Selects points by what a frame shows of them.
///
/// # How it works
///
/// Blocks of the [PointIndex] whose sphere misses the shape on the screen are passed over; the
/// points of the others are projected one by one, in parallel. [Reach#VISIBLE] also asks the frame
/// whether the point belongs to a surface seen there (`SeenTest`), so a frame in motion that draws
/// one point in ten still selects all ten.
///
/// What the scene hides ([Scene#visible()], [Scene#clip()]) is never selected. The walls that the
/// style sees through are not in the frame: `VISIBLE` leaves them out, `THROUGH` takes them as
/// everything else that lies before or behind.
///
/// A frame that shows nothing yet, or another cloud than the index's, selects nothing: the person
/// has moved on and the next frame is on its way.
public final class ScreenSelect {
  /// Balls ask about too few pixels for remembering to pay.
  private static final ScreenMask.Extent NOWHERE = new ScreenMask.Extent(0, 0, 0, 0);

  private ScreenSelect() {}

  /// The points that a mask covers, in pixels of the frame.
  public static Selection inside(Frame frame, PointIndex index, ScreenMask mask, Reach reach) {
    View view = View.of(frame, index, reach, mask.extent());
    if (view == null || mask.isEmpty()) {
      return Selection.none(index.cloud().pointCount());
    }
    ScreenProjection p = view.projection;
    float[] spheres = index.spheres();
    float[] xyz = index.xyz();
    return PlaceBits.search(
        index,
        (block, from, to, found) -> {
          int at = 4 * block;
          if (!p.mayTouch(mask, spheres[at], spheres[at + 1], spheres[at + 2], spheres[at + 3])) {
            return;
          }
          Candidates candidates = new Candidates();
          for (int place = from; place < to; place++) {
            float x = xyz[3 * place];
            float y = xyz[3 * place + 1];
            float z = xyz[3 * place + 2];
            float depth = p.depth(x, y, z);
            if (!(depth > p.near())) {
              continue;
            }
            float scale = p.scale(depth);
            int pixelX = (int) Math.floor(p.pixelX(x, y, z, scale));
            int pixelY = (int) Math.floor(p.pixelY(x, y, z, scale));
            if (mask.contains(pixelX, pixelY)) {
              candidates.add(place, pixelX, pixelY, depth);
            }
          }
          candidates.choose(view, block, found);
        });
  }

  /// Points of a block that the mask covers.
  private static final class Candidates {
    private final int[] places = new int[PointIndex.BLOCK];
    private final int[] x = new int[PointIndex.BLOCK];
    private final int[] y = new int[PointIndex.BLOCK];
    private final float[] depths = new float[PointIndex.BLOCK];
    private int count;

    void add(int place, int pixelX, int pixelY, float depth) {
      places[count] = place;
      x[count] = pixelX;
      y[count] = pixelY;
      depths[count++] = depth;
    }

    void choose(View view, int block, PlaceBits found) {
      if (view.seen != null) {
        view.seen.lookAt(x, y, count);
      }
      for (int i = 0; i < count; i++) {
        float scale = view.projection.scale(depths[i]);
        if (view.takes(places[i], block, x[i], y[i], depths[i], scale)) {
          found.set(places[i]);
        }
      }
    }
  }

  /// The points within `radiusMeters` of any of some places in the world: a brush of a size of its
  /// own in the scene.
  public static Selection near(
      Frame frame, PointIndex index, List<Vec3> centers, double radiusMeters, Reach reach) {
    View view = View.of(frame, index, reach, NOWHERE);
    if (view == null || centers.isEmpty()) {
      return Selection.none(index.cloud().pointCount());
    }
    ScreenProjection p = view.projection;
    float[] spheres = index.spheres();
    float[] xyz = index.xyz();
    float[] around = relative(centers, index.center());
    float radius = (float) radiusMeters;
    return PlaceBits.search(
        index,
        (block, from, to, found) -> {
          int at = 4 * block;
          float reachOfBlock = radius + spheres[at + 3];
          if (!isNear(around, spheres[at], spheres[at + 1], spheres[at + 2], reachOfBlock)) {
            return;
          }
          for (int place = from; place < to; place++) {
            float x = xyz[3 * place];
            float y = xyz[3 * place + 1];
            float z = xyz[3 * place + 2];
            if (!isNear(around, x, y, z, radius)) {
              continue;
            }
            float depth = p.depth(x, y, z);
            float scale = p.scale(depth);
            int pixelX = (int) Math.floor(p.pixelX(x, y, z, scale));
            int pixelY = (int) Math.floor(p.pixelY(x, y, z, scale));
            if (view.takes(place, block, pixelX, pixelY, depth, scale)) {
              found.set(place);
            }
          }
        });
  }

  private static float[] relative(List<Vec3> centers, Vec3 origin) {
    float[] around = new float[3 * centers.size()];
    int at = 0;
    for (Vec3 center : centers) {
      Vec3 offset = center.minus(origin);
      around[at++] = (float) offset.x();
      around[at++] = (float) offset.y();
      around[at++] = (float) offset.z();
    }
    return around;
  }

  private static boolean isNear(float[] around, float x, float y, float z, float radius) {
    float square = radius * radius;
    for (int i = 0; i < around.length; i += 3) {
      float dx = x - around[i];
      float dy = y - around[i + 1];
      float dz = z - around[i + 2];
      if (dx * dx + dy * dy + dz * dz <= square) {
        return true;
      }
    }
    return false;
  }

  /// What is the same for all points of one question.
  ///
  /// @param seen null where everything on the screen counts
  private record View(
      PointIndex index, ScreenProjection projection, ShownPlaces shown, @Nullable SeenTest seen) {
    static @Nullable View of(Frame frame, PointIndex index, Reach reach, ScreenMask.Extent extent) {
      Scene scene = frame.scene();
      Camera camera = frame.camera();
      SeenDepth depth = SeenDepth.of(frame).orElse(null);
      if (scene == null || camera == null || depth == null || scene.cloud() != index.cloud()) {
        return null;
      }
      return new View(
          index,
          ScreenProjection.of(camera, index.center(), frame.width(), frame.height()),
          new ShownPlaces(index, scene),
          reach == Reach.VISIBLE ? new SeenTest(frame, depth, scene, extent) : null);
    }

    boolean takes(int place, int block, int pixelX, int pixelY, float depth, float scale) {
      return shown.shows(place)
          && (seen == null
              || depth > projection.near()
                  && seen.sees(pixelX, pixelY, depth, scale, index.spacingMeters()[block]));
    }
  }
}
