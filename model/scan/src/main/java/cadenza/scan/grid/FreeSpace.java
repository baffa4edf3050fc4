package cadenza.scan.grid;

import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Where the air is in a scan: on which side of a surface a scanner can have stood.
///
/// # How it works
///
/// The scan is drawn into a coarse grid of about a hundred cells an edge. An empty cell is
/// *enclosed* as far as it finds occupied cells in the six axis directions: inside a room in all
/// six (five without a ceiling), outside a wall in few. Viewpoints are spread over the enclosed
/// cells that are farthest from anything, which is where scanners are held. From the points of each
/// occupied cell, straight lines are followed to all viewpoints; the mean of the free directions is
/// a point's open direction. In a part of a room some viewpoints may lie behind what was scanned;
/// once normals are consistent such a viewpoint sees surfaces from behind and is trusted less.
/// Where nothing is enclosed (terrain, one wall), the only viewpoint is high above. A closed shape
/// smaller than 1.5 m is taken for an object seen from all around, with viewpoints outside.
final class FreeSpace {
  private static final int VIEWPOINTS = 32; // bits of an int
  private static final double OBJECT_DIAGONAL_METERS = 1.5;

  private final KdTree tree;
  private final Occupancy grid;

  /// Occupied cell of each point, by place.
  private final int[] cellOfPlace;

  /// Which viewpoints (bits) see each occupied cell, `(occupied)`.
  private final int[] seenBy;

  private float[][] viewpoints = {};

  /// How far each viewpoint is trusted, 0 to 1.
  private double[] trust = {};

  FreeSpace(KdTree tree, float spacingMeters) {
    this.tree = tree;
    this.grid = new Occupancy(tree, spacingMeters);
    this.cellOfPlace = new int[tree.size()];
    for (int i = 0; i < cellOfPlace.length; i++) {
      cellOfPlace[i] = grid.occupiedCell(tree.x[i], tree.y[i], tree.z[i]);
    }
    this.seenBy = new int[grid.occupiedCount()];
  }

  /// Chooses viewpoints and finds out which cells each of them sees.
  void look(Progress progress) {
    viewpoints = viewpoints();
    trust = new double[viewpoints.length];
    Arrays.fill(trust, 1);
    IntStream.range(0, seenBy.length)
        .parallel()
        .forEach(cell -> {
          if (cell % 256 == 0) {
            progress.checkCancelled();
          }
          for (int v = 0; v < viewpoints.length; v++) {
            if (grid.sees(cell, viewpoints[v][0], viewpoints[v][1], viewpoints[v][2])) {
              seenBy[cell] |= 1 << v;
            }
          }
        });
  }

  /// For each point (by place) the mean direction of the viewpoints it sees, at most of length 1,
  /// `(points, 3)`.
  float[] openDirections() {
    double sum = Arrays.stream(trust).sum();
    float[] open = new float[3 * tree.size()];
    IntStream.range(0, tree.size())
        .parallel()
        .forEach(i -> {
          int seen = seenBy[cellOfPlace[i]];
          for (int v = 0; v < viewpoints.length; v++) {
            if ((seen >> v & 1) != 0 && trust[v] > 0) {
              float dx = viewpoints[v][0] - tree.x[i];
              float dy = viewpoints[v][1] - tree.y[i];
              float dz = viewpoints[v][2] - tree.z[i];
              double weight = trust[v] / sum / Math.sqrt(dx * dx + dy * dy + dz * dz);
              open[3 * i] += (float) (weight * dx);
              open[3 * i + 1] += (float) (weight * dy);
              open[3 * i + 2] += (float) (weight * dz);
            }
          }
        });
    return open;
  }

