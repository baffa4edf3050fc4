package cadenza.sonata.pretrain;

/// Augmentations of colours from 0 to 255, each given its random draws (S/transform.py:482). All
/// work in place.
public final class Colors {
  private static final float LARGEST = 255;

  private Colors() {}

  /// Blends with black.
  public static void brightness(float[] color, double factor) {
    for (int i = 0; i < color.length; i++) {
      color[i] = blend(color[i], 0, factor);
    }
  }

  /// Blends with the mean grey of all points.
  public static void contrast(float[] color, double factor) {
    double sum = 0;
    for (int i = 0; i < color.length; i += 3) {
      sum += gray(color, i);
    }
    float mean = (float) (sum / Math.max(1, color.length / 3));
    for (int i = 0; i < color.length; i++) {
      color[i] = blend(color[i], mean, factor);
    }
  }

  /// Blends each point with its own grey.
  public static void saturation(float[] color, double factor) {
    for (int i = 0; i < color.length; i += 3) {
      float gray = gray(color, i);
      for (int c = i; c < i + 3; c++) {
        color[c] = blend(color[c], gray, factor);
      }
    }
  }

  /// Adds the same colour to every point.
  ///
  /// @param shift of red, green and blue, `(3)`
  public static void translate(float[] color, double[] shift) {
    for (int i = 0; i < color.length; i++) {
      color[i] = (float) Math.clamp(color[i] + shift[i % 3], 0, LARGEST);
    }
  }

  /// Blends with colours stretched to the whole range, channel by channel.
  ///
  /// @param share of the stretched ones
  public static void autoContrast(float[] color, double share) {
    float[] box = Geometry.box(color);
    for (int i = 0; i < color.length; i++) {
      float low = box[i % 3];
      float range = box[3 + i % 3] - low;
      if (range > 0) {
        float stretched = (color[i] - low) * (LARGEST / range);
        color[i] = (float) ((1 - share) * color[i] + share * stretched);
      }
    }
  }

  /// From 0 to 255 to 0 to 1.
  public static void toUnit(float[] color) {
    for (int i = 0; i < color.length; i++) {
      color[i] /= LARGEST;
    }
  }

  private static float blend(float color, float other, double factor) {
    return (float) Math.clamp(factor * color + (1 - factor) * other, 0, LARGEST);
  }

  private static float gray(float[] color, int i) {
    return 0.2989f * color[i] + 0.587f * color[i + 1] + 0.114f * color[i + 2];
  }

  /// Turns every hue.
  ///
  /// @param turn part of the whole circle, from -0.5 to 0.5
  public static void hue(float[] color, double turn) {
    if (!(turn >= -0.5 && turn <= 0.5)) {
      throw new IllegalArgumentException("a turn of the hue is between -0.5 and 0.5, not " + turn);
    }
    for (int i = 0; i < color.length; i += 3) {
      turnHue(color, i, (float) turn);
    }
  }

  private static void turnHue(float[] color, int i, float turn) {
    float r = color[i] / LARGEST;
    float g = color[i + 1] / LARGEST;
    float b = color[i + 2] / LARGEST;
    float most = Math.max(r, Math.max(g, b));
    float range = most - Math.min(r, Math.min(g, b));
    if (range == 0) {
      return; // grey has no hue
    }
    float rc = (most - r) / range;
    float gc = (most - g) / range;
    float bc = (most - b) / range;
    float hue = r == most ? bc - gc : g == most ? 2 + rc - bc : 4 + gc - rc;
    float sixths = 6 * wrapped(wrapped(hue / 6 + 1) + turn);
    int sector = (int) sixths % 6;
    float f = sixths - (int) sixths;
    float s = range / most;
    float p = Math.clamp(most * (1 - s), 0, 1);
    float q = Math.clamp(most * (1 - s * f), 0, 1);
    float t = Math.clamp(most * (1 - s * (1 - f)), 0, 1);
    color[i] = LARGEST * choose(sector, most, q, p, p, t, most);
    color[i + 1] = LARGEST * choose(sector, t, most, most, q, p, p);
    color[i + 2] = LARGEST * choose(sector, p, p, t, most, most, q);
  }

  private static float wrapped(float hue) {
    return hue - (float) Math.floor(hue);
  }

  private static float choose(int sector, float... values) {
    return values[sector];
  }
}
