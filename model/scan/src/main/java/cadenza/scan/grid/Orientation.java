package cadenza.scan.grid;

import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Gives the normals of neighbouring points the same side, the side the scanner was on.
///
/// # How it works
///
/// Neighbours on a surface should have nearly parallel normals, so signs are carried along the
/// minimum spanning forest of the neighbour graph with weights `1 - |n · n'|` (Hoppe et al. 1992).
/// Alone this goes wrong where the only bridge is a sharp edge or a thin board, and one wrong
/// bridge turns everything behind it. So every point also votes for the side on which it has free
/// space before it, and the forest refuses bridges between patches that have made up their minds
/// differently ([SignForest]). Patches that cannot tell follow their neighbours. As viewpoints are
/// guesses, a first forest without votes on bridges tells which viewpoints to trust.
///
/// With a known sensor, every point that faces it by more than 15° turns to it at once, and the
/// forest only carries signs to points seen at a grazing angle.
final class Orientation {
  private static final double FACING = .26; // sin 15°
  private static final float CERTAIN = 1000; // decides for the point alone
  private static final int BANDS = 256;

  private final float[] normals;
  private final int[] graph;
  private final int degree;
  private final int points;

  /// Edges of the graph (index into `graph`) by ascending weight.
  private final int[] edges;

  /// @param normals by place, `(points, 3)`; turned in place
  /// @param graph places of each point's neighbours, `(points, degree)`; the place itself where it
  ///   has fewer
  Orientation(float[] normals, int[] graph, int degree) {
    this.normals = normals;
    this.graph = graph;
    this.degree = degree;
    this.points = normals.length / 3;
    this.edges = sortedEdges();
  }

  /// Turns the normals to a known sensor.
  ///
  /// @param toward for each point the unit direction of the sensor, `(points, 3)`
  void toSensor(float[] toward, Progress progress) {
    float[] votes = votes(toward);
    for (int i = 0; i < points; i++) {
      if (Math.abs(votes[i]) > FACING) {
        votes[i] *= CERTAIN;
      }
    }
    grow(votes, true, progress);
  }

  /// Turns the normals to the free space in the scan.
  void toFreeSpace(FreeSpace space, Progress progress) {
    space.look(progress);
    grow(votes(space.openDirections()), false, progress);
    progress.report(.9, "Normals: sides");
    space.trustAsFarAsSeenFromTheFront(normals);
    grow(votes(space.openDirections()), true, progress);
  }

  private void grow(float[] votes, boolean askVotes, Progress progress) {
    SignForest forest = new SignForest(votes);
    for (int e = 0; e < edges.length; e++) {
      if ((e & 0xffff) == 0) {
        progress.checkCancelled();
      }
      int edge = edges[e];
      forest.join(edge / degree, graph[edge], cosine(edge) < 0, askVotes);
    }
    for (int i = 0; i < points; i++) {
      if (forest.isWrong(i)) {
        turn(i);
      }
    }
  }

  private float[] votes(float[] toward) {
    float[] votes = new float[points];
    for (int i = 0; i < points; i++) {
      votes[i] =
          normals[3 * i] * toward[3 * i]
              + normals[3 * i + 1] * toward[3 * i + 1]
              + normals[3 * i + 2] * toward[3 * i + 2];
    }
    return votes;
  }

  private void turn(int i) {
    normals[3 * i] = -normals[3 * i];
    normals[3 * i + 1] = -normals[3 * i + 1];
    normals[3 * i + 2] = -normals[3 * i + 2];
  }

  private double cosine(int edge) {
    int i = 3 * (edge / degree);
    int j = 3 * graph[edge];
    return (double) normals[i] * normals[j]
        + (double) normals[i + 1] * normals[j + 1]
        + (double) normals[i + 2] * normals[j + 2];
  }

  /// Counting sort by band of `sqrt(1 - |cos|)`, which is finest where surfaces are flat.
  private int[] sortedEdges() {
    byte[] band = new byte[graph.length];
    IntStream.range(0, points)
        .parallel()
        .forEach(i -> {
          for (int edge = i * degree; edge < (i + 1) * degree; edge++) {
            double bend = Math.sqrt(Math.max(0, 1 - Math.abs(cosine(edge))));
            band[edge] = (byte) Math.min(BANDS - 1, (int) (BANDS * bend));
          }
        });
    int[] starts = new int[BANDS + 1];
    for (byte b : band) {
      starts[(b & 0xff) + 1]++;
    }
    for (int b = 0; b < BANDS; b++) {
      starts[b + 1] += starts[b];
    }
    int[] next = Arrays.copyOf(starts, BANDS);
    int[] sorted = new int[graph.length];
    for (int edge = 0; edge < graph.length; edge++) {
      sorted[next[band[edge] & 0xff]++] = edge;
    }
    return sorted;
  }
}
