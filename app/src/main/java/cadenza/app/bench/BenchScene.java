package cadenza.app.bench;

import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Scenes to measure with: the same points for ever, whatever becomes of the procedural rooms.
///
/// # How it works
///
/// Furnished box rooms, each seen from two places by a scanner that sends rays in random
/// directions, so that points thin out with distance as in real scans and half-empty voxels come
/// about in the proportions of the scene that the official code was timed on (61,218 / 33,876 /
/// 12,467 / 5,040 / 1,493 voxels a level). Larger scenes are more such rooms side by side, not
/// larger rooms: work a voxel stays the same.
public enum BenchScene {
  /// A bathroom's size.
  SMALL("20k", 1, 2.9, 2.6, 2.4, 6, 24_000),
  /// A living room.
  ROOM("61k", 1, 6.1, 5.2, 2.8, 14, 89_000),
  /// A floor of eighteen living rooms.
  FLOOR("1m", 18, 6.1, 5.2, 2.8, 14, 89_000);

  private static final double GAP_METERS = 0.3;
  private static final double NOISE_METERS = 0.003;

  private final String title;
  private final int rooms;
  private final double width;
  private final double length;
  private final double height;
  private final int furniture;
  private final int pointsPerRoom;

  BenchScene(
      String title,
      int rooms,
      double width,
      double length,
      double height,
      int furniture,
      int pointsPerRoom) {
    this.title = title;
    this.rooms = rooms;
    this.width = width;
    this.length = length;
    this.height = height;
    this.furniture = furniture;
    this.pointsPerRoom = pointsPerRoom;
  }

  /// Name on the command line and in reports: the approximate number of voxels at 2 cm.
  @Override
  public String toString() {
    return title;
  }

  /// Makes the points, with colours and normals.
  public PointCloud cloud() {
    return cloud(rooms, pointsPerRoom, true);
  }

  /// About so many points of living rooms side by side, more of them and denser ones the more
  /// points: 4 for a million, 16 for ten, 64 for a hundred. With colours, without normals.
  public static PointCloud floor(int points) {
    int rooms = Math.max(1, (int) Math.round(4 * Math.pow(points / 1e6, 0.6)));
    return ROOM.cloud(rooms, points / rooms, false);
  }

  private PointCloud cloud(int rooms, int pointsPerRoom, boolean withNormals) {
    int points = Math.multiplyExact(rooms, pointsPerRoom);
    float[] positions = new float[3 * points];
    float[] normals = new float[withNormals ? 3 * points : 0];
    byte[] colors = new byte[3 * points];
    int side = (int) Math.ceil(Math.sqrt(rooms));
    IntStream.range(0, rooms)
        .parallel()
        .forEach(room -> {
          SplittableRandom random = new SplittableRandom(room);
          List<Box> boxes = boxes(random);
          int column = room % side;
          int row = room / side;
          double[] corner = {column * (width + GAP_METERS), row * (length + GAP_METERS), 0};
          for (int i = room * pointsPerRoom; i < (room + 1) * pointsPerRoom; i++) {
            Hit hit = shoot(boxes, i % 2, random);
            for (int axis = 0; axis < 3; axis++) {
              double noise = NOISE_METERS * random.nextGaussian();
              positions[3 * i + axis] = (float) (corner[axis] + hit.at()[axis] + noise);
              colors[3 * i + axis] = (byte) (hit.box().gray() + 20 * axis + random.nextInt(16));
            }
            if (withNormals) {
              normals[3 * i + hit.axis()] = hit.sign();
            }
          }
        });
    return PointCloud.builder(positions)
        .normals(withNormals ? normals : null)
        .colors(colors)
        .build();
  }

  /// The room itself, then what stands in it.
  private List<Box> boxes(SplittableRandom random) {
    List<Box> boxes = new ArrayList<>();
    double[] size = {width, length, height};
    boxes.add(new Box(new double[3], size, 180));
    for (int i = 0; i < furniture; i++) {
      double[] min = new double[3];
      double[] max = new double[3];
      for (int axis = 0; axis < 2; axis++) {
        double extent = random.nextDouble(0.3, 0.25 * size[axis] + 0.3);
        min[axis] = random.nextDouble(0, size[axis] - extent);
        max[axis] = min[axis] + extent;
      }
      max[2] = random.nextDouble(0.35, 1.2);
      boxes.add(new Box(min, max, 40 + random.nextInt(150)));
    }
    return boxes;
  }

  /// The first surface along a random direction from one of two places near the ceiling.
  private Hit shoot(List<Box> boxes, int place, SplittableRandom random) {
    double[] from = {0.6 + place * (width - 1.2), 0.5 + place * (length - 1), 1.4};
    double z = random.nextDouble(-1, 1);
    double angle = random.nextDouble(2 * Math.PI);
    double flat = Math.sqrt(1 - z * z);
    double[] direction = {flat * StrictMath.cos(angle), flat * StrictMath.sin(angle), z};
    Hit nearest = null;
    for (Box box : boxes) {
      Hit hit = box.hit(from, direction, nearest == null);
      if (hit != null && (nearest == null || hit.distance() < nearest.distance())) {
        nearest = hit;
      }
    }
    if (nearest == null) {
      throw new IllegalStateException("a ray left the room");
    }
    return nearest;
  }

  /// Where a ray meets a surface, and the axis and sign of the normal there.
  private record Hit(double distance, double[] at, int axis, int sign, Box box) {}

  private record Box(double[] min, double[] max, int gray) {
    /// @param inside true to find where the ray leaves the box, false to find where it enters
    @Nullable Hit hit(double[] from, double[] direction, boolean inside) {
      double enter = Double.NEGATIVE_INFINITY;
      double leave = Double.POSITIVE_INFINITY;
      int enterAxis = 0;
      int leaveAxis = 0;
      for (int axis = 0; axis < 3; axis++) {
        double a = (min[axis] - from[axis]) / direction[axis];
        double b = (max[axis] - from[axis]) / direction[axis];
        if (Math.min(a, b) > enter) {
          enter = Math.min(a, b);
          enterAxis = axis;
        }
        if (Math.max(a, b) < leave) {
          leave = Math.max(a, b);
          leaveAxis = axis;
        }
      }
      double distance = inside ? leave : enter;
      if (enter > leave || distance <= 0) {
        return null;
      }
      int axis = inside ? leaveAxis : enterAxis;
      double[] at = new double[3];
      for (int d = 0; d < 3; d++) {
        at[d] = from[d] + distance * direction[d];
      }
      return new Hit(distance, at, axis, direction[axis] > 0 ? -1 : 1, this);
    }
  }
}
