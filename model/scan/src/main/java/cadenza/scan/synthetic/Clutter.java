package cadenza.scan.synthetic;

/// Small things that lie about. Each is an object of its own; the frame's z = 0 is the surface they
/// lie on.
final class Clutter {
  private Clutter() {}

  /// A few things on a free surface of `w` by `d` metres, one a cell so that none cut another.
  static void onTable(Build b, double w, double d, Dice dice, Palette palette) {
    scatter(b, w, d, dice.in(0, 0.75), dice, palette);
  }

  /// Things in cells of about 30 cm; each cell is used with the given chance.
  static void scatter(Build b, double w, double d, double fill, Dice dice, Palette palette) {
    if (w < 0.24 || d < 0.22) {
      return;
    }
    int nx = Math.max(1, (int) (w / 0.3));
    int ny = Math.max(1, (int) (d / 0.3));
    for (int i = 0; i < nx; i++) {
      for (int j = 0; j < ny; j++) {
        if (!dice.chance(fill * 0.6)) {
          continue;
        }
        double x = -w / 2 + (i + 0.5 + dice.in(-0.12, 0.12)) * w / nx;
        double y = -d / 2 + (j + 0.5 + dice.in(-0.12, 0.12)) * d / ny;
        any(b.at(Pose.IDENTITY.moved(x, y, 0).yawed(dice.in(0, 6.28))), dice, palette);
      }
    }
  }

  /// One thing of up to 24 cm across and 40 cm high.
  static void any(Build b, Dice dice, Palette palette) {
    switch (dice.count(0, 9)) {
      case 0, 1 -> cup(b, dice, palette);
      case 2, 3 -> books(b, dice, palette);
      case 4 -> bottle(b, dice, palette);
      case 5 -> bowl(b, dice, palette);
      case 6 -> vase(b, dice, palette);
      case 7 -> box(b, dice, palette);
      case 8 -> papers(b, dice);
      default -> Plants.small(b, dice, palette);
    }
  }

