package cadenza.scan.grid;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Normals for scans that have none.
///
/// # How it works
///
/// A plane is fitted to each point's nearest neighbours (kd-tree, so dense and sparse parts are
/// treated alike). Where the neighbours lie on a line or in one place, as they do along the lines
/// of a laser scanner, and where they are no plane for noise, more neighbours are asked, up to
/// eight times as many; of the noisy fits the flattest stays. Then all normals are turned to the
/// side the scanner was on ([Orientation]): towards the sensor where it is known; else towards the
/// coordinate origin if the scan is one view from there ([DepthImage]); else towards the free space
/// inside the room ([FreeSpace]).
public final class Normals {
  /// Neighbours that suit indoor scans: enough to average sensor noise away, few enough to keep the
  /// edges of furniture.
  public static final int DEFAULT_NEIGHBORS = 24;

  private static final int CHUNK = 2048;
  private static final int DEGREE = 10;
  private static final int NEAREST_EDGES = 6;
  private static final int MOST_NEIGHBORS_FACTOR = 8;
  private static final double LINE = 1e-3; // variance across a line over variance along it
  private static final double ROUGH = .04; // share of variance off the plane
  private static final double SENSOR_SHARE = .93;

  private final KdTree tree;
  private final int neighbors;

  /// By place, `(points, 3)`.
  private final float[] normals;

  /// Places of neighbours, `(points, DEGREE)`.
  private final int[] graph;

  private final float[] spacing;

  private Normals(PointCloud cloud, int neighbors) {
    if (neighbors < 3) {
      throw new IllegalArgumentException("a plane needs at least 3 neighbours, not " + neighbors);
    }
    this.tree = new KdTree(cloud);
    this.neighbors = neighbors;
    this.normals = new float[3 * tree.size()];
    this.graph = new int[DEGREE * tree.size()];
    this.spacing = new float[Math.ceilDiv(tree.size(), CHUNK)];
  }

  /// Unit normals on the scanner's side, `(points, 3)`; NaN for points that are not finite. The
  /// scanner's side is found from the scan itself.
  ///
  /// A point without neighbours to make a plane with (fewer than three points in the scan, or all
  /// in one place) gets +z or -z.
  ///
  /// @param neighbors how many nearest points make a plane, at least 3
  public static float[] estimate(PointCloud cloud, int neighbors, Progress progress) {
    progress.report(0, "Normals");
    Normals work = new Normals(cloud, neighbors);
    work.fitPlanes(progress.slice(.05, .7));
    if (work.tree.size() > 0) {
      double[] origin = cloud.origin();
      float ox = (float) -origin[0];
      float oy = (float) -origin[1];
      float oz = (float) -origin[2];
      progress.report(.72, "Normals: free space");
      progress.checkCancelled();
      if (DepthImage.singleDepthShare(work.tree, ox, oy, oz) > SENSOR_SHARE) {
        work.orientation(progress).toSensor(work.towards(ox, oy, oz), progress);
      } else {
        FreeSpace space = new FreeSpace(work.tree, work.medianSpacing());
        work.orientation(progress).toFreeSpace(space, progress);
      }
    }
    return work.byRow(cloud.pointCount());
  }

  /// Unit normals towards a known sensor, `(points, 3)`; NaN for points that are not finite.
  ///
  /// @param neighbors how many nearest points make a plane, at least 3
  /// @param sensor where the scanner stood, in world coordinates (3)
  public static float[] estimate(
      PointCloud cloud, int neighbors, double[] sensor, Progress progress) {
    if (sensor.length != 3) {
      throw new IllegalArgumentException("a sensor has three coordinates");
    }
    progress.report(0, "Normals");
    double[] origin = cloud.origin();
    Normals work = new Normals(cloud, neighbors);
    work.fitPlanes(progress.slice(.05, .8));
    work.orientation(progress)
        .toSensor(
            work.towards(
                (float) (sensor[0] - origin[0]),
                (float) (sensor[1] - origin[1]),
                (float) (sensor[2] - origin[2])),
            progress);
    return work.byRow(cloud.pointCount());
  }

  private Orientation orientation(Progress progress) {
    progress.report(.8, "Normals: sides");
    progress.checkCancelled();
    return new Orientation(normals, graph, DEGREE);
  }

