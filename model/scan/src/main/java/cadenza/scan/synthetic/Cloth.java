package cadenza.scan.synthetic;

/// Soft things made of bent surfaces: pillows, duvets, blankets, curtains, towels.
final class Cloth {
  private Cloth() {}

  /// A stuffed pillow lying flat around the frame's origin, `w` by `d`, `t` thick.
  static void pillow(Build b, Material m, double w, double d, double t) {
    int salt = b.dice().count(0, 9999);
    for (int side = -1; side <= 1; side += 2) {
      int s = side;
      b.patch(
          m,
          12,
          12,
          (u, v) -> {
            double x = 2 * u - 1;
            double y = 2 * v - 1;
            double full = (1 - x * x * x * x) * (1 - y * y * y * y);
            double dent = 0.85 + 0.3 * Noise.cloudy(2 * u, 2 * v, s, salt);
            double pull = 1 - 0.05 * (x * x + y * y - 2 * x * x * y * y);
            return new double[] {
              x * w / 2 * pull, s * y * d / 2 * pull, s * t / 2 * Math.sqrt(full) * dent
            };
          });
    }
  }

  /// A cover over a mattress of `w` by `d` whose top is at z = 0: it falls `drop` at three sides
  /// (left, right, front) and lies in folds of height `fold`.
  static void cover(Build b, Material m, double w, double d, double drop, double fold) {
    int salt = b.dice().count(0, 9999);
    double skew = b.dice().in(-0.12, 0.12);
    double thick = b.dice().in(0.015, 0.05);
    b.patch(
        m,
        44,
        36,
        (u, v) -> {
          double out = 0.03;
          double across = (2 * u - 1) * (w / 2 + drop);
          double along = -d / 2 - drop * 0.8 + v * (d + drop * 0.8);
          along += skew * (u - 0.5) * (v > 0.8 ? 1 : 0.3);
          double overX = Math.max(0, Math.abs(across) - w / 2);
          double overY = Math.max(0, -d / 2 - along);
          double wave = Noise.cloudy(3.2 * across, 3.2 * along, 0, salt) - 0.45;
          double ridge = Noise.at(2.2 * across + 3 * wave, 7 * along, 0, salt + 3);
          double rise = thick + fold * (1.4 * wave + 0.7 * ridge * ridge);
          double z = rise - Math.max(overX, overY);
          double hang = 0.025 * Noise.at(9 * along, 9 * across, 1, salt + 7);
          double x = Math.max(-w / 2, Math.min(w / 2, across));
          double y = Math.max(-d / 2, along);
          if (overX > 0) {
            x += Math.signum(across) * Math.min(overX, out + hang * Math.min(1, overX * 8));
          }
          if (overY > 0) {
            y -= Math.min(overY, out + hang * Math.min(1, overY * 8));
          }
          return new double[] {x, y, Math.max(z, -drop)};
        });
  }

  /// A curtain in folds from z = 0 up to `h`, `w` wide around the origin, about `deep` deep.
  static void curtain(
      Build b, Material m, double w, double h, double deep, double folds, boolean tied) {
    int salt = b.dice().count(0, 9999);
    double phase = b.dice().in(0, 6.28);
    b.patch(
        m,
        Math.max(24, (int) (folds * 12)),
        14,
        (u, v) -> {
          double angle = 2 * Math.PI * folds * (u + 0.06 * Noise.at(5 * u, v, 0, salt)) + phase;
          double loose = 0.75 + 0.25 * (1 - v);
          double gather = tied ? 1 - 0.5 * StrictMath.exp(-18 * (v - 0.42) * (v - 0.42)) : 1;
          double x = (u - 0.5) * w * gather * (0.97 + 0.03 * v);
          double y = 0.5 * deep * loose * StrictMath.sin(angle);
          return new double[] {x, y * 0.92 + 0.04 * deep * Noise.at(3 * u, 3 * v, 2, salt), v * h};
        });
  }

  /// A towel over a rod: the frame's origin is on the rod, it hangs to both sides of y.
  static void towel(Build b, Material m, double w, double front, double back) {
    int salt = b.dice().count(0, 9999);
    b.patch(
        m,
        12,
        16,
        (u, v) -> {
          double along = v * (front + back) - front;
          double y = along < 0 ? -0.016 : 0.016;
          double ease = Math.min(1, Math.abs(along) / 0.03);
          double wave = 0.012 * (Noise.at(9 * u, 4 * v, 0, salt) - 0.5);
          return new double[] {(u - 0.5) * w, y * ease + wave * ease, 0.014 - Math.abs(along)};
        });
  }
}