  /// Trusts each viewpoint as far as it sees surfaces from the side their normals point to.
  ///
  /// @param normals by place, `(points, 3)`
  void trustAsFarAsSeenFromTheFront(float[] normals) {
    double[] front = new double[viewpoints.length];
    double[] all = new double[viewpoints.length];
    for (int i = 0; i < tree.size(); i++) {
      int seen = seenBy[cellOfPlace[i]];
      for (int v = 0; v < viewpoints.length; v++) {
        if ((seen >> v & 1) != 0) {
          float dx = viewpoints[v][0] - tree.x[i];
          float dy = viewpoints[v][1] - tree.y[i];
          float dz = viewpoints[v][2] - tree.z[i];
          double facing =
              (dx * normals[3 * i] + dy * normals[3 * i + 1] + dz * normals[3 * i + 2])
                  / Math.sqrt(dx * dx + dy * dy + dz * dz);
          front[v] += facing;
          all[v] += Math.abs(facing);
        }
      }
    }
    double most = 0;
    for (int v = 0; v < viewpoints.length; v++) {
      double agreement = all[v] > 0 ? front[v] / all[v] : 0;
      trust[v] = Math.clamp((agreement - .4) / .4, 0.0, 1.0);
      most = Math.max(most, trust[v]);
    }
    if (most == 0) {
      Arrays.fill(trust, 1);
    }
  }

  /// Where a scanner may have stood, `(viewpoints, 3)`.
  private float[][] viewpoints() {
    byte[] enclosure = grid.enclosure();
    short[] clearance = grid.clearance();
    float[] score = new float[enclosure.length];
    float best = 0;
    int bestCell = 0;
    boolean closed = false;
    for (int cell = 0; cell < score.length; cell++) {
      if (enclosure[cell] >= 3) {
        score[cell] = clearance[cell] * (enclosure[cell] - 2);
        closed |= enclosure[cell] == 6 && clearance[cell] >= 2;
        if (score[cell] > best) {
          best = score[cell];
          bestCell = cell;
        }
      }
    }
    if (closed && grid.diagonalMeters() < OBJECT_DIAGONAL_METERS) {
      return around();
    }
    if (best == 0) {
      float[] above = grid.middle();
      above[2] += (float) (10 * grid.diagonalMeters() + 1);
      return new float[][] {above};
    }
    return spread(score, best, bestCell);
  }

  /// Farthest-point sampling among the cells of at least half the best score.
  private float[][] spread(float[] score, float best, int bestCell) {
    int[] candidates =
        IntStream.range(0, score.length).filter(cell -> score[cell] >= .5f * best).toArray();
    float[] distance = new float[candidates.length];
    Arrays.fill(distance, Float.POSITIVE_INFINITY);
    float[][] chosen = new float[Math.min(VIEWPOINTS, candidates.length)][];
    chosen[0] = grid.center(bestCell);
    for (int v = 0; v < chosen.length; v++) {
      int farthest = 0;
      for (int i = 0; i < candidates.length; i++) {
        float[] at = grid.center(candidates[i]);
        float dx = at[0] - chosen[v][0];
        float dy = at[1] - chosen[v][1];
        float dz = at[2] - chosen[v][2];
        distance[i] = Math.min(distance[i], dx * dx + dy * dy + dz * dz);
        if (distance[i] > distance[farthest]) {
          farthest = i;
        }
      }
      if (v + 1 < chosen.length) {
        chosen[v + 1] = grid.center(candidates[farthest]);
      }
    }
    return chosen;
  }

  /// Viewpoints on a sphere about the scan.
  private float[][] around() {
    float[] middle = grid.middle();
    float[][] points = new float[26][];
    int count = 0;
    for (int i = 0; i < 27; i++) {
      int dx = i / 9 - 1;
      int dy = i / 3 % 3 - 1;
      int dz = i % 3 - 1;
      float length = (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
      if (length > 0) {
        float radius = (float) (2 * grid.diagonalMeters() / length);
        points[count++] =
            new float[] {middle[0] + radius * dx, middle[1] + radius * dy, middle[2] + radius * dz};
      }
    }
    return points;
  }
}