  private float[] towards(float x, float y, float z) {
    float[] toward = new float[normals.length];
    for (int i = 0; i < tree.size(); i++) {
      float dx = x - tree.x[i];
      float dy = y - tree.y[i];
      float dz = z - tree.z[i];
      float length = (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (length > 0) {
        toward[3 * i] = dx / length;
        toward[3 * i + 1] = dy / length;
        toward[3 * i + 2] = dz / length;
      }
    }
    return toward;
  }

  private float[] byRow(int pointCount) {
    float[] rows = new float[3 * pointCount];
    if (tree.size() < pointCount) {
      Arrays.fill(rows, Float.NaN);
    }
    for (int i = 0; i < tree.size(); i++) {
      System.arraycopy(normals, 3 * i, rows, 3 * tree.rows[i], 3);
    }
    return rows;
  }

  private float medianSpacing() {
    float[] sorted = spacing.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private void fitPlanes(Progress progress) {
    int chunks = spacing.length;
    AtomicInteger done = new AtomicInteger();
    IntStream.range(0, chunks)
        .parallel()
        .forEach(chunk -> {
          progress.checkCancelled();
          fitPlanes(chunk);
          progress.report((double) done.incrementAndGet() / chunks, "Normals: planes");
        });
  }

  private void fitPlanes(int chunk) {
    KdTree.Search search = tree.search(neighbors);
    KdTree.Search twice = tree.search(2 * neighbors);
    PlaneFit fit = new PlaneFit();
    int from = chunk * CHUNK;
    int to = Math.min(from + CHUNK, tree.size());
    double distances = 0;
    for (int place = from; place < to; place++) {
      int found = search.nearest(place);
      connect(place, search, found);
      distances += Math.sqrt(search.squaredDistance(Math.min(4, found - 1)));
      fit(fit, place, search, found);
      keep(fit, place);
      if (isLine(fit) || roughness(fit) > ROUGH) {
        widen(fit, place, twice);
      }
    }
    spacing[chunk] = (float) (distances / (to - from));
  }

  /// Asks twice as many neighbours and keeps the flatter plane; of points on a line ever more,
  /// until they are no line.
  private void widen(PlaneFit fit, int place, KdTree.Search twice) {
    double flattest = isLine(fit) ? Double.POSITIVE_INFINITY : roughness(fit);
    fit(fit, place, twice, twice.nearest(place));
    for (int factor = 4; isLine(fit) && factor <= MOST_NEIGHBORS_FACTOR; factor *= 2) {
      KdTree.Search search = tree.search(factor * neighbors);
      fit(fit, place, search, search.nearest(place));
    }
    if (!isLine(fit) && roughness(fit) < flattest) {
      keep(fit, place);
    }
  }

  private static boolean isLine(PlaneFit fit) {
    return fit.middle <= LINE * fit.most;
  }

  private static double roughness(PlaneFit fit) {
    double sum = fit.least + fit.middle + fit.most;
    return sum > 0 ? fit.least / sum : 0;
  }

  private void keep(PlaneFit fit, int place) {
    normals[3 * place] = (float) fit.nx;
    normals[3 * place + 1] = (float) fit.ny;
    normals[3 * place + 2] = (float) fit.nz;
  }

  private void fit(PlaneFit fit, int place, KdTree.Search search, int found) {
    float x = tree.x[place];
    float y = tree.y[place];
    float z = tree.z[place];
    fit.clear();
    for (int i = 0; i < found; i++) {
      int other = search.places[i];
      fit.add(tree.x[other] - x, tree.y[other] - y, tree.z[other] - z);
    }
    fit.fit();
  }

  /// Edges to the nearest neighbours, and to some of the farther ones, so that one dense line or
  /// cluster of points is still connected to the next.
  private void connect(int place, KdTree.Search search, int found) {
    for (int e = 0; e < DEGREE; e++) {
      int neighbor =
          e < NEAREST_EDGES
              ? e + 1
              : NEAREST_EDGES
                  + (e - NEAREST_EDGES + 1)
                      * Math.max(0, found - 1 - NEAREST_EDGES)
                      / (DEGREE - NEAREST_EDGES);
      graph[place * DEGREE + e] = neighbor < found ? search.places[neighbor] : place;
    }
  }
}
