package cadenza.scan.io.las;

import java.util.Arrays;

/// Encodes chunks as the first LAZ files have them, which Cadenza reads but does not write: the
/// mirror of [OldPoint10], [OldGpsTime11], [OldRgb12] and [OldExtraBytes10]. What it makes was once
/// compared with LASzip 3.5.
final class OldLazEncoder {
  private final int format;
  private final int extraBytes;
  private final int stride;
  private final ArithmeticEncoder out = new ArithmeticEncoder();
  private final SymbolModel changes = new SymbolModel(64);
  private final LazyModels flags = new LazyModels(256, 256);
  private final LazyModels classes = new LazyModels(256, 256);
  private final LazyModels users = new LazyModels(256, 256);
  private final IntegerModel angles = new IntegerModel(8, 2);
  private final IntegerModel intensities = new IntegerModel(16, 1);
  private final IntegerModel sources = new IntegerModel(16, 1);
  private final IntegerModel xs = new IntegerModel(32, 1);
  private final IntegerModel ys = new IntegerModel(32, 20);
  private final IntegerModel zs = new IntegerModel(32, 20);
  private final SymbolModel multiples = new SymbolModel(512);
  private final SymbolModel afterZero = new SymbolModel(3);
  private final IntegerModel times = new IntegerModel(32, 6);
  private final SymbolModel colorChanges = new SymbolModel(64);
  private final IntegerModel colors = new IntegerModel(8, 6);
  private final IntegerModel extras;
  private final int[] stepsX = new int[3];
  private final int[] stepsY = new int[3];
  private int lastStep;
  private int extremes;

  OldLazEncoder(int format, int extraBytes) {
    this.format = format;
    this.extraBytes = extraBytes;
    this.stride = LasBuilder.LENGTHS[format] + extraBytes;
    this.extras = new IntegerModel(8, Math.max(1, extraBytes));
  }

  byte[] encode(byte[] records, int count) {
    out.start();
    for (int row = 1; row < count; row++) {
      int at = row * stride;
      point(records, at, row);
      if (LasBuilder.hasTime(format)) {
        time(records, at + 20);
      }
      if (LasBuilder.hasColor(format)) {
        color(records, at + LasBuilder.colorAt(format));
      }
      for (int i = 0; i < extraBytes; i++) {
        int from = at + stride - extraBytes + i;
        out.integer(extras, records[from - stride] & 0xff, records[from] & 0xff, i);
      }
    }
    out.finish();
    return LasBuilder.concat(
        Arrays.copyOf(records, stride), Arrays.copyOf(out.bytes(), out.size()));
  }

  private void point(byte[] records, int at, int row) {
    int last = at - stride;
    int stepX = LittleEndian.int32(records, at) - LittleEndian.int32(records, last);
    int stepY = LittleEndian.int32(records, at + 4) - LittleEndian.int32(records, last + 4);
    out.integer(xs, median(stepsX), stepX, 0);
    out.integer(ys, median(stepsY), stepY, Math.min(xs.k, 19));
    int k = (xs.k + ys.k) / 2;
    int z = LittleEndian.int32(records, at + 8);
    out.integer(zs, LittleEndian.int32(records, last + 8), z, Math.min(k, 19));
    stepsX[(row - 1) % 3] = stepX;
    stepsY[(row - 1) % 3] = stepY;
    int intensity = LittleEndian.uint16(records, at + 12);
    int source = LittleEndian.uint16(records, at + 18);
    int lastIntensity = LittleEndian.uint16(records, last + 12);
    int lastSource = LittleEndian.uint16(records, last + 18);
    int changed = (intensity != lastIntensity ? 32 : 0) | (source != lastSource ? 1 : 0);
    for (int i = 14; i < 18; i++) {
      changed |= records[at + i] != records[last + i] ? 16 >> (i - 14) : 0;
    }
    out.symbol(changes, changed);
    if ((changed & 32) != 0) {
      out.integer(intensities, lastIntensity, intensity, 0);
    }
    LazyModels[] models = {flags, classes, null, users};
    for (int i = 14; i < 18; i++) {
      int before = records[last + i] & 0xff;
      int now = records[at + i] & 0xff;
      if (before != now && i == 16) {
        out.integer(angles, before, now, k < 3 ? 1 : 0);
      } else if (before != now) {
        out.symbol(models[i - 14].get(before), now);
      }
    }
    if ((changed & 1) != 0) {
      out.integer(sources, lastSource, source, 0);
    }
  }

  private static int median(int[] steps) {
    int[] sorted = steps.clone();
    Arrays.sort(sorted);
    return sorted[1];
  }

  private void time(byte[] records, int at) {
    long time = LittleEndian.int64(records, at);
    long far = time - LittleEndian.int64(records, at - stride);
    int step = (int) far;
    if (lastStep == 0) {
      int symbol = far == 0 ? 0 : far == step ? 1 : 2;
      out.symbol(afterZero, symbol);
      if (symbol == 1) {
        out.integer(times, 0, step, 0);
        lastStep = step;
      } else if (symbol == 2) {
        int64(time);
      }
    } else if (far == 0) {
      out.symbol(multiples, 511);
    } else if (far != step) {
      out.symbol(multiples, 510);
      int64(time);
    } else {
      int multiple = Math.clamp(Math.round((double) step / lastStep), 0, 509);
      out.symbol(multiples, multiple);
      int context =
          multiple == 0 ? 2 : multiple == 1 ? 1 : multiple < 10 ? 3 : multiple < 50 ? 4 : 5;
      out.integer(times, multiple == 0 ? lastStep / 4 : multiple * lastStep, step, context);
      boolean isExtreme = multiple == 0 || multiple == 509;
      extremes = multiple == 1 ? 0 : isExtreme ? extremes + 1 : extremes;
      if (multiple == 1 || extremes > 3) {
        lastStep = step;
        extremes = 0;
      }
    }
  }

  private void int64(long bits) {
    out.bits(32, (int) bits);
    out.bits(32, (int) (bits >>> 32));
  }

  private void color(byte[] records, int at) {
    int changed = 0;
    for (int i = 0; i < 6; i++) {
      changed |= records[at + i] != records[at + i - stride] ? 1 << i : 0;
    }
    out.symbol(colorChanges, changed);
    for (int i = 0; i < 6; i++) {
      if ((changed >> i & 1) != 0) {
        out.integer(colors, records[at + i - stride] & 0xff, records[at + i] & 0xff, i);
      }
    }
  }
}
