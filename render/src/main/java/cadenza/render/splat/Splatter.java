package cadenza.render.splat;

import cadenza.render.DrawOrder;
import cadenza.render.DrawPlan;
import cadenza.render.Projection;
import org.jspecify.annotations.Nullable;

/// Scatters points into a framebuffer of depth and slot.
///
/// # How it works
///
/// A pixel is one long: the bits of the key depth above, the slot below. Depths are positive, so
/// the order of the bits is the order of the depths and "nearest wins" is a minimum; equal depths
/// go to the lower slot, so the picture does not depend on threads or on the order of drawing.
///
/// The picture is cut into bands of rows and a band is drawn by one thread: no locks, no buffer to
/// merge, and the band stays in the cache, as what is drawn one after the other is near to each
/// other. A cell that reaches into several bands is projected for each.
final class Splatter {
  static final long EMPTY = Long.MAX_VALUE;
  private static final int BAND_ROWS = 256;

  /// Points that are projected before they are scattered.
  private static final int BLOCK = 512;

  /// A 16-bit number times this is a fraction.
  private static final float ULP16 = 1f / 65536;

  private final Team team;
  private final ThreadLocal<Lanes> lanes = ThreadLocal.withInitial(Lanes::new);
  private int[] bandRange = {};

  Splatter(Team team) {
    this.team = team;
  }

  /// Where the points of a block go before they are scattered. Doubles that hold floats: floats
  /// into floats the compiler takes for arrays that may be the same, and does one point at a time.
  private static final class Lanes {
    final double[] x = new double[BLOCK];
    final double[] y = new double[BLOCK];
    final double[] depth = new double[BLOCK];
    final double[] size = new double[BLOCK];
  }

  /// What one pass draws.
  ///
  /// @param fromEntry first entry of the plan
  /// @param toEntry entry after the last
  /// @param sample 0 draws exact depths; others shuffle depths within a splat, so that the mean
  ///   over samples blends splats that overlap, and take other points of thinned cells
  record Pass(
      DrawOrder order,
      Projection projection,
      @Nullable SlotFilter filter,
      DrawPlan plan,
      int fromEntry,
      int toEntry,
      int sample) {}

  /// Draws cells over what the framebuffer holds.
  void draw(Pass pass, long[] framebuffer, int width, int height) {
    int bands = (height + BAND_ROWS - 1) / BAND_ROWS;
    findBands(pass, width, height, bands);
    team.run(bands, band -> drawBand(pass, band, framebuffer, width, height));
  }

  /// Notes for each entry the first and last band it can touch.
  private void findBands(Pass pass, int width, int height, int bands) {
    int first = pass.fromEntry;
    int last = pass.toEntry;
    if (bandRange.length < last - first) {
      bandRange = new int[last - first];
    }
    int[] range = bandRange;
    int parts = Math.max(1, (last - first) / 4096);
    team.run(
        parts,
        part -> {
          float[] box = new float[4];
          int from = first + (int) ((long) (last - first) * part / parts);
          int to = first + (int) ((long) (last - first) * (part + 1) / parts);
          for (int entry = from; entry < to; entry++) {
            int packed = 1 << 16;
            float wider = pass.plan.gap(entry) > 1 ? Projection.MAX_SPLAT : 0;
            if (pass.projection.bounds(
                pass.order, pass.plan.cell(entry), wider, width, height, box)) {
              int low = Math.clamp((int) box[1] / BAND_ROWS, 0, bands - 1);
              int high = Math.clamp((int) box[3] / BAND_ROWS, 0, bands - 1);
              packed = low << 16 | high;
            }
            range[entry - first] = packed;
          }
        });
  }

  private void drawBand(Pass pass, int band, long[] framebuffer, int width, int height) {
    DrawOrder order = pass.order;
    DrawPlan plan = pass.plan;
    Lanes lane = lanes.get();
    int top = band * BAND_ROWS;
    int bottom = Math.min(height, top + BAND_ROWS);
    for (int entry = pass.fromEntry; entry < pass.toEntry; entry++) {
      int range = bandRange[entry - pass.fromEntry];
      if (range >>> 16 > band || band > (range & 0xffff)) {
        continue;
      }
      int cell = plan.cell(entry);
      int count = plan.count(entry);
      int first = plan.first(order, entry, pass.sample);
      int headStart = order.headStart(cell);
      int inHead = order.headStart(cell + 1) - headStart;
      int head = Math.clamp(inHead - first, 0, count);
      float gap = plan.gap(entry);
      drawRun(pass, lane, headStart + first, head, gap, framebuffer, width, top, bottom);
      int tail = order.tailStart(cell) + Math.max(0, first - inHead);
      drawRun(pass, lane, tail, count - head, gap, framebuffer, width, top, bottom);
    }
  }

  /// Draws slots that follow each other.
  private static void drawRun(
      Pass pass,
      Lanes lane,
      int first,
      int count,
      float gap,
      long[] framebuffer,
      int width,
      int top,
      int bottom) {
    for (int done = 0; done < count; done += BLOCK) {
      int start = first + done;
      int here = Math.min(BLOCK, count - done);
      project(pass.order, pass.projection, gap, start, here, lane);
      if (pass.filter != null) {
        pass.filter.apply(start, here, lane.depth);
      }
      scatter(pass, lane, start, here, framebuffer, width, top, bottom);
    }
  }