  static void cup(Build at, Dice dice, Palette palette) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material m = dice.chance(0.4) ? palette.ceramic() : palette.plastic(dice);
    double r = dice.in(0.034, 0.045);
    double h = dice.in(0.08, 0.11);
    b.lathe(
        m,
        16,
        5,
        1,
        Build.Profile.through(
            0.001, 0.004, r * 0.85, 0.004, r, h, r - 0.004, h, r * 0.8, 0.01, 0.001, 0.01));
    b.rod(m, r, 0, h * 0.75, r + 0.025, 0, h * 0.7, 0.005, 0.005);
    b.rod(m, r + 0.025, 0, h * 0.7, r + 0.02, 0, h * 0.3, 0.005, 0.005);
    b.rod(m, r + 0.02, 0, h * 0.3, r * 0.95, 0, h * 0.25, 0.005, 0.005);
  }

  /// A pile of books lying flat.
  static void books(Build at, Dice dice, Palette palette) {
    int count = dice.count(1, 4);
    double z = 0;
    for (int i = 0; i < count; i++) {
      double t = dice.in(0.012, 0.035);
      double w = dice.in(0.13, 0.19);
      double d = w * dice.in(1.2, 1.4);
      Build b =
          at.at(Pose.IDENTITY.moved(0, 0, z).yawed(dice.in(-0.3, 0.3)))
              .as(SemanticClass.OTHER_FURNITURE);
      book(b, w, d, t, palette.any(dice));
      z += t + 0.001;
    }
  }

  private static void book(Build b, double w, double d, double t, Rgb cover) {
    Material paper = Material.matte(Textures.plain(Rgb.hex(0xece4d0)));
    Material hull = Material.satin(Textures.plain(cover));
    b.box(hull, 0, 0, 0.0015, w, d, 0.003);
    b.box(hull, 0, 0, t - 0.0015, w, d, 0.003);
    b.box(paper, 0.004, 0, t / 2, w - 0.012, d - 0.012, t - 0.006);
    b.box(hull, -w / 2 + 0.0015, 0, t / 2, 0.003, d, t);
  }

  static void bottle(Build at, Dice dice, Palette palette) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material m = Material.glossy(Textures.plain(palette.any(dice)));
    double r = dice.in(0.028, 0.04);
    double h = dice.in(0.18, 0.3);
    b.drum(m, 0, 0, 0, h * 0.62, r, r);
    b.drum(m, 0, 0, h * 0.62, h * 0.76, r, r * 0.4);
    b.drum(m, 0, 0, h * 0.76, h, r * 0.4, r * 0.38);
    Rgb label = Rgb.gray(dice.in(0.6, 0.95));
    b.drum(Material.matte(Textures.plain(label)), 0, 0, h * 0.2, h * 0.45, r + 0.0008, r + 0.0008);
  }

  static void bowl(Build at, Dice dice, Palette palette) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material m = dice.chance(0.5) ? palette.ceramic() : palette.wood(dice);
    double r = dice.in(0.08, 0.12);
    double h = dice.in(0.05, 0.08);
    b.lathe(
        m,
        20,
        8,
        1,
        Build.Profile.through(
            0.001, 0.002, r * 0.5, 0.002, r * 0.85, h * 0.5, r, h, r - 0.008, h, r * 0.8, h * 0.5,
            r * 0.45, 0.012, 0.001, 0.012));
    if (dice.chance(0.6)) {
      for (int i = 0; i < 5; i++) {
        double a = i * 1.2566;
        Rgb fruit = Rgb.hsv(dice.in(0.0, 0.3), 0.8, dice.in(0.6, 0.9));
        double q = i == 0 ? 0 : r * 0.45;
        double f = dice.in(0.03, 0.038);
        b.ball(
            Material.satin(Textures.plain(fruit)),
            q * StrictMath.cos(a),
            q * StrictMath.sin(a),
            0.015 + f + (i == 0 ? 0.03 : 0.008),
            f,
            f,
            f);
      }
    }
  }

  static void vase(Build at, Dice dice, Palette palette) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material m = dice.chance(0.5) ? palette.ceramic() : palette.plastic(dice);
    double h = dice.in(0.14, 0.26);
    double r = dice.in(0.035, 0.07);
    double neck = r * dice.in(0.35, 0.8);
    b.lathe(
        m,
        18,
        8,
        1,
        Build.Profile.through(
            0.001,
            0.002,
            r * 0.6,
            0.002,
            r,
            h * 0.3,
            r * 0.95,
            h * 0.5,
            neck,
            h * 0.8,
            neck * 1.15,
            h,
            neck * 0.9,
            h * 0.98,
            neck * 0.8,
            h * 0.7));
    if (dice.chance(0.6)) {
      Material stem = Material.matte(Textures.plain(Rgb.hsv(0.28, 0.6, 0.4)));
      for (int i = 0; i < 5; i++) {
        double a = dice.in(0, 6.28);
        double out = dice.in(0.02, 0.08);
        double top = h + dice.in(0.06, 0.13);
        double x = out * StrictMath.cos(a);
        double y = out * StrictMath.sin(a);
        b.rod(stem, 0, 0, h * 0.8, x, y, top, 0.003, 0.002);
        Rgb flower = palette.any(dice).mix(Rgb.hsv(dice.unit(), 0.6, 0.9), 0.5);
        b.ball(Material.matte(Textures.plain(flower)), x, y, top, 0.022, 0.022, 0.018);
      }
    }
  }

  /// A closed box or a basket.
  static void box(Build at, Dice dice, Palette palette) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material m =
        dice.chance(0.4)
            ? Material.matte(Textures.plain(Rgb.hex(0xb08a5a)))
            : palette.plastic(dice);
    double w = dice.in(0.1, 0.2);
    double d = dice.in(0.08, 0.15);
    double h = dice.in(0.05, 0.14);
    b.box(m, 0, 0, h / 2, w, d, h);
    b.box(m, 0, 0, h - 0.01, w + 0.006, d + 0.006, 0.022);
  }

  static void papers(Build at, Dice dice) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material m = Material.matte(Textures.motif(Rgb.gray(0.96), Rgb.gray(0.6), 0.012, 1));
    int count = dice.count(1, 4);
    for (int i = 0; i < count; i++) {
      Pose turned = Pose.IDENTITY.moved(0, 0, 0.002 + 0.004 * i).yawed(dice.in(-0.4, 0.4));
      b.at(turned).box(m, 0, 0, 0, 0.15, 0.2, 0.003);
    }
  }

  /// A thing that stands on the floor: bin, box, basket, bag.
  static Piece onFloor(Dice dice, Palette palette) {
    double r = dice.in(0.12, 0.19);
    double h = dice.in(0.22, 0.45);
    Material m = dice.chance(0.3) ? palette.metal() : palette.plastic(dice);
    Material cloth = palette.cloth(dice);
    Material board = Material.matte(Textures.plain(Rgb.hex(0xad8757).near(dice, 0.2)));
    int make = dice.count(0, 3);
    double sx = dice.in(1.2, 2);
    boolean open = dice.chance(0.5);
    return Piece.solid(
        SemanticClass.OTHER_FURNITURE,
        make == 1 ? 2 * r * sx : 2 * r,
        2 * r,
        h + 0.02,
        0,
        b -> {
          switch (make) {
            case 0 ->
                b.lathe(
                    m,
                    20,
                    4,
                    1,
                    Build.Profile.through(
                        0.001, 0.003, r * 0.75, 0.003, r * 0.98, h, r * 0.93, h, r * 0.7, 0.015,
                        0.001, 0.015));
            case 1 -> {
              b.box(board, 0, 0, h / 2, 2 * r * sx * 0.97, 2 * r * 0.97, h);
              b.box(
                  Material.satin(Textures.plain(Rgb.hex(0xcdb48a))),
                  0,
                  0,
                  h / 2,
                  2 * r * sx * 0.98,
                  0.05,
                  h + 0.004);
              if (open) {
                b.at(Pose.IDENTITY.moved(0, r * 0.96, h).pitched(0.1))
                    .box(board, 0, -0.004, 0.008, r, 0.004, 0.012);
              }
            }
            case 2 -> b.soft(cloth, 0, 0, h * 0.4, 2 * r * 0.98, 2 * r * 0.98, h * 0.8, 0.09);
            default -> {
              b.lathe(
                  Material.matte(Textures.weave(Rgb.hex(0xc9a36a), Rgb.hex(0x8d6a3a), 0.02)),
                  20,
                  6,
                  1,
                  Build.Profile.through(
                      0.001, 0.003, r * 0.85, 0.003, r * 0.98, h * 0.6, r * 0.95, h, r * 0.88, h,
                      r * 0.85, h * 0.4, 0.001, 0.03));
              b.soft(cloth, 0, 0, h * 0.75, r * 1.2, r * 1.2, h * 0.35, 0.06);
            }
          }
        });
  }
}
