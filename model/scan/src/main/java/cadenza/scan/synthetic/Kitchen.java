package cadenza.scan.synthetic;

/// Kitchen units: base cabinets under a worktop, wall cabinets, stove, sink, refrigerator.
///
/// One kitchen shares its fronts, worktop and handles, so they are drawn once.
final class Kitchen {
  static final double DEPTH = 0.62;

  private final Palette palette;
  private final Storage.Fronts fronts;
  private final Storage.Fronts upperFronts;
  private final Material worktop;
  private final Material steel;
  private final double height;

  Kitchen(Dice dice, Palette palette) {
    this.palette = palette;
    fronts = Storage.Fronts.draw(dice, palette);
    upperFronts = dice.chance(0.7) ? fronts : Storage.Fronts.draw(dice, palette);
    worktop = palette.worktop(dice);
    steel = Material.metal(Rgb.gray(dice.in(0.62, 0.78)));
    height = dice.in(0.87, 0.93);
  }

  /// What one stretch of worktop holds.
  enum Unit {
    DRAWERS,
    DOORS,
    SINK,
    STOVE
  }

  /// A stretch of base units. The body is a cabinet, the worktop a counter, the basin a sink.
  Piece base(double width, Unit unit, Dice dice) {
    double fill = unit == Unit.SINK || unit == Unit.STOVE ? 0 : dice.in(0.2, 0.9);
    int columns = Math.max(1, (int) Math.round(width / 0.5));
    boolean appliances = dice.chance(0.5) && width > 0.6;
    Dice clutter = dice.fork();
    return Piece.solid(
        SemanticClass.CABINET,
        width,
        DEPTH,
        height + 0.42,
        0.6,
        b -> {
          double y0 = -DEPTH / 2 + 0.07;
          double y1 = DEPTH / 2;
          double z = height - 0.04;
          b.span(fronts.body(), -width / 2, y0 + 0.06, 0, width / 2, y1, 0.1);
          b.span(
              fronts.body(), -width / 2, y0, 0.1, width / 2, y1, unit == Unit.SINK ? z - 0.19 : z);
          if (unit == Unit.STOVE) {
            oven(b, width, y0, z);
          } else {
            for (int i = 0; i < columns; i++) {
              double each = width / columns;
              double x = -width / 2 + (i + 0.5) * each;
              if (unit == Unit.DRAWERS) {
                for (int j = 0; j < 3; j++) {
                  double eh = (z - 0.1) / 3;
                  Storage.front(b, fronts, x, y0, 0.1 + (j + 0.5) * eh, each, eh, 0);
                }
              } else {
                Storage.front(b, fronts, x, y0, (0.1 + z) / 2, each, z - 0.1, i % 2 == 0 ? 1 : -1);
              }
            }
          }
          Build top = b.as(SemanticClass.COUNTER);
          if (unit == Unit.SINK) {
            sink(b, top, width, clutter);
          } else {
            slab(top, -width / 2, -DEPTH / 2, width / 2, DEPTH / 2);
          }
          Build on = b.moved(0, 0.04, height + 0.001);
          if (unit == Unit.STOVE) {
            hob(on, clutter);
          } else if (unit != Unit.SINK) {
            if (appliances) {
              appliance(on.moved(-width / 2 + 0.25, 0.05, 0), clutter);
              Clutter.scatter(on.moved(0.22, 0, 0), width - 0.55, 0.4, fill, clutter, palette);
            } else {
              Clutter.scatter(on, width - 0.1, 0.42, fill, clutter, palette);
            }
          }
        });
  }

  private void slab(Build b, double x0, double y0, double x1, double y1) {
    b.span(worktop, x0, y0, height - 0.04, x1, y1, height);
  }

