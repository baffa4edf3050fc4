package cadenza.scan.synthetic;

/// Textures that show something: paintings, screens, book spines, rugs, keyboards.
///
/// They are centred on the part: x to the right, z (or y, for what lies flat) up.
final class Prints {
  private Prints() {}

  /// A picture of one of four makes, `width` by `height` metres, upright in x and z.
  static Texture picture(double width, double height, Palette palette, Dice dice) {
    Rgb a = palette.any(dice);
    Rgb b = palette.any(dice);
    Rgb c = palette.any(dice);
    Rgb sky = Rgb.hsv(dice.in(0.5, 1.15), dice.in(0.1, 0.5), dice.in(0.6, 0.98));
    double horizon = dice.in(-0.2, 0.15);
    int salt = dice.count(0, 9999);
    return switch (dice.count(0, 3)) {
      case 0 ->
          (x, y, z, nx, ny, nz, s, rgb) -> {
            double u = x / width;
            double v = z / height;
            double near = horizon - 0.18 + 0.3 * Noise.cloudy(3 * u, 0, 0, salt) - 0.1;
            double far = horizon + 0.3 * Noise.cloudy(4 * u + 9, 0, 0, salt + 1) - 0.1;
            if (v < near) {
              Texture.set(rgb, a, b, Noise.cloudy(9 * u, 30 * v, 0, salt), 0.8);
            } else if (v < far) {
              Texture.set(rgb, b, sky, 0.45 + 0.3 * Noise.cloudy(8 * u, 8 * v, 0, salt), 0.8);
            } else {
              Texture.set(rgb, sky, Rgb.gray(0.97), Noise.cloudy(3 * u, 9 * v, 0, salt), 1);
            }
          };
      case 1 ->
          (x, y, z, nx, ny, nz, s, rgb) -> {
            double n = Noise.cloudy(3 * x / width, 3 * z / height, 0, salt);
            Rgb color = n < 0.38 ? a : n < 0.5 ? b : n < 0.62 ? sky : c;
            Texture.set(rgb, color, 0.9 + 0.2 * Noise.at(80 * x, 80 * z, 0, salt));
          };
      case 2 ->
          (x, y, z, nx, ny, nz, s, rgb) -> {
            int col =
                Noise.floor(3 * x / width + 0.7 * Noise.cell(Noise.floor(4 * z / height), 1, salt));
            double pick = Noise.cell(col, Noise.floor(4 * z / height), salt);
            Texture.set(rgb, pick < 0.3 ? a : pick < 0.55 ? b : pick < 0.75 ? c : sky, 1);
          };
      default ->
          (x, y, z, nx, ny, nz, s, rgb) -> {
            double u = x / width;
            double v = z / height;
            double head = Math.sqrt(4 * u * u + 3 * (v - 0.08) * (v - 0.08));
            boolean body = v < -0.12 && Math.abs(u) < 0.16 + 0.5 * (-0.12 - v);
            boolean mount = Math.abs(u) > 0.38 || Math.abs(v) > 0.4;
            Rgb color = mount ? Rgb.gray(0.95) : head < 0.3 ? c : body ? a : sky;
            Texture.set(rgb, color, 0.85 + 0.3 * Noise.cloudy(8 * u, 8 * v, 0, salt));
          };
    };
  }

