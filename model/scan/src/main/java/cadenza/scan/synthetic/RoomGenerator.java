package cadenza.scan.synthetic;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Makes furnished rooms and scans them.
///
/// # How it works
///
/// [RoomDesign] draws a floor plan, furnishes it and lights it; [Scanner] traces the sensor's rays;
/// [Camera] colours what they hit; here noise is added and labels are attached. A kind and a seed
/// give the same bytes on every machine and with any number of threads.
public final class RoomGenerator {
  private RoomGenerator() {}

  /// A room whose kind, too, comes from the seed: all kinds equally often.
  public static PointCloud generate(long seed, Progress progress) {
    return generate(kindOf(seed), seed, progress);
  }

  /// The kind of room that [#generate(long, Progress)] makes of a seed.
  public static RoomKind kindOf(long seed) {
    List<RoomKind> kinds = List.of(RoomKind.values());
    return kinds.get((int) (Dice.unit(seed ^ 0x6b696e64L, 0) * kinds.size()));
  }

  /// A scanned room of 200,000 to 400,000 points.
  ///
  /// Metres, z up, the floor at 0 and the middle of the plan at the origin; colours; unit normals
  /// towards the sensor; attributes `label` (UINT8, [SemanticClass#id()]) and `instance` (UINT16,
  /// one number an object, never 0).
  ///
  /// @throws java.util.concurrent.CancellationException if nobody wants the room any more
  public static PointCloud generate(RoomKind kind, long seed, Progress progress) {
    long key = Dice.mix(seed + 0x9e3779b97f4a7c15L * kind.name().hashCode());
    Dice dice = new Dice(key);
    progress.report(0, "Furnishing a " + kind.displayName());
    Room room = RoomDesign.draw(kind, dice.fork());
    Sensor sensor = Stations.equip(room, dice.fork());
    int wanted = wantedPoints(room.plan().area(), dice);
    progress.report(0.15, "Scanning the " + kind.displayName());
    Scanner.Hits hits =
        new Scanner(room, sensor.stations(), sensor.lowest(), dice.next()).scan(wanted, progress);
    progress.checkCancelled();
    progress.report(0.5, "Lighting the " + kind.displayName());
    byte[] colors = new Camera(room, sensor, dice.next()).colors(hits);
    progress.checkCancelled();
    PointCloud cloud = measured(room, sensor, hits, colors, dice.next());
    progress.report(1, "Made a " + kind.displayName());
    return cloud;
  }

  /// More points for larger rooms, so that all are about equally dense.
  private static int wantedPoints(double area, Dice dice) {
    double points = 118_000 + 6_500 * area + dice.in(-20_000, 60_000);
    return (int) Math.max(200_000, Math.min(400_000, points));
  }

  private static PointCloud measured(
      Room room, Sensor sensor, Scanner.Hits hits, byte[] colors, long key) {
    int n = hits.count();
    float[] positions = new float[3 * n];
    float[] normals = new float[3 * n];
    byte[] labels = new byte[n];
    short[] instances = new short[n];
    List<Solids.Part> parts = new ArrayList<>(room.solids().parts());
    int chunk = 4096;
    IntStream.range(0, (n + chunk - 1) / chunk)
        .parallel()
        .forEach(c -> {
          Tracer tracer = room.tracer();
          for (int i = c * chunk; i < Math.min(n, (c + 1) * chunk); i++) {
            measure(sensor, hits, i, key, tracer, positions, normals);
            Solids.Part part = parts.get(room.solids().part(hits.primitives()[i]));
            labels[i] = (byte) part.label().id();
            instances[i] = (short) part.instance();
          }
        });
    return PointCloud.builder(positions)
        .colors(colors)
        .normals(normals)
        .attribute(new Attribute(Attribute.LABEL, ScalarType.UINT8, labels))
        .attribute(new Attribute(Attribute.INSTANCE, ScalarType.UINT16, instances))
        .build();
  }

  private static void measure(
      Sensor sensor,
      Scanner.Hits hits,
      int i,
      long key,
      Tracer tracer,
      float[] positions,
      float[] normals) {
    double[] o = sensor.stations().get(hits.stations()[i]);
    double[] d = new double[3];
    double[] n = new double[3];
    double t = 0;
    for (int k = 0; k < 3; k++) {
      d[k] = hits.positions()[3 * i + k] - o[k];
      n[k] = hits.normals()[3 * i + k];
      t += d[k] * d[k];
    }
    t = Math.sqrt(t);
    Primitives.unit(d);
    double cos = Math.abs(d[0] * n[0] + d[1] * n[1] + d[2] * n[2]);
    double sigma =
        (sensor.rangeNoise() + sensor.rangeNoiseGrowth() * t * t) / Math.sqrt(Math.max(0.25, cos));
    double measured = t + sigma * Dice.normal(key, 8L * i);
    if (Dice.unit(key, 8L * i + 32) < 0.02) {
      measured += mixedPixel(o, d, t, key + i, tracer);
    }
    for (int k = 0; k < 3; k++) {
      positions[3 * i + k] = (float) (o[k] + measured * d[k]);
      n[k] += sensor.normalNoise() * Dice.normal(key ^ 0x510e527fL, 3L * i + k);
    }
    Primitives.unit(n);
    double facing = n[0] * d[0] + n[1] * d[1] + n[2] * d[2] > 0 ? -1 : 1;
    for (int k = 0; k < 3; k++) {
      normals[3 * i + k] = (float) (facing * n[k]);
    }
  }

  /// How far a beam that is split by an edge measures behind it: between the two surfaces.
  private static double mixedPixel(double[] o, double[] d, double t, long key, Tracer tracer) {
    double[] near = new double[3];
    for (int k = 0; k < 3; k++) {
      near[k] = d[k] + 0.006 * (Dice.unit(key, 70 + k) - 0.5);
    }
    Primitives.unit(near);
    if (!tracer.nearest(o[0], o[1], o[2], near[0], near[1], near[2], 25, false)) {
      return 0;
    }
    double behind = tracer.distance - t;
    double part = Dice.unit(key, 75);
    return behind > 0.06 && behind < 1.5 ? behind * part * part : 0;
  }
}
