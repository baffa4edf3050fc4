package cadenza.scan.synthetic;

import java.util.ArrayList;
import java.util.List;

/// The colours and stuffs one room is furnished with.
///
/// A room has a scheme (a main hue and one or two accents, a wood, a metal), and everything in it
/// draws from that scheme with some freedom. No class has a colour of its own: sofas, chairs,
/// cabinets and walls share the same sources, so that colour alone does not name a class.
final class Palette {
  private final List<Rgb> colors = new ArrayList<>();
  private final List<Rgb> woods = new ArrayList<>();
  private final double hue;
  private final double vividness;
  private final Rgb metalColor;
  private final Rgb white;

  Palette(Dice dice) {
    hue = dice.unit();
    vividness = dice.in(0.45, 1);
    double accent = hue + dice.pick(List.of(0.08, -0.08, 0.33, 0.5, 0.5, -0.33));
    for (int i = 0; i < 3; i++) {
      colors.add(tint(hue + dice.in(-0.04, 0.04), dice));
      colors.add(tint(accent + dice.in(-0.04, 0.04), dice));
    }
    colors.add(Rgb.gray(dice.in(0.25, 0.6)));
    colors.add(Rgb.hsv(dice.in(0.07, 0.13), dice.in(0.12, 0.3), dice.in(0.6, 0.9)));
    colors.add(Rgb.hsv(dice.unit(), dice.in(0.4, 0.85), dice.in(0.4, 0.9)));
    int count = dice.count(1, 3);
    for (int i = 0; i < count; i++) {
      woods.add(woodColor(dice));
    }
    metalColor =
        dice.pick(
            List.of(
                Rgb.gray(0.72),
                Rgb.gray(0.6),
                Rgb.gray(0.2),
                Rgb.hex(0xb08d57),
                Rgb.hex(0x8a5a3c)));
    white = Rgb.hsv(dice.in(0.05, 0.2), dice.in(0, 0.07), dice.in(0.86, 0.96));
  }

  private Rgb tint(double h, Dice dice) {
    return Rgb.hsv(h, vividness * dice.in(0.15, 0.75), dice.in(0.3, 0.9));
  }

  private static Rgb woodColor(Dice dice) {
    return dice.pick(
            List.of(
                Rgb.hex(0xd9b98c), // birch
                Rgb.hex(0xc2955f), // oak
                Rgb.hex(0xa8703f), // cherry
                Rgb.hex(0x7a4e2c), // walnut
                Rgb.hex(0x4a3020), // wenge
                Rgb.hex(0xb9a48a), // limed
                Rgb.hex(0x8d7f70))) // weathered
        .near(dice, 0.15);
  }

  /// Any colour of the scheme, slightly varied.
  Rgb any(Dice dice) {
    return dice.pick(colors).near(dice, 0.2);
  }

  /// A colour for cloth: the scheme, sometimes plain greys and off-whites.
  Rgb textile(Dice dice) {
    if (dice.chance(0.25)) {
      return Rgb.hsv(dice.in(0.05, 0.65), dice.in(0, 0.12), dice.in(0.15, 0.92));
    }
    return any(dice);
  }

  Rgb white() {
    return white;
  }

  /// A pale colour for walls and big surfaces; one room in six is bold.
  Rgb wall(Dice dice) {
    if (dice.chance(0.35)) {
      return white;
    }
    if (dice.chance(0.2)) {
      return Rgb.hsv(hue, vividness * dice.in(0.3, 0.6), dice.in(0.35, 0.7));
    }
    return Rgb.hsv(hue + dice.in(-0.1, 0.1), dice.in(0.03, 0.24), dice.in(0.72, 0.95));
  }

  Material wood(Dice dice) {
    Rgb light = dice.pick(woods).near(dice, 0.06);
    Texture texture = Textures.wood(light, light.times(0.45), dice.in(0.35, 0.9));
    return dice.chance(0.5) ? Material.matte(texture) : Material.satin(texture);
  }

  /// Fronts of cabinets, doors, tables: wood, paint or laminate.
  Material board(Dice dice) {
    double pick = dice.unit();
    if (pick < 0.5) {
      return wood(dice);
    }
    if (pick < 0.72) {
      return Material.satin(Textures.plain(white.near(dice, 0.05)));
    }
    return Material.satin(Textures.plain(any(dice)));
  }

  /// Upholstery, bedding, curtains.
  Material cloth(Dice dice) {
    Rgb a = textile(dice);
    double pick = dice.unit();
    if (pick < 0.45) {
      return Material.matte(Textures.weave(a, a.times(dice.in(0.6, 0.9)), dice.in(0.004, 0.012)));
    }
    if (pick < 0.65) {
      return Material.matte(Textures.carpet(a, a.times(0.75)));
    }
    Rgb b = textile(dice);
    if (pick < 0.77) {
      return Material.matte(Textures.stripes(a, b, dice.in(0.03, 0.2), dice.in(0.15, 0.5)));
    }
    if (pick < 0.87) {
      return Material.matte(Textures.checks(a, b, dice.in(0.04, 0.16)));
    }
    return Material.matte(Textures.motif(a, b, dice.in(0.06, 0.2), dice.count(0, 2)));
  }

  /// Cloth or leather for seats.
  Material upholstery(Dice dice) {
    if (dice.chance(0.25)) {
      Rgb hide = dice.chance(0.5) ? dice.pick(woods).times(0.7) : Rgb.gray(dice.in(0.12, 0.9));
      return Material.satin(Textures.plain(hide));
    }
    Rgb a = textile(dice);
    return Material.matte(
        dice.chance(0.6)
            ? Textures.weave(a, a.times(dice.in(0.65, 0.9)), dice.in(0.004, 0.01))
            : Textures.carpet(a, a.times(0.8)));
  }

  Material metal() {
    return Material.metal(metalColor);
  }

  /// Paint or plastic in a colour of the scheme.
  Material plastic(Dice dice) {
    double pick = dice.unit();
    Rgb color =
        pick < 0.3 ? Rgb.gray(dice.in(0.08, 0.3)) : pick < 0.5 ? white.near(dice, 0.1) : any(dice);
    return Material.satin(Textures.plain(color));
  }

  Material ceramic() {
    return Material.glossy(Textures.plain(white));
  }

  /// Stone or laminate for counters.
  Material worktop(Dice dice) {
    return switch (dice.count(0, 3)) {
      case 0 -> wood(dice);
      case 1 ->
          Material.glossy(Textures.marble(white, Rgb.gray(dice.in(0.3, 0.5)), dice.in(0.8, 2)));
      case 2 -> {
        Rgb ground = Rgb.gray(dice.in(0.2, 0.7)).near(dice, 0.2);
        yield Material.glossy(
            Textures.speckle(ground, ground.times(1.7), ground.times(0.4), dice.in(0.006, 0.015)));
      }
      default -> Material.satin(Textures.plain(Rgb.gray(dice.in(0.15, 0.9)).near(dice, 0.15)));
    };
  }
}