  /// A screen: off (dark), or on with windows of a desktop.
  static Texture screen(double width, double height, boolean on, Dice dice) {
    if (!on) {
      return Textures.plain(Rgb.gray(0.09));
    }
    Rgb desk = Rgb.hsv(dice.unit(), dice.in(0.2, 0.6), dice.in(0.3, 0.7));
    double split = dice.in(-0.2, 0.25);
    return (x, y, z, nx, ny, nz, s, rgb) -> {
      double u = x / width;
      double v = z / height;
      boolean window = u > -0.42 && u < split && v > -0.36 && v < 0.38;
      boolean side = u > split + 0.04 && u < 0.44 && v > -0.2 && v < 0.3;
      boolean line = Textures.edge(26 * v) > 0.3 && Noise.cell(30 * u, 26 * v, 5) > 0.35;
      if (window && v > 0.32) {
        Texture.set(rgb, Rgb.gray(0.35), 1);
      } else if (window) {
        Texture.set(rgb, line ? Rgb.gray(0.45) : Rgb.gray(0.96), 1);
      } else if (side) {
        Texture.set(rgb, Rgb.hsv(0.6, 0.35, line ? 0.8 : 0.2), 1);
      } else {
        Texture.set(rgb, desk, 0.7 + 0.6 * v + 0.2 * Noise.cloudy(4 * u, 4 * v, 0, 9));
      }
    };
  }

  /// The spine of a book, upright in z, with bands and a title.
  static Texture spine(Rgb cover, Rgb print, double height, Dice dice) {
    double band = dice.in(0.2, 0.42) * height;
    double title = dice.in(0.1, 0.25) * height;
    boolean banded = dice.chance(0.5);
    Rgb paper = Rgb.hex(0xe9e0c8);
    return (x, y, z, nx, ny, nz, s, rgb) -> {
      if (Math.abs(nz) > 0.7 || ny > 0.7) {
        Texture.set(rgb, paper, 0.8 + 0.25 * Noise.at(400 * x, 9 * y, 9 * z, s));
        return;
      }
      boolean ring = banded && Math.abs(Math.abs(z) - band) < 0.006;
      boolean text = ny < -0.7 && Math.abs(z) < title && Noise.at(300 * x, 0, 160 * z, s) > 0.5;
      Texture.set(rgb, ring || text ? print : cover, 0.94 + 0.12 * Noise.at(40 * x, y, 30 * z, s));
    };
  }

  /// A rug of half size `a` by `b` metres lying flat, with a border and a field.
  static Texture rug(double a, double b, boolean round, Palette palette, Dice dice) {
    Rgb field = palette.textile(dice);
    Rgb edge = palette.textile(dice);
    Rgb figure = palette.any(dice);
    double border = dice.in(0.06, 0.2);
    int make = dice.count(0, 3);
    double period = dice.in(0.18, 0.45);
    return (x, y, z, nx, ny, nz, s, rgb) -> {
      double toEdge =
          round ? a - Math.sqrt(x * x + y * y) : Math.min(a - Math.abs(x), b - Math.abs(y));
      double tuft = Noise.at(90 * x, 90 * y, 0, 3);
      Rgb color = field;
      if (toEdge < border && toEdge > border * 0.3) {
        boolean tooth = make == 2 && ((Noise.floor(12 * x) + Noise.floor(12 * y)) & 1) == 0;
        color = tooth ? figure : edge;
      } else if (toEdge >= border) {
        double u = x / period;
        double v = y / period;
        boolean on =
            switch (make) {
              case 0 -> false;
              case 1 -> Textures.edge(v) < 0.16;
              case 2 -> Textures.edge(u) + Textures.edge(v) < 0.28 || Math.abs(u) + Math.abs(v) < 1;
              default -> Textures.edge(u + v) < 0.1 || Textures.edge(u - v) < 0.1;
            };
        color = on ? figure : field;
      }
      Texture.set(rgb, color, 0.78 + 0.35 * tuft);
    };
  }

  /// Keys in rows on a board lying flat.
  static Texture keyboard(Rgb board, Rgb keys) {
    return (x, y, z, nx, ny, nz, s, rgb) -> {
      double row = y / 0.02;
      double col = x / 0.02 + 0.3 * Noise.cell(Noise.floor(row), 2, 7);
      boolean key = nz > 0.5 && Textures.edge(row) > 0.12 && Textures.edge(col) > 0.12;
      Texture.set(rgb, key ? keys : board, 1);
    };
  }
}