  private static void project(
      DrawOrder order, Projection p, float gap, int start, int count, Lanes lane) {
    float[] x = order.x();
    float[] y = order.y();
    float[] z = order.z();
    float[] spacing = order.spacingMeters();
    float r0 = p.right()[0];
    float r1 = p.right()[1];
    float r2 = p.right()[2];
    float u0 = p.up()[0];
    float u1 = p.up()[1];
    float u2 = p.up()[2];
    float b0 = p.back()[0];
    float b1 = p.back()[1];
    float b2 = p.back()[2];
    double[] outX = lane.x;
    double[] outY = lane.y;
    double[] outDepth = lane.depth;
    double[] outSize = lane.size;
    float flat = p.perspective() ? 0 : 1;
    float deep = p.perspective() ? 1 : 0;
    float sizeFromSpacing = p.sizeFromSpacing() * gap;
    for (int i = 0; i < count; i++) {
      float px = x[start + i];
      float py = y[start + i];
      float pz = z[start + i];
      float depth = p.depthShift() - (b0 * px + b1 * py + b2 * pz);
      float scale = 1 / (depth * deep + flat);
      float focal = p.focal() * scale;
      outX[i] = p.centerX() + (r0 * px + r1 * py + r2 * pz + p.rightShift()) * focal;
      outY[i] = p.centerY() - (u0 * px + u1 * py + u2 * pz + p.upShift()) * focal;
      outDepth[i] = depth;
      outSize[i] = p.fixedSize() + spacing[start + i] * sizeFromSpacing * scale;
    }
  }

  private static void scatter(
      Pass pass,
      Lanes lane,
      int start,
      int count,
      long[] framebuffer,
      int width,
      int top,
      int bottom) {
    Projection p = pass.projection;
    int[] tilts = pass.order.tilts();
    int sample = pass.sample;
    float shuffle = p.shuffle(sample);
    float near = p.near();
    float[] right = p.right();
    float[] up = p.up();
    float[] back = p.back();
    for (int i = 0; i < count; i++) {
      float depth = (float) lane.depth[i];
      if (!(depth > near)) {
        continue;
      }
      int slot = start + i;
      int noise = (slot + sample * 0x632be5ab) * 0x9e3779b1 >>> 8 & 0xffff;
      float wanted = (float) lane.size[i];
      // Fractional diameters are dithered, so that sizes change without a visible seam.
      int size = (int) (wanted + noise * ULP16);
      float x = (float) lane.x[i];
      float y = (float) lane.y[i];
      if (size <= 1) {
        if (x >= 0 && x < width && y >= top && y < bottom) {
          int at = ((int) y) * width + (int) x;
          long key = (long) Float.floatToRawIntBits(depth) << 32 | slot;
          if (key < framebuffer[at]) {
            framebuffer[at] = key;
          }
        }
        continue;
      }
      size = Math.min(size, Projection.MAX_SPLAT);
      float half = size * 0.5f;
      if (x > -half && x < width + half && y > top - half && y < bottom + half) {
        int later =
            sample == 0 ? 0 : (int) (shuffle * wanted * (((noise * 40503) & 0xffff) * ULP16));
        float slopeX = 0;
        float slopeY = 0;
        int tilt = tilts[slot];
        if (tilt != 0) {
          float nx = (byte) tilt;
          float ny = (byte) (tilt >> 8);
          float nz = (byte) (tilt >> 16);
          float across = right[0] * nx + right[1] * ny + right[2] * nz;
          float upward = up[0] * nx + up[1] * ny + up[2] * nz;
          float facing = p.facing(across, upward, back[0] * nx + back[1] * ny + back[2] * nz, x, y);
          float scale = p.slopeScale(depth) / facing;
          slopeX = across * scale;
          slopeY = -upward * scale;
        }
        disc(framebuffer, width, top, bottom, x, y, size, depth, slopeX, slopeY, slot, later);
      }
    }
  }

  private static void disc(
      long[] framebuffer,
      int width,
      int top,
      int bottom,
      float x,
      float y,
      int size,
      float depth,
      float slopeX,
      float slopeY,
      int slot,
      int later) {
    int left = (int) Math.floor(x - size * 0.5f + 0.5f);
    int upper = (int) Math.floor(y - size * 0.5f + 0.5f);
    int[] insets = Discs.INSET[size];
    int firstRow = Math.max(0, top - upper);
    int lastRow = Math.min(size, bottom - upper);
    for (int row = firstRow; row < lastRow; row++) {
      int first = Math.max(left + insets[row], 0);
      int last = Math.min(left + size - insets[row], width);
      int at = (upper + row) * width + first;
      float here = depth + (upper + row + 0.5f - y) * slopeY + (first + 0.5f - x) * slopeX;
      for (int column = first; column < last; column++) {
        long key = (long) (Float.floatToRawIntBits(here) + later) << 32 | slot;
        if (key < framebuffer[at]) {
          framebuffer[at] = key;
        }
        at++;
        here += slopeX;
      }
    }
  }
}
