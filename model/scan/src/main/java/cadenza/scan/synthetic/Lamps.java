package cadenza.scan.synthetic;

/// Lamps: hanging, on the ceiling, standing, on a table. They shine through [Build#light].
final class Lamps {
  private Lamps() {}

  /// Light of a bulb, warm to neutral, of a strength.
  static Rgb bulb(Dice dice, double strength) {
    return Rgb.hsv(dice.in(0.07, 0.12), dice.in(0.08, 0.32), 1).times(strength);
  }

  private static Material shade(Rgb light, Dice dice, Palette palette) {
    Rgb color = palette.textile(dice).mix(light.times(1 / (light.luminance() + 0.01)), 0.65);
    return Material.glowing(color, 2.2);
  }

  /// Hangs below or sits on the ceiling; the frame's origin is on the ceiling, z up. Returns how
  /// far down it reaches.
  static void ceiling(Build at, double drop, double strength, Dice dice, Palette palette) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Rgb light = bulb(dice, strength);
    Material metal = palette.metal();
    Material glow = shade(light, dice, palette);
    double r = dice.in(0.15, 0.28);
    switch (dice.count(0, 4)) {
      case 0 -> {
        b.drum(metal, 0, 0, -0.03, 0, 0.05, 0.05);
        b.rod(metal, 0, 0, 0, 0, 0, -drop, 0.005, 0.005);
        b.lathe(
            glow,
            24,
            3,
            1,
            Build.Profile.through(0.03, -drop, r * 0.6, -drop - 0.02, r, -drop - 0.2));
        b.light(0, 0, -drop - 0.2, 0.09, light);
      }
      case 1 -> {
        b.drum(metal, 0, 0, -0.025, 0, r * 0.6, r * 0.6);
        b.ball(glow, 0, 0, -0.05, r, r, 0.07);
        b.light(0, 0, -0.14, 0.1, light);
      }
      case 2 -> {
        b.rod(metal, 0, 0, 0, 0, 0, -drop, 0.004, 0.004);
        b.drum(metal, 0, 0, -0.03, 0, 0.05, 0.05);
        b.ball(glow, 0, 0, -drop - r * 0.7, r * 0.75, r * 0.75, r * 0.75);
        b.light(0, 0, -drop - r * 0.7, r * 0.7, light);
      }
      case 3 -> {
        b.drum(glow, 0, 0, -0.11, -0.01, r * 1.1, r * 1.1);
        b.drum(metal, 0, 0, -0.02, 0, r * 1.13, r * 1.13);
        b.light(0, 0, -0.16, r * 0.8, light);
      }
      default -> {
        int arms = dice.count(3, 6);
        b.rod(metal, 0, 0, 0, 0, 0, -drop, 0.012, 0.012);
        for (int i = 0; i < arms; i++) {
          double c = r * 1.2 * StrictMath.cos(6.28318 * i / arms);
          double s = r * 1.2 * StrictMath.sin(6.28318 * i / arms);
          b.rod(metal, 0, 0, -drop + 0.02, c, s, -drop - 0.05, 0.008, 0.008);
          b.rod(metal, c, s, -drop - 0.07, c, s, -drop - 0.02, 0.02, 0.012);
          b.ball(glow, c, s, -drop - 0.12, 0.05, 0.05, 0.055);
        }
        b.light(0, 0, -drop - 0.16, r, light);
      }
    }
  }

  /// A standing lamp.
  static Piece floor(Dice dice, Palette palette) {
    double h = dice.in(1.35, 1.75);
    double r = dice.in(0.15, 0.22);
    boolean on = dice.chance(0.7);
    Rgb light = bulb(dice, dice.in(0.8, 1.8));
    Material metal = dice.chance(0.7) ? palette.metal() : palette.wood(dice);
    Material glow = on ? shade(light, dice, palette) : palette.cloth(dice);
    boolean tripod = dice.chance(0.3);
    return Piece.solid(
        SemanticClass.OTHER_FURNITURE,
        2 * r + 0.06,
        2 * r + 0.06,
        h + 0.02,
        0,
        b -> {
          if (tripod) {
            for (int i = 0; i < 3; i++) {
              double c = StrictMath.cos(2.0944 * i);
              double s = StrictMath.sin(2.0944 * i);
              b.rod(metal, r * c, r * s, 0, 0.02 * c, 0.02 * s, h - 0.25, 0.012, 0.014);
            }
          } else {
            b.drum(metal, 0, 0, 0, 0.025, r * 0.9, r * 0.85);
            b.rod(metal, 0, 0, 0.02, 0, 0, h - 0.2, 0.011, 0.011);
          }
          b.lathe(glow, 24, 2, 1, Build.Profile.through(r, h - 0.3, r * 0.72, h));
          if (on) {
            b.ball(Material.glowing(new Rgb(1, 0.95, 0.85), 3), 0, 0, h - 0.16, 0.035, 0.035, 0.05);
            b.light(0, 0, h - 0.13, 0.08, light);
          }
        });
  }

  /// A small lamp for a nightstand or a sideboard, built onto a surface.
  static void table(Build at, Dice dice, Palette palette) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    double h = dice.in(0.3, 0.45);
    double r = dice.in(0.085, 0.125);
    boolean on = dice.chance(0.6);
    Rgb light = bulb(dice, dice.in(0.3, 0.7));
    Material foot = dice.chance(0.5) ? palette.ceramic() : palette.wood(dice);
    Material glow = on ? shade(light, dice, palette) : palette.cloth(dice);
    if (dice.chance(0.5)) {
      b.lathe(
          foot,
          18,
          6,
          1,
          Build.Profile.through(
              0.001, 0, r * 0.7, 0, r * 0.75, 0.05, r * 0.45, h * 0.4, 0.015, h * 0.55, 0.012,
              h * 0.7));
    } else {
      b.drum(foot, 0, 0, 0, 0.02, r * 0.7, r * 0.7);
      b.rod(foot, 0, 0, 0, 0, 0, h * 0.7, 0.01, 0.01);
    }
    b.lathe(glow, 20, 2, 1, Build.Profile.through(r, h * 0.52, r * 0.7, h));
    if (on) {
      b.light(0, 0, h * 0.8, 0.05, light);
    }
  }

  /// A jointed lamp for a desk.
  static void desk(Build at, Dice dice, Palette palette) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material m = dice.chance(0.5) ? palette.metal() : palette.plastic(dice);
    b.drum(m, 0, 0, 0, 0.02, 0.075, 0.07);
    b.rod(m, 0, 0, 0.02, 0.03, 0, 0.24, 0.008, 0.008);
    b.rod(m, 0.03, 0, 0.24, -0.1, 0, 0.4, 0.008, 0.008);
    b.rod(m, -0.1, 0, 0.41, -0.15, 0, 0.34, 0.02, 0.055);
    if (dice.chance(0.6)) {
      b.ball(Material.glowing(new Rgb(1, 0.93, 0.8), 3), -0.15, 0, 0.34, 0.03, 0.03, 0.03);
      b.light(-0.155, 0, 0.32, 0.03, bulb(dice, dice.in(0.15, 0.4)));
    }
  }

  /// A bright panel in the ceiling of an office; the frame's origin is on the ceiling.
  static void troffer(Build at, double w, double d, double strength, Dice dice) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    b.box(Material.satin(Textures.plain(Rgb.gray(0.9))), 0, 0, -0.015, w, d, 0.03);
    b.box(Material.glowing(Rgb.gray(1), 2.4), 0, 0, -0.031, w - 0.06, d - 0.06, 0.006);
    Rgb white = Rgb.hsv(dice.in(0.5, 0.6), dice.in(0, 0.1), 1).times(strength);
    // The panel's frame shines towards its negative y: tip it so that this is down.
    b.at(Pose.IDENTITY.moved(0, 0, -0.04).pitched(-Math.PI / 2)).panelLight(w / 2, d / 2, white);
  }
}
