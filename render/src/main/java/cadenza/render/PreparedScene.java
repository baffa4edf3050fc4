package cadenza.render;

import cadenza.scan.PointCloud;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/// What a renderer keeps of a scene from frame to frame, renewed only where the scene changed.
public final class PreparedScene {
  private @Nullable PointCloud cloud;
  private DrawOrder order = DrawOrder.of(PointCloud.builder(new float[0]).build());
  private int @Nullable [] sceneColors;
  private int[] colors = {};
  private long colorsVersion;
  private float @Nullable [] sceneNormals;
  private int @Nullable [] normals;
  private @Nullable Look look;
  private @Nullable Shape shape;
  private long geometryVersion;

  /// What colours depend on, apart from the array.
  private record Look(double edlStrength, Object background) {}

  /// What decides which pixels a point covers, apart from cloud and camera.
  private record Shape(
      PointSize size, boolean seeThrough, @Nullable BitSet visible, @Nullable ClipBox clip) {}

  /// Takes in a scene; true if the same geometry would get the same colours as before.
  public boolean take(Scene scene) {
    boolean same = true;
    DrawOrder given = scene.order();
    if (!identical(cloud, scene.cloud()) || (given != null && !identical(order, given))) {
      cloud = scene.cloud();
      order = given == null ? DrawOrder.of(scene.cloud()) : given;
      sceneColors = null;
      sceneNormals = null;
      normals = null;
      geometryVersion++;
    }
    if (!identical(sceneColors, scene.colors())) {
      sceneColors = scene.colors();
      if (colors.length != order.slotCount()) {
        colors = new int[order.slotCount()];
      }
      order.gather(scene.colors(), colors);
      colorsVersion++;
      same = false;
    }
    boolean seeThrough = scene.style().seeThroughWalls();
    if (seeThrough && !identical(sceneNormals, scene.normals())) {
      sceneNormals = scene.normals();
      normals = order.gatherNormals(scene.normals());
      geometryVersion++;
    }
    Shape newShape =
        new Shape(scene.style().pointSize(), seeThrough, scene.visible(), scene.clip());
    if (!newShape.equals(shape)) {
      shape = newShape;
      geometryVersion++;
    }
    Look newLook = new Look(scene.style().edlStrength(), scene.style().background());
    if (!newLook.equals(look)) {
      look = newLook;
      same = false;
    }
    return same;
  }

  public DrawOrder order() {
    return order;
  }

  /// ARGB of slots; the same array is written again when colours change.
  public int[] colors() {
    return colors;
  }

  /// Changes whenever what is in [#colors] does.
  public long colorsVersion() {
    return colorsVersion;
  }

  /// Packed normals of slots, or null.
  public int @Nullable [] normals() {
    return normals;
  }

  /// Changes whenever a point may cover other pixels than before from the same camera.
  public long geometryVersion() {
    return geometryVersion;
  }

  /// Scenes promise that what is the same object is the same content.
  @SuppressWarnings("ReferenceEquality") // identity is what the contract of Scene is about
  private static boolean identical(@Nullable Object a, @Nullable Object b) {
    return a == b;
  }
}
