package cadenza.scan.synthetic;

import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// A simulated range sensor that looks around from several places.
///
/// # How it works
///
/// From each station a spherical Fibonacci lattice of rays, jittered, is traced to its first
/// surface. Rays are lost on glass, mirrors, gloss, dark and grazing surfaces. More rays are traced
/// than needed and thinned with a weight that grows with distance (as scan software does), so that
/// density still falls with distance but not with its full square; the weighted choice is exact and
/// without replacement (Efraimidis and Spirakis 2006). What is random about a ray depends on the
/// seed and the ray's number alone.
final class Scanner {
  private static final int CHUNK = 2048;
  private static final double GOLDEN_TURN = 2 * Math.PI * 0.6180339887498949;

  /// What was hit: `(points, 3)` exact positions and normals towards the sensor, the primitive and
  /// the station of each point.
  record Hits(float[] positions, float[] normals, int[] primitives, byte[] stations) {
    int count() {
      return primitives.length;
    }
  }

  private final Room room;
  private final List<double[]> stations;
  private final double lowest;
  private final long seed;

  /// @param lowest sine of the lowest elevation the sensor looks down to; -1 sees its own foot
  Scanner(Room room, List<double[]> stations, double lowest, long seed) {
    this.room = room;
    this.stations = stations;
    this.lowest = lowest;
    this.seed = seed;
  }

  /// Scans so that `wanted` points remain, or fewer if too many rays were lost.
  Hits scan(int wanted, Progress progress) {
    int perStation = (int) (3.2 * wanted / stations.size());
    int rays = perStation * stations.size();
    float[] range = new float[rays];
    float[] priority = new float[rays];
    int[] primitive = new int[rays];
    float[] normals = new float[3 * rays];
    IntStream.range(0, (rays + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(c -> {
          progress.checkCancelled();
          Tracer tracer = room.tracer();
          double[] d = new double[3];
          double[] p = new double[3];
          double[] rgb = new double[3];
          for (int i = c * CHUNK; i < Math.min(rays, (c + 1) * CHUNK); i++) {
            double[] o = stations.get(i / perStation);
            direction(i, perStation, d);
            boolean seesGlass = Dice.unit(seed, 8L * i + 2) < 0.05;
            priority[i] = Float.POSITIVE_INFINITY;
            if (!tracer.nearest(o[0], o[1], o[2], d[0], d[1], d[2], 25, seesGlass)) {
              continue;
            }
            double[] n = tracer.normal;
            double t = tracer.distance;
            double cos = -(n[0] * d[0] + n[1] * d[1] + n[2] * d[2]);
            for (int k = 0; k < 3; k++) {
              p[k] = o[k] + t * d[k];
              normals[3 * i + k] = (float) n[k];
            }
            room.albedo(tracer.part(), p, n, rgb);
            if (Dice.unit(seed, 8L * i + 3) < loss(tracer.part().material(), cos, rgb)) {
              continue;
            }
            range[i] = (float) t;
            primitive[i] = tracer.primitive;
            double area = t * t / Math.max(cos, 0.12);
            double weight = StrictMath.pow(Math.min(area, 60), 0.75);
            priority[i] = (float) (-StrictMath.log(1 - Dice.unit(seed, 8L * i + 4)) / weight);
          }
        });
    return collect(wanted, perStation, range, priority, primitive, normals);
  }

  private static double loss(Material material, double cos, double[] rgb) {
    double loss = material.transparent() ? 0.2 : material.loss();
    double dark = rgb[0] + rgb[1] + rgb[2];
    if (dark < 0.06) {
      loss += 0.3 * (1 - dark / 0.06);
    }
    if (cos < 0.18) {
      loss += (1 - cos / 0.18) * (0.45 + material.gloss());
    }
    return loss;
  }

  private void direction(int ray, int perStation, double[] d) {
    int i = ray % perStation;
    double turn = 2 * Math.PI * Dice.unit(seed, ray / perStation + 1_000_000_007L);
    double step = (1 - lowest) / perStation;
    double z = lowest + step * (i + Dice.unit(seed, 8L * ray));
    double angle =
        turn + GOLDEN_TURN * i + 2 * Math.sqrt(step) * (Dice.unit(seed, 8L * ray + 1) - 0.5);
    double flat = Math.sqrt(Math.max(0, 1 - z * z));
    d[0] = flat * StrictMath.cos(angle);
    d[1] = flat * StrictMath.sin(angle);
    d[2] = z;
    Primitives.unit(d);
  }

  private Hits collect(
      int wanted,
      int perStation,
      float[] range,
      float[] priority,
      int[] primitive,
      float[] normals) {
    float[] sorted = priority.clone();
    Arrays.parallelSort(sorted);
    int present = 0;
    while (present < sorted.length && sorted[present] < Float.POSITIVE_INFINITY) {
      present++;
    }
    int count = Math.min(wanted, present);
    float limit = count == 0 ? 0 : sorted[count - 1];
    int[] rays = new int[count];
    int at = 0;
    for (int i = 0; i < priority.length && at < count; i++) {
      if (priority[i] <= limit) {
        rays[at++] = i;
      }
    }
    float[] outPositions = new float[3 * count];
    float[] outNormals = new float[3 * count];
    int[] outPrimitives = new int[count];
    byte[] outStations = new byte[count];
    IntStream.range(0, count)
        .parallel()
        .forEach(i -> {
          int ray = rays[i];
          double[] o = stations.get(ray / perStation);
          double[] d = new double[3];
          direction(ray, perStation, d);
          for (int k = 0; k < 3; k++) {
            outPositions[3 * i + k] = (float) (o[k] + range[ray] * d[k]);
            outNormals[3 * i + k] = normals[3 * ray + k];
          }
          outPrimitives[i] = primitive[ray];
          outStations[i] = (byte) (ray / perStation);
        });
    return new Hits(outPositions, outNormals, outPrimitives, outStations);
  }
}
