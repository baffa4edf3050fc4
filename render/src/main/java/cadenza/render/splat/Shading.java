package cadenza.render.splat;

import cadenza.render.Background;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Turns a framebuffer of depth and slot into colours.
final class Shading {
  private static final int BAND_ROWS = 32;

  /// Ordered dither, so that a gradient of few levels shows no bands.
  private static final int[] BAYER = {
    0, 32, 8, 40, 2, 34, 10, 42,
    48, 16, 56, 24, 50, 18, 58, 26,
    12, 44, 4, 36, 14, 46, 6, 38,
    60, 28, 52, 20, 62, 30, 54, 22,
    3, 35, 11, 43, 1, 33, 9, 41,
    51, 19, 59, 27, 49, 17, 57, 25,
    15, 47, 7, 39, 13, 45, 5, 37,
    63, 31, 55, 23, 61, 29, 53, 21
  };

  private final Team team;

  Shading(Team team) {
    this.team = team;
  }

  /// What to shade.
  ///
  /// @param keys framebuffer of `width × height`
  /// @param coarse a framebuffer to look into where `keys` has nothing yet or something behind, or
  ///   null
  /// @param colors ARGB of slots
  /// @param orthographicScale log depth per metre for the orthographic camera
  /// @param pixelScale pixels per pixel of a 1000-row picture
  record Job(
      long[] keys,
      long @Nullable [] coarse,
      int width,
      int height,
      int[] colors,
      boolean perspective,
      float orthographicScale,
      float edlStrength,
      Background background,
      double pixelScale) {}

  /// Writes ARGB into `pixels` and slots (-1 for none) into `slots`.
  void shade(Job job, int[] pixels, int[] slots) {
    int bands = (job.height + BAND_ROWS - 1) / BAND_ROWS;
    // One band after the other per share: each share sets up its scratch once.
    int shares = Math.min(bands, 4 * team.size());
    team.run(
        shares,
        share -> {
          Scratch scratch = new Scratch(job);
          for (int band = bands * share / shares; band < bands * (share + 1) / shares; band++) {
            shadeBand(job, band, scratch, pixels, slots);
          }
        });
  }

  private static final class Scratch {
    final EyeDome eyeDome;
    final int[] factors;
    final long[] merged;
    final int[] backdrop = new int[8];

    Scratch(Job job) {
      eyeDome = new EyeDome(job.width, BAND_ROWS, job.pixelScale);
      factors = new int[job.width];
      merged = new long[job.coarse == null ? 0 : job.width * (BAND_ROWS + 2 * eyeDome.reach)];
      Arrays.fill(factors, 256);
    }
  }

  private static void shadeBand(Job job, int band, Scratch scratch, int[] pixels, int[] slots) {
    int top = band * BAND_ROWS;
    int bottom = Math.min(job.height, top + BAND_ROWS);
    EyeDome eyeDome = scratch.eyeDome;
    boolean lit = job.edlStrength > 0;
    int reach = eyeDome.reach;
    for (int y = top - reach; y < bottom + reach; y++) {
      boolean inside = y >= 0 && y < job.height;
      int row = y - top + reach;
      long[] keys = job.keys;
      int from = y * job.width;
      if (inside && job.coarse != null) {
        keys = scratch.merged;
        from = row * job.width;
        merge(job.keys, job.coarse, y * job.width, keys, from, job.width);
      }
      if (lit && inside) {
        eyeDome.depths(row, keys, from, job.perspective, job.orthographicScale);
      } else if (lit) {
        eyeDome.outside(row);
      }
    }
    for (int y = top; y < bottom; y++) {
      if (lit) {
        eyeDome.shade(y - top, job.edlStrength, scratch.factors);
      }
      backdrop(job.background, y, job.height, scratch.backdrop);
      boolean merged = job.coarse != null;
      colour(
          job,
          merged ? scratch.merged : job.keys,
          merged ? (y - top + reach) * job.width : y * job.width,
          scratch,
          pixels,
          slots,
          y * job.width);
    }
  }

  /// Takes a pixel of `keys` unless it is empty or clearly behind the coarse one.
  private static void merge(long[] keys, long[] coarse, int at, long[] merged, int to, int count) {
    // A sixty-fourth of the depth, in the bits of a float.
    long tolerance = 1L << 17 << 32;
    for (int x = 0; x < count; x++) {
      long fine = keys[at + x];
      long rough = coarse[at + x];
      merged[to + x] = fine - tolerance <= rough && fine != Splatter.EMPTY ? fine : rough;
    }
  }

  private static void colour(
      Job job, long[] keys, int from, Scratch scratch, int[] pixels, int[] slots, int to) {
    int[] colors = job.colors;
    int[] factors = scratch.factors;
    int[] backdrop = scratch.backdrop;
    for (int x = 0; x < job.width; x++) {
      long key = keys[from + x];
      if (key == Splatter.EMPTY) {
        pixels[to + x] = backdrop[x & 7];
        slots[to + x] = -1;
      } else {
        int slot = (int) key;
        int argb = colors[slot];
        int factor = factors[x];
        int redBlue = (argb & 0xff00ff) * factor >>> 8 & 0xff00ff;
        int green = (argb & 0xff00) * factor >>> 8 & 0xff00;
        pixels[to + x] = 0xff000000 | redBlue | green;
        slots[to + x] = slot;
      }
    }
  }

  /// Eight neighbouring pixels of the gradient, dithered.
  private static void backdrop(Background background, int y, int height, int[] eight) {
    double t = height > 1 ? (double) y / (height - 1) : 0;
    for (int x = 0; x < 8; x++) {
      double threshold = (BAYER[(y & 7) * 8 + x] + 0.5) / 64;
      int argb = 0;
      for (int shift = 24; shift >= 0; shift -= 8) {
        int above = background.topArgb() >>> shift & 0xff;
        int below = background.bottomArgb() >>> shift & 0xff;
        argb |= Math.min(255, (int) (above + (below - above) * t + threshold)) << shift;
      }
      eight[x] = argb;
    }
  }
}
