package cadenza.scan.synthetic;

import java.util.ArrayList;
import java.util.List;

/// Chooses where the sensor stands and how good it is.
final class Stations {
  private Stations() {}

  /// A tripod with few places, or a hand that walks through the room, in free space.
  static Sensor equip(Room room, Dice dice) {
    boolean handheld = dice.chance(0.5);
    int count = handheld ? dice.count(7, 11) : dice.count(4, 6);
    List<double[]> stations = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      stations.add(next(room, stations, handheld, dice));
    }
    double[] gains = new double[count];
    double spread = dice.in(0.02, 0.07);
    for (int i = 0; i < count; i++) {
      gains[i] = 1 + dice.in(-spread, spread);
    }
    return new Sensor(
        stations,
        handheld ? -0.995 : -0.95,
        handheld ? dice.in(0.0015, 0.003) : dice.in(0.0006, 0.0015),
        handheld ? dice.in(0.0001, 0.0004) : dice.in(0.00003, 0.0001),
        dice.in(0.008, 0.02),
        dice.in(0.01, 0.05),
        gains,
        dice.in(0.8, 1.25),
        dice.in(0.5, 0.9));
  }

  /// The free place farthest from the stations so far.
  private static double[] next(Room room, List<double[]> chosen, boolean handheld, Dice dice) {
    FloorPlan plan = room.plan();
    double z = handheld ? dice.in(1.15, 1.85) : dice.in(1.35, 1.75);
    double[] best = {0, 0, Math.min(plan.height() - 0.25, 2)};
    double bestScore = Double.NEGATIVE_INFINITY;
    for (int attempt = 0; attempt < 400; attempt++) {
      double x = dice.in(plan.low(0), plan.high(0));
      double y = dice.in(plan.low(1), plan.high(1));
      if (!plan.contains(x, y, 0.35)) {
        continue;
      }
      double free = 10;
      for (Layout.Box box : room.taken()) {
        if (box.z0() < z + 0.2 && box.z1() > 0.3) {
          free = Math.min(free, box.distance(x, y));
        }
      }
      double apart = 2;
      for (double[] other : chosen) {
        double dx = x - other[0];
        double dy = y - other[1];
        apart = Math.min(apart, Math.sqrt(dx * dx + dy * dy));
      }
      double score = apart + 1.5 * Math.min(free, 0.4) - (free < 0.2 ? 2 : 0) + dice.in(0, 0.3);
      if (score > bestScore) {
        bestScore = score;
        best = new double[] {x, y, z};
      }
    }
    return best;
  }
}
