package cadenza.scan.synthetic;

/// Textures of building materials and cloth, as functions of place.
///
/// Patterns on a plane use the two axes across the surface normal's largest component, so that one
/// texture covers all sides of a box.
final class Textures {
  private Textures() {}

  /// One colour with barely visible mottling.
  static Texture plain(Rgb color) {
    return (x, y, z, nx, ny, nz, salt, rgb) ->
        Texture.set(rgb, color, 0.97 + 0.06 * Noise.at(9 * x, 9 * y, 9 * z, salt));
  }

  /// Painted plaster: large soft stains and a fine tooth.
  static Texture plaster(Rgb color, double tooth) {
    return (x, y, z, nx, ny, nz, salt, rgb) ->
        Texture.set(
            rgb,
            color,
            1
                + 0.05 * (Noise.cloudy(0.8 * x, 0.8 * y, 0.8 * z, 11) - 0.5)
                + tooth * (Noise.at(45 * x, 45 * y, 45 * z, 12) - 0.5));
  }

  /// Wood with grain along the part's longest axis.
  static Texture wood(Rgb light, Rgb dark, double contrast) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      int axis = salt & 3;
      double along = axis == 0 ? x : axis == 1 ? y : z;
      double u = axis == 0 ? y : x;
      double v = axis == 2 ? y : z;
      Texture.set(rgb, light, dark, contrast * grain(along, u, v, salt), 1);
    };
  }

  /// How dark wood is at a place, 0 to 1: stretched rings, bent by noise, and fine pores.
  static double grain(double along, double u, double v, int salt) {
    double bend = Noise.cloudy(1.1 * along, 6 * u, 6 * v, salt);
    double ring = 7 * (u + 0.8 * v) * 3 + 5 * bend;
    double wave = Math.abs(ring - Noise.floor(ring) - 0.5) * 2;
    double pores = Noise.at(6 * along, 130 * u, 130 * v, salt + 5);
    return 0.55 * wave * wave + 0.45 * pores * bend + 0.15 * bend;
  }

  /// Floor boards along x, staggered, each with its own tone.
  static Texture boards(Rgb light, Rgb dark, double width, double length) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      double row = y / width;
      int rowIndex = Noise.floor(row);
      double col = x / length + Noise.cell(rowIndex, 7, 3);
      int colIndex = Noise.floor(col);
      double tone = Noise.cell(rowIndex, colIndex, 5);
      double edge = Math.min(edge(row) * width, edge(col) * length);
      double gap = 1 - Noise.step(0.0015, 0.0045, edge);
      double g = grain(x, y, 0.1 * tone, rowIndex * 31 + colIndex);
      Texture.set(rgb, light, dark, 0.55 * g + 0.45 * tone, 1 - 0.55 * gap);
    };
  }

  /// Parquet in herringbone or basket blocks of `size` metres.
  static Texture parquet(Rgb light, Rgb dark, double size) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      int bx = Noise.floor(x / size);
      int by = Noise.floor(y / size);
      boolean across = ((bx + by) & 1) == 0;
      double along = across ? x : y;
      double side = (across ? y : x) / size * 5;
      int strip = Noise.floor(side);
      double tone = Noise.cell(bx * 5.0 + strip, by * 3.0 + (across ? 1 : 0), 9);
      double gap = 1 - Noise.step(0.02, 0.1, edge(side));
      double g = grain(along, side * 0.03, tone, strip + bx * 7 + by * 13);
      Texture.set(rgb, light, dark, 0.5 * g + 0.5 * tone, 1 - 0.4 * gap);
    };
  }

  /// Tiles with grout; `shift` moves every other row by that part of a tile.
  static Texture tiles(
      Rgb tile, Rgb other, Rgb grout, double width, double height, double shift, double unrest) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      double u = Math.abs(nx) > 0.6 ? y : x;
      double v = (Math.abs(nz) > 0.6 ? y : z) / height;
      int row = Noise.floor(v);
      double c = u / width + ((row & 1) == 0 ? 0 : shift);
      int col = Noise.floor(c);
      double edge = Math.min(edge(c) * width, edge(v) * height);
      if (edge < 0.003) {
        Texture.set(rgb, grout, 0.9 + 0.2 * Noise.at(60 * x, 60 * y, 60 * z, 3));
      } else {
        double tone = Noise.cell(row, col, 21);
        boolean second = !other.equals(tile) && ((row + col) & 1) == 0;
        double cloud = Noise.cloudy(3 * x + 9 * tone, 3 * y, 3 * z, 4) - 0.5;
        Texture.set(rgb, second ? other : tile, 1 + unrest * (tone - 0.5) + 0.5 * unrest * cloud);
      }
    };
  }

  /// Pile carpet: speckled at the size of tufts, with trodden patches.
  static Texture carpet(Rgb a, Rgb b) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      double tuft = Noise.at(110 * x, 110 * y, 30 * z, 31);
      double patch = Noise.cloudy(1.5 * x, 1.5 * y, z, 32);
      Texture.set(rgb, a, b, tuft * 0.8 + 0.2 * patch, 0.8 + 0.3 * tuft + 0.12 * patch);
    };
  }

  /// Polished stone with veins.
  static Texture marble(Rgb ground, Rgb vein, double scale) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      double wx = x + 0.35 * Noise.cloudy(2 * scale * x, 2 * scale * y, 2 * scale * z, 41);
      double line = Noise.cloudy(scale * 3 * wx, scale * 3 * y, scale * 3 * z, 43) - 0.5;
      double part = 1 - Noise.step(0.0, 0.09, Math.abs(line));
      double fog = Noise.cloudy(scale * x, scale * y, scale * z, 47);
      Texture.set(rgb, ground, vein, 0.65 * part + 0.25 * fog, 1);
    };
  }

  /// Stone chips in a ground: terrazzo, granite, linoleum.
  static Texture speckle(Rgb ground, Rgb chip, Rgb other, double size) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      double n = Noise.at(x / size, y / size, z / size, 51);
      double m = Noise.at(x / size + 17, y / size, z / size, 53);
      Rgb color = n > 0.68 ? chip : m > 0.7 ? other : ground;
      Texture.set(rgb, color, 0.95 + 0.1 * n);
    };
  }

  /// Woven cloth of two threads.
  static Texture weave(Rgb warp, Rgb weft, double thread) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      double u = (Math.abs(nx) > 0.7 ? y : x) / thread;
      double v = (Math.abs(nz) > 0.7 ? y : z) / thread;
      double over = ((Noise.floor(u) + Noise.floor(v)) & 1) == 0 ? 1 : 0;
      double fuzz = Noise.at(70 * x, 70 * y, 70 * z, salt);
      Texture.set(rgb, warp, weft, 0.7 * over + 0.3 * fuzz, 0.86 + 0.28 * fuzz);
    };
  }

  /// Stripes across x (of cloth or wallpaper); `duty` is the part the second colour takes.
  static Texture stripes(Rgb a, Rgb b, double period, double duty) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      double u = (Math.abs(nx) > 0.7 ? y : x) / period;
      double f = u - Noise.floor(u);
      double fuzz = Noise.at(60 * x, 60 * y, 60 * z, 61);
      Texture.set(rgb, f < duty ? b : a, 0.94 + 0.12 * fuzz);
    };
  }

  /// Checked cloth.
  static Texture checks(Rgb a, Rgb b, double period) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      double u = (Math.abs(nx) > 0.7 ? y : x) / period;
      double v = (Math.abs(nz) > 0.7 ? y : z) / period;
      double part = (edge(u) > 0.25 ? 0.5 : 0) + (edge(v) > 0.25 ? 0.5 : 0);
      Texture.set(rgb, a, b, part, 0.94 + 0.12 * Noise.at(60 * x, 60 * y, 60 * z, 63));
    };
  }

  /// A motif repeated on a lattice: dots, diamonds or leaves on wallpaper and cloth.
  static Texture motif(Rgb ground, Rgb figure, double period, int shape) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      double v = (Math.abs(nz) > 0.7 ? y : z) / period;
      double u = (Math.abs(nx) > 0.7 ? y : x) / period + ((Noise.floor(v) & 1) == 0 ? 0 : 0.5);
      double du = Math.abs(u - Noise.floor(u) - 0.5);
      double dv = Math.abs(v - Noise.floor(v) - 0.5);
      double size =
          switch (shape) {
            case 0 -> Math.sqrt(du * du + dv * dv) - 0.22;
            case 1 -> du + dv - 0.3;
            default -> Math.min(du + 4 * dv * dv - 0.16, 4 * du * du + dv - 0.2);
          };
      double part = 1 - Noise.step(-0.02, 0.02, size);
      Texture.set(rgb, ground, figure, part, 0.97 + 0.06 * Noise.at(40 * x, 40 * y, 40 * z, 65));
    };
  }

  /// Raw concrete: clouds, pores and shutter joints.
  static Texture concrete(Rgb color) {
    return (x, y, z, nx, ny, nz, salt, rgb) -> {
      double cloud = Noise.cloudy(1.7 * x, 1.7 * y, 1.7 * z, 71) - 0.5;
      double pore = Noise.at(38 * x, 38 * y, 38 * z, 73) > 0.86 ? 0.82 : 1;
      Texture.set(rgb, color, (1 + 0.3 * cloud) * pore);
    };
  }

  /// Distance to the nearest whole number, 0 to 0.5.
  static double edge(double x) {
    double f = x - Noise.floor(x);
    return Math.min(f, 1 - f);
  }
}
