package cadenza.scan.synthetic;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Colours the points of a scan: light, reflections, exposure, white balance, noise.
final class Camera {
  private static final int CHUNK = 1024;

  // What a camera's own picture style adds, since compressed highlights look flat without.
  private static final double SATURATION = 1.25;
  private static final double CONTRAST = 0.35;

  private final Room room;
  private final Sensor sensor;
  private final long seed;

  Camera(Room room, Sensor sensor, long seed) {
    this.room = room;
    this.sensor = sensor;
    this.seed = seed;
  }

  /// Red, green, blue of every hit, `(points, 3)`.
  byte[] colors(Scanner.Hits hits) {
    int n = hits.count();
    Bounces bounces = new Bounces(room, hits.positions(), hits.normals(), seed);
    float[] seen = new float[3 * n];
    IntStream.range(0, (n + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(c -> {
          Shading shading = new Shading(hits, bounces);
          for (int i = c * CHUNK; i < Math.min(n, (c + 1) * CHUNK); i++) {
            shading.shade(i, seen);
          }
        });
    return developed(hits, seen);
  }

  /// Exposes for the median, removes part of the tint, compresses highlights, adds noise.
  private byte[] developed(Scanner.Hits hits, float[] seen) {
    int n = hits.count();
    float[] luminance = new float[n];
    double[] mean = {1e-6, 1e-6, 1e-6};
    for (int i = 0; i < n; i++) {
      double y = 0.2126 * seen[3 * i] + 0.7152 * seen[3 * i + 1] + 0.0722 * seen[3 * i + 2];
      luminance[i] = (float) y;
      for (int k = 0; k < 3; k++) {
        mean[k] += seen[3 * i + k] / (y + 0.02);
      }
    }
    Arrays.parallelSort(luminance);
    double median = n == 0 ? 1 : luminance[n / 2] + 1e-6;
    double[] scale = new double[3];
    for (int k = 0; k < 3; k++) {
      double tint = StrictMath.pow(mean[1] / mean[k], sensor.balance());
      scale[k] = 0.42 * sensor.exposure() * tint / median;
    }
    byte[] rgb = new byte[3 * n];
    IntStream.range(0, n)
        .parallel()
        .forEach(i -> {
          double gain = sensor.gains()[hits.stations()[i]];
          double[] value = new double[3];
          double gray = Dice.normal(seed ^ 0x6a09e667L, i);
          double mid = 0;
          for (int k = 0; k < 3; k++) {
            double x = seen[3 * i + k] * scale[k] * gain;
            value[k] = StrictMath.pow(x * (1 + x / 16) / (1 + x), 1 / 2.2);
            mid += value[k] / 3;
          }
          for (int k = 0; k < 3; k++) {
            double vivid = mid + SATURATION * (value[k] - mid);
            double clear = Math.max(0, Math.min(1, vivid));
            clear += CONTRAST * (Noise.smooth(clear) - clear);
            double grain = 0.7 * gray + 0.7 * Dice.normal(seed ^ 0xbb67ae85L, 3L * i + k);
            clear += sensor.colorNoise() * grain;
            rgb[3 * i + k] = (byte) (int) (255 * Math.max(0, Math.min(1, clear)) + 0.5);
          }
        });
    return rgb;
  }

  /// The work space of one thread.
  private final class Shading {
    private final Scanner.Hits hits;
    private final Bounces bounces;
    private final Tracer tracer = room.tracer();
    private final double[] p = new double[3];
    private final double[] n = new double[3];
    private final double[] albedo = new double[3];
    private final double[] light = new double[3];
    private final double[] d = new double[3];

    Shading(Scanner.Hits hits, Bounces bounces) {
      this.hits = hits;
      this.bounces = bounces;
    }

    void shade(int i, float[] out) {
      for (int k = 0; k < 3; k++) {
        p[k] = hits.positions()[3 * i + k];
        n[k] = hits.normals()[3 * i + k];
        light[k] = 0;
      }
      Solids.Part part = room.solids().parts().get(room.solids().part(hits.primitives()[i]));
      room.albedo(part, p, n, albedo);
      room.lighting().addDirect(tracer, p, n, Dice.mix(seed + i), 2, light);
      bounces.add(p[0], p[1], p[2], n, light);
      double glow = part.material().glow();
      for (int k = 0; k < 3; k++) {
        out[3 * i + k] = (float) (albedo[k] * (light[k] + glow));
      }
      if (part.material().gloss() > 0.02) {
        reflect(i, part.material().gloss(), out);
      }
    }

    /// Mixes in what the surface mirrors, more at grazing angles (Schlick 1994).
    private void reflect(int i, double gloss, float[] out) {
      double[] o = sensor.stations().get(hits.stations()[i]);
      for (int k = 0; k < 3; k++) {
        d[k] = p[k] - o[k];
      }
      Primitives.unit(d);
      double cos = -(d[0] * n[0] + d[1] * n[1] + d[2] * n[2]);
      double rough = 0.12 * (1 - gloss);
      for (int k = 0; k < 3; k++) {
        d[k] += 2 * cos * n[k] + rough * (Dice.unit(seed ^ 0x3c6ef372L, 3L * i + k) - 0.5);
      }
      Primitives.unit(d);
      double x = 1 - Math.max(0, Math.min(1, cos));
      double part = gloss * (0.35 + 0.65 * x * x * x * x * x);
      double[] mean = bounces.mean();
      double sky = 2.5 * mean[1];
      boolean hit =
          tracer.nearest(
              p[0] + 0.003 * n[0],
              p[1] + 0.003 * n[1],
              p[2] + 0.003 * n[2],
              d[0],
              d[1],
              d[2],
              20,
              false);
      if (hit) {
        double[] there = {
          p[0] + tracer.distance * d[0],
          p[1] + tracer.distance * d[1],
          p[2] + tracer.distance * d[2]
        };
        Solids.Part other = tracer.part();
        room.albedo(other, there, tracer.normal, light);
        for (int k = 0; k < 3; k++) {
          light[k] *= 1.6 * mean[k] + Math.min(other.material().glow(), 4 * mean[k]);
        }
      }
      for (int k = 0; k < 3; k++) {
        double mirrored = hit ? light[k] : sky;
        out[3 * i + k] = (float) Noise.mix(out[3 * i + k], mirrored, part);
      }
    }
  }
}
