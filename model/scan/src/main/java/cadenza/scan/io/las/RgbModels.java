package cadenza.scan.io.las;

import java.io.IOException;

/// How colours differ from each other, byte by byte (LAZ specification, RGB12 version 2 and RGB14).
///
/// # How it works
///
/// A mask tells which of the six bytes differ, and whether the colour is a grey at all. Green is
/// predicted to change as red did, blue as red and green did.
final class RgbModels {
  private static final int COLORED = 1 << 6;

  private final SymbolModel changes = new SymbolModel(128);
  private final SymbolModel[] differences = new SymbolModel[6];

  RgbModels() {
    for (int i = 0; i < differences.length; i++) {
      differences[i] = new SymbolModel(256);
    }
  }

  void reset() {
    changes.reset();
    for (SymbolModel model : differences) {
      model.reset();
    }
  }

  /// Replaces the three 16-bit channels from `color[at]` on by those of the next colour.
  void decode(ArithmeticDecoder in, int[] color, int at) throws IOException {
    int changed = in.symbol(changes);
    int red = color[at];
    int green = color[at + 1];
    int blue = color[at + 2];
    int low = red & 0xff;
    int high = red >> 8;
    if ((changed & 1) != 0) {
      low = low + in.symbol(differences[0]) & 0xff;
    }
    if ((changed & 2) != 0) {
      high = high + in.symbol(differences[1]) & 0xff;
    }
    color[at] = high << 8 | low;
    if ((changed & COLORED) == 0) {
      color[at + 1] = color[at];
      color[at + 2] = color[at];
      return;
    }
    int step = low - (red & 0xff);
    int greenLow = green & 0xff;
    if ((changed & 4) != 0) {
      greenLow = clamp(step + greenLow) + in.symbol(differences[2]) & 0xff;
    }
    int blueLow = blue & 0xff;
    if ((changed & 16) != 0) {
      step = (step + greenLow - (green & 0xff)) / 2;
      blueLow = clamp(step + blueLow) + in.symbol(differences[4]) & 0xff;
    }
    step = high - (red >> 8);
    int greenHigh = green >> 8;
    if ((changed & 8) != 0) {
      greenHigh = clamp(step + greenHigh) + in.symbol(differences[3]) & 0xff;
    }
    int blueHigh = blue >> 8;
    if ((changed & 32) != 0) {
      step = (step + greenHigh - (green >> 8)) / 2;
      blueHigh = clamp(step + blueHigh) + in.symbol(differences[5]) & 0xff;
    }
    color[at + 1] = greenHigh << 8 | greenLow;
    color[at + 2] = blueHigh << 8 | blueLow;
  }

  /// Encodes a colour after that at `color[at]`, which it replaces.
  void encode(ArithmeticEncoder out, int[] color, int at, int red, int green, int blue) {
    int lastRed = color[at];
    int lastGreen = color[at + 1];
    int lastBlue = color[at + 2];
    int changed =
        (differs(red, lastRed, 0) ? 1 : 0)
            | (differs(red, lastRed, 8) ? 2 : 0)
            | (differs(green, lastGreen, 0) ? 4 : 0)
            | (differs(green, lastGreen, 8) ? 8 : 0)
            | (differs(blue, lastBlue, 0) ? 16 : 0)
            | (differs(blue, lastBlue, 8) ? 32 : 0)
            | (red != green || red != blue ? COLORED : 0);
    out.symbol(changes, changed);
    for (int shift = 0; shift <= 8; shift += 8) {
      if (differs(red, lastRed, shift)) {
        int step = part(red, shift) - part(lastRed, shift);
        out.symbol(differences[shift >> 3], step & 0xff);
      }
    }
    if ((changed & COLORED) != 0) {
      for (int shift = 0; shift <= 8; shift += 8) {
        int step = part(red, shift) - part(lastRed, shift);
        if (differs(green, lastGreen, shift)) {
          int predicted = clamp(step + part(lastGreen, shift));
          out.symbol(differences[2 + (shift >> 3)], part(green, shift) - predicted & 0xff);
        }
        if (differs(blue, lastBlue, shift)) {
          step = (step + part(green, shift) - part(lastGreen, shift)) / 2;
          int predicted = clamp(step + part(lastBlue, shift));
          out.symbol(differences[4 + (shift >> 3)], part(blue, shift) - predicted & 0xff);
        }
      }
    }
    color[at] = red;
    color[at + 1] = green;
    color[at + 2] = blue;
  }

  private static int part(int channel, int shift) {
    return channel >> shift & 0xff;
  }

  private static boolean differs(int channel, int last, int shift) {
    return part(channel ^ last, shift) != 0;
  }

  private static int clamp(int value) {
    return Math.min(255, Math.max(0, value));
  }
}
