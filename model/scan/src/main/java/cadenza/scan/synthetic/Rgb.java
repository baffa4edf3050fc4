package cadenza.scan.synthetic;

/// A colour in linear light; 1 is white paper, lights may exceed it.
record Rgb(double r, double g, double b) {
  /// From hue (turns), saturation and value as a colour picker shows them.
  static Rgb hsv(double hue, double saturation, double value) {
    double h = (hue - StrictMath.floor(hue)) * 6;
    return new Rgb(
        linear(value * (1 - saturation * channel(h, 5))),
        linear(value * (1 - saturation * channel(h, 3))),
        linear(value * (1 - saturation * channel(h, 1))));
  }

  /// From a screen colour `0xrrggbb`.
  static Rgb hex(int rgb) {
    return new Rgb(
        linear(((rgb >> 16) & 255) / 255.0),
        linear(((rgb >> 8) & 255) / 255.0),
        linear((rgb & 255) / 255.0));
  }

  static Rgb gray(double value) {
    return hsv(0, 0, value);
  }

  Rgb times(double factor) {
    return new Rgb(r * factor, g * factor, b * factor);
  }

  Rgb times(Rgb o) {
    return new Rgb(r * o.r, g * o.g, b * o.b);
  }

  Rgb mix(Rgb o, double part) {
    return new Rgb(r + (o.r - r) * part, g + (o.g - g) * part, b + (o.b - b) * part);
  }

  /// A neighbour of this colour: a little lighter or darker, a little warmer or cooler.
  Rgb near(Dice dice, double amount) {
    double light = 1 + dice.in(-amount, amount);
    double warm = dice.in(-amount, amount) * 0.3;
    return new Rgb(r * light * (1 + warm), g * light, b * light * (1 - warm));
  }

  double luminance() {
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }

  private static double channel(double h, double n) {
    double k = (n + h) % 6;
    return Math.max(0, Math.min(1, Math.min(k, 4 - k)));
  }

  private static double linear(double value) {
    return StrictMath.pow(Math.max(0, value), 2.2);
  }
}
