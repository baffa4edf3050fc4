package cadenza.render;

import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All that a frame shows, as an immutable snapshot.
///
/// Renderers recognise what they know by identity: the same `cloud` object is prepared once, the
/// same `colors` array is gathered once. So a new colouring is a new array over the same cloud, and
/// nobody writes into an array that was given away.
///
/// @param colors one opaque ARGB a point, in the order of the cloud
/// @param normals unit normals `(points, 3)` for [Style#seeThroughWalls()], or null; they need not
///   be the cloud's own
/// @param visible points to show, by index, or null for all
/// @param clip box outside of which nothing is shown, or null for no limit
/// @param overlay what is drawn over the points
/// @param order the order to draw the cloud in, where it is known already, or null to let the
///   renderer make it; may be one of a sample of the points
public record Scene(
    PointCloud cloud,
    int[] colors,
    float @Nullable [] normals,
    @Nullable BitSet visible,
    @Nullable ClipBox clip,
    Style style,
    Overlay overlay,
    @Nullable DrawOrder order) {
  private static final int NEUTRAL = 0xffb9c0c8;

  public Scene {
    Objects.requireNonNull(style);
    Objects.requireNonNull(overlay);
    if (colors.length != cloud.pointCount()) {
      throw new IllegalArgumentException(
          colors.length + " colours for " + cloud.pointCount() + " points");
    }
    if (normals != null && normals.length != 3 * cloud.pointCount()) {
      throw new IllegalArgumentException(
          normals.length + " normal components for " + cloud.pointCount() + " points");
    }
  }

  /// The cloud in the given colours and the default style.
  public static Scene of(PointCloud cloud, int[] colors) {
    return new Scene(cloud, colors, null, null, null, Style.DEFAULT, Overlay.NONE, null);
  }

  /// The cloud in its own colours, or in a neutral grey where it has none.
  public static Scene of(PointCloud cloud) {
    return of(cloud, ownColors(cloud));
  }

  /// ARGB of the cloud's own colours, or a neutral grey where it has none.
  public static int[] ownColors(PointCloud cloud) {
    int[] argb = new int[cloud.pointCount()];
    byte[] rgb = cloud.colors();
    if (rgb == null) {
      Arrays.fill(argb, NEUTRAL);
      return argb;
    }
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          0xff000000
              | (rgb[3 * i] & 0xff) << 16
              | (rgb[3 * i + 1] & 0xff) << 8
              | (rgb[3 * i + 2] & 0xff);
    }
    return argb;
  }

  public Scene withColors(int[] argb) {
    return new Scene(cloud, argb, normals, visible, clip, style, overlay, order);
  }

  public Scene withNormals(float @Nullable [] xyz) {
    return new Scene(cloud, colors, xyz, visible, clip, style, overlay, order);
  }

  public Scene withVisible(@Nullable BitSet points) {
    return new Scene(cloud, colors, normals, points, clip, style, overlay, order);
  }

  public Scene withClip(@Nullable ClipBox box) {
    return new Scene(cloud, colors, normals, visible, box, style, overlay, order);
  }

  public Scene withStyle(Style wanted) {
    return new Scene(cloud, colors, normals, visible, clip, wanted, overlay, order);
  }

  public Scene withOverlay(Overlay wanted) {
    return new Scene(cloud, colors, normals, visible, clip, style, wanted, order);
  }

  public Scene withOrder(@Nullable DrawOrder known) {
    return new Scene(cloud, colors, normals, visible, clip, style, overlay, known);
  }
}