  private void sink(Build b, Build top, double width, Dice dice) {
    double half = 0.25;
    double y0 = -0.2;
    double y1 = 0.17;
    double w = width / 2;
    double d = DEPTH / 2;
    slab(top, -w, -d, w, y0);
    slab(top, -w, y1, w, d);
    slab(top, -w, y0, -half, y1);
    slab(top, half, y0, w, y1);
    double z = height - 0.04;
    b.span(fronts.body(), -w, -d + 0.07, z - 0.19, w, -d + 0.09, z);
    Build basin = b.as(SemanticClass.SINK);
    Material m = dice.chance(0.75) ? steel : palette.ceramic();
    double t = 0.012;
    double floor = height - 0.19;
    double rim = height + 0.004;
    basin.span(m, -half, y0, floor, half, y1, floor + t);
    basin.span(m, -half, y0, floor, -half + t, y1, rim);
    basin.span(m, half - t, y0, floor, half, y1, rim);
    basin.span(m, -half + t, y0, floor, half - t, y0 + t, rim);
    basin.span(m, -half + t, y1 - t, floor, half - t, y1, rim);
    basin.span(m, -half - 0.03, y0 - 0.03, height, half + 0.03, y0, rim);
    basin.span(m, -half - 0.03, y1, height, half + 0.03, y1 + 0.05, rim);
    basin.drum(Material.metal(Rgb.gray(0.35)), 0, 0, floor + t, floor + t + 0.003, 0.04, 0.04);
    Bath.tap(
        basin.moved(0, y1 + 0.03, rim), palette.metal(), dice.in(0.24, 0.36), dice.in(0.17, 0.22));
  }

  private void oven(Build b, double width, double y0, double z) {
    Build oven = b.as(SemanticClass.OTHER_FURNITURE);
    double w = Math.min(width, 0.6);
    Material black = Material.glossy(Textures.plain(Rgb.gray(0.13)));
    oven.box(steel, 0, y0 - 0.008, z - 0.07, w - 0.01, 0.016, 0.12);
    oven.box(black, 0, y0 - 0.01, (z + 0.1) / 2 - 0.05, w - 0.01, 0.02, z - 0.27);
    oven.box(steel, 0, y0 - 0.008, 0.15, w - 0.01, 0.016, 0.09);
    oven.rod(steel, -w * 0.4, y0 - 0.05, z - 0.17, w * 0.4, y0 - 0.05, z - 0.17, 0.01, 0.01);
    for (int i = 0; i < 5; i++) {
      double x = (i - 2) * w * 0.17;
      oven.rod(black, x, y0 - 0.015, z - 0.06, x, y0 - 0.04, z - 0.06, 0.018, 0.016);
    }
  }

  private void hob(Build at, Dice dice) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material black = Material.glossy(Textures.plain(Rgb.gray(0.12)));
    Material ring = Material.matte(Textures.plain(Rgb.gray(0.32)));
    b.box(black, 0, -0.03, 0.005, 0.58, 0.5, 0.01);
    boolean gas = dice.chance(0.4);
    for (int i = 0; i < 4; i++) {
      double x = (i % 2 == 0 ? -1 : 1) * 0.14;
      double y = (i / 2 == 0 ? -1 : 1) * 0.12 - 0.03;
      double r = i % 3 == 0 ? 0.085 : 0.07;
      b.drum(ring, x, y, 0.01, gas ? 0.025 : 0.0115, r * (gas ? 0.4 : 1), r * (gas ? 0.35 : 1));
      if (gas) {
        b.box(ring, x, y, 0.032, 2.2 * r, 0.008, 0.01);
        b.box(ring, x, y, 0.032, 0.008, 2.2 * r, 0.01);
      }
      if (dice.chance(0.35)) {
        pot(at.moved(x, y, gas ? 0.038 : 0.013), r * 1.15, dice);
      }
    }
  }

  private void pot(Build at, double r, Dice dice) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material m = dice.chance(0.5) ? steel : palette.plastic(dice);
    double h = dice.in(0.07, 0.16);
    b.drum(m, 0, 0, 0, h, r, r);
    b.ball(m, 0, 0, h, r * 0.98, r * 0.98, 0.02);
    b.ball(Material.satin(Textures.plain(Rgb.gray(0.1))), 0, 0, h + 0.03, 0.016, 0.016, 0.014);
    b.rod(m, r, 0, h * 0.8, r + 0.04, 0, h * 0.8, 0.008, 0.008);
    b.rod(m, -r, 0, h * 0.8, -r - 0.04, 0, h * 0.8, 0.008, 0.008);
  }

  private void appliance(Build at, Dice dice) {
    Build b = at.as(SemanticClass.OTHER_FURNITURE);
    Material m = dice.chance(0.5) ? steel : palette.plastic(dice);
    Material dark = Material.glossy(Textures.plain(Rgb.gray(0.12)));
    switch (dice.count(0, 3)) {
      case 0 -> {
        b.soft(m, 0, 0, 0.14, 0.46, 0.34, 0.27, 0.01);
        b.box(dark, -0.05, -0.171, 0.14, 0.3, 0.004, 0.2);
        b.box(dark, 0.18, -0.171, 0.14, 0.07, 0.004, 0.22);
      }
      case 1 -> {
        b.soft(m, 0, 0, 0.1, 0.3, 0.18, 0.19, 0.03);
        b.box(dark, 0, -0.03, 0.195, 0.22, 0.025, 0.006);
        b.box(dark, 0, 0.03, 0.195, 0.22, 0.025, 0.006);
      }
      case 2 -> {
        b.drum(m, 0, 0, 0.02, 0.2, 0.08, 0.06);
        b.drum(dark, 0, 0, 0, 0.02, 0.085, 0.085);
        b.ball(m, 0, 0, 0.2, 0.058, 0.058, 0.02);
        b.rod(dark, 0.07, 0, 0.05, 0.12, 0, 0.1, 0.01, 0.01);
        b.rod(dark, 0.12, 0, 0.1, 0.065, 0, 0.19, 0.01, 0.01);
        b.rod(m, -0.06, 0, 0.14, -0.11, 0, 0.18, 0.018, 0.012);
      }
      default -> {
        b.soft(m, 0, 0.06, 0.17, 0.22, 0.12, 0.33, 0.015);
        b.soft(m, 0, -0.04, 0.31, 0.22, 0.22, 0.07, 0.015);
        b.soft(m, 0, -0.04, 0.015, 0.22, 0.24, 0.03, 0.008);
        b.drum(dark, 0, -0.06, 0.03, 0.15, 0.06, 0.07);
      }
    }
  }

  /// Wall cabinets; the piece's floor is their underside.
  Piece upper(double width, double high, Dice dice) {
    double depth = 0.36;
    int columns = Math.max(1, (int) Math.round(width / 0.45));
    boolean open = dice.chance(0.15);
    Dice content = dice.fork();
    return Piece.solid(
        SemanticClass.CABINET,
        width,
        depth,
        high,
        0,
        b -> {
          double y0 = -depth / 2 + 0.06;
          double each = width / columns;
          for (int i = 0; i < columns; i++) {
            double x = -width / 2 + (i + 0.5) * each;
            if (open && i == columns - 1) {
              double t = 0.018;
              b.box(upperFronts.body(), x, depth / 2 - 0.01, high / 2, each, 0.018, high);
              for (int j = 0; j <= 2; j++) {
                b.box(
                    upperFronts.body(), x, 0.01, t / 2 + j * (high - t) / 2, each, depth - 0.06, t);
              }
              b.box(
                  upperFronts.body(), x + each / 2 - t / 2, 0.01, high / 2, t, depth - 0.06, high);
              for (int j = 0; j < 2; j++) {
                Build on = b.moved(x - 0.03, 0, t + j * (high - t) / 2 + 0.001);
                Clutter.cup(on.moved(-0.07, 0, 0), content, palette);
                Clutter.cup(on.moved(0.06, -0.03, 0), content, palette);
              }
            } else {
              b.span(upperFronts.body(), x - each / 2, y0, 0, x + each / 2, depth / 2, high);
              Storage.front(b, upperFronts, x, y0, high / 2, each, high, i % 2 == 0 ? 1 : -1);
            }
          }
        });
  }

  /// An extractor hood; the piece's floor is its lower edge.
  Piece hood(double room, Dice dice) {
    double w = 0.6;
    double d = dice.in(0.45, 0.5);
    double high = Math.min(room, 0.9);
    boolean slanted = dice.chance(0.5);
    return Piece.solid(
        SemanticClass.OTHER_FURNITURE,
        w,
        d,
        high,
        0,
        b -> {
          b.box(steel, 0, 0, 0.03, w, d, 0.06);
          double y = d / 2;
          if (slanted) {
            b.patch(
                steel,
                2,
                2,
                (u, v) ->
                    new double[] {
                      (u - 0.5) * Noise.mix(w, 0.26, v), Noise.mix(-y, y - 0.28, v), 0.06 + 0.2 * v
                    });
            b.patch(
                steel,
                2,
                2,
                (u, v) ->
                    new double[] {
                      -Noise.mix(w / 2, 0.13, v),
                      Noise.mix(y - Noise.mix(d, 0.28, v), y, u),
                      0.06 + 0.2 * v
                    });
            b.patch(
                steel,
                2,
                2,
                (u, v) ->
                    new double[] {
                      Noise.mix(w / 2, 0.13, v),
                      Noise.mix(y - Noise.mix(d, 0.28, v), y, u),
                      0.06 + 0.2 * v
                    });
          }
          b.span(steel, -0.13, y - 0.28, 0.06, 0.13, y, high);
        });
  }

  static Piece refrigerator(Dice dice, Palette palette) {
    double w = dice.in(0.56, 0.72);
    double h = dice.chance(0.2) ? dice.in(0.85, 1.2) : dice.in(1.55, 1.95);
    double d = dice.in(0.62, 0.7);
    Material skin =
        dice.chance(0.4)
            ? Material.metal(Rgb.gray(dice.in(0.55, 0.72)))
            : dice.chance(0.6)
                ? Material.glossy(Textures.plain(Rgb.gray(0.92)))
                : palette.plastic(dice);
    Material handle = palette.metal();
    boolean freezerBelow = dice.chance(0.5);
    double split = freezerBelow ? dice.in(0.5, 0.7) : h - dice.in(0.4, 0.55);
    boolean notes = dice.chance(0.5);
    double side = dice.sign();
    return Piece.solid(
        SemanticClass.REFRIGERATOR,
        w,
        d,
        h,
        0.6,
        b -> {
          double y = -d / 2 + 0.05;
          b.span(skin, -w / 2 + 0.004, y + 0.06, 0.03, w / 2 - 0.004, d / 2, h);
          b.span(
              Material.matte(Textures.plain(Rgb.gray(0.2))),
              -w / 2 + 0.03,
              y + 0.1,
              0,
              w / 2 - 0.03,
              d / 2,
              0.04);
          b.soft(skin, 0, y + 0.03, (0.05 + split) / 2, w, 0.06, split - 0.06, 0.012);
          b.soft(skin, 0, y + 0.03, (split + h) / 2, w, 0.06, h - split - 0.012, 0.012);
          double x = side * (w / 2 - 0.05);
          double[] ends = {
            split - 0.35, split - 0.06, split + 0.06, Math.min(h - 0.05, split + 0.35)
          };
          for (int i = 0; i < 4; i += 2) {
            b.rod(handle, x, y - 0.035, ends[i], x, y - 0.035, ends[i + 1], 0.01, 0.01);
            b.rod(handle, x, y, ends[i] + 0.03, x, y - 0.035, ends[i] + 0.03, 0.008, 0.008);
            b.rod(handle, x, y, ends[i + 1] - 0.03, x, y - 0.035, ends[i + 1] - 0.03, 0.008, 0.008);
          }
          if (notes) {
            for (int i = 0; i < 5; i++) {
              Rgb paper = Rgb.hsv(b.dice().unit(), b.dice().in(0, 0.6), 0.95);
              double px = b.dice().in(-0.3, 0.2) * w;
              double pz = b.dice().in(0.62, 0.9) * h;
              b.box(Material.matte(Textures.plain(paper)), px, y - 0.002, pz, 0.09, 0.003, 0.12);
            }
          }
        });
  }

  /// A free counter in the middle of a room.
  Piece island(double width, Dice dice) {
    int columns = Math.max(2, (int) Math.round(width / 0.5));
    double d = dice.in(0.65, 0.85);
    double fill = dice.in(0.2, 0.8);
    Dice clutter = dice.fork();
    return Piece.solid(
        SemanticClass.COUNTER,
        width,
        d,
        height + 0.42,
        0.5,
        b -> {
          b.box(worktop, 0, 0, height - 0.02, width, d, 0.04);
          Build body = b.as(SemanticClass.CABINET);
          body.span(
              fronts.body(),
              -width / 2 + 0.03,
              -d / 2 + 0.05,
              0.08,
              width / 2 - 0.03,
              d / 2 - 0.05,
              height - 0.04);
          body.span(
              fronts.body(),
              -width / 2 + 0.08,
              -d / 2 + 0.1,
              0,
              width / 2 - 0.08,
              d / 2 - 0.1,
              0.08);
          for (int i = 0; i < columns; i++) {
            double each = (width - 0.06) / columns;
            double x = -width / 2 + 0.03 + (i + 0.5) * each;
            Storage.front(
                body,
                fronts,
                x,
                -d / 2 + 0.05,
                (height + 0.04) / 2,
                each,
                height - 0.12,
                i % 2 == 0 ? 1 : -1);
          }
          Clutter.scatter(
              b.moved(0, 0, height + 0.001), width - 0.15, d - 0.15, fill, clutter, palette);
        });
  }

  double worktopHeight() {
    return height;
  }
}
