package cadenza.app.look;

import cadenza.render.Scene;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/// Computes the colour of every point of a cloud.
///
/// # How it works
///
/// Scalars are stretched between robust ends (the 1st and 99th percentile of a sample), so that a
/// single stray point does not wash out the picture.
public final class PointColors {
  private static final int SAMPLE = 20_000;
  private static final int CHUNK = 1 << 16;
  private static final int NO_NORMAL_ARGB = 0xff505050;

  private PointColors() {}

  /// Colours of the file; mid-grey where it has none.
  public static Coloring rgb(PointCloud cloud) {
    return new Coloring(cloud, ColorMode.RGB, Scene.ownColors(cloud), new Legend.None());
  }

  /// Height above the lowest points, along z.
  public static Coloring height(PointCloud cloud, Progress progress) {
    float[] positions = cloud.positions();
    double[] range = range(cloud, i -> positions[3 * i + 2]);
    int[] argb = ramp(cloud, i -> positions[3 * i + 2], range, ColorMap.PERCEPTUAL, progress);
    double base = cloud.origin()[2];
    Legend legend =
        new Legend.Ramp(
            ColorMap.PERCEPTUAL, number(base + range[0]), number(base + range[1]), "m, z");
    return new Coloring(cloud, ColorMode.HEIGHT, argb, legend);
  }

  /// Strength of the returned signal, dark to light.
  public static Coloring intensity(PointCloud cloud, Attribute values, Progress progress) {
    double[] range = range(cloud, values::get);
    int[] argb = ramp(cloud, values::get, range, ColorMap.GRAY, progress);
    Legend legend = new Legend.Ramp(ColorMap.GRAY, number(range[0]), number(range[1]), "intensity");
    return new Coloring(cloud, ColorMode.INTENSITY, argb, legend);
  }

  /// Direction of the surface: x, y, z of the normal as red, green, blue.
  public static Coloring normal(PointCloud cloud, float[] normals) {
    int[] argb = new int[cloud.pointCount()];
    for (int i = 0; i < argb.length; i++) {
      float x = normals[3 * i];
      float y = normals[3 * i + 1];
      float z = normals[3 * i + 2];
      boolean known = x * x + y * y + z * z > 0.25f; // false for NaN too
      argb[i] = known ? 0xff000000 | unit(x) << 16 | unit(y) << 8 | unit(z) : NO_NORMAL_ARGB;
    }
    return new Coloring(
        cloud,
        ColorMode.NORMAL,
        argb,
        new Legend.Sentence(
            "Red, green and blue are the x, y and z of the normal; floors are blue."));
  }

  /// One colour a class.
  ///
  /// @param names what the classes are called; a class without a name is shown by its number
  public static Coloring labels(
      PointCloud cloud, Attribute labels, ClassNames names, Progress progress) {
    int[] argb = new int[cloud.pointCount()];
    Map<Integer, Integer> counts = new HashMap<>();
    for (int i = 0; i < argb.length; i++) {
      if (i % CHUNK == 0) {
        progress.checkCancelled();
      }
      int id = labels.getInt(i);
      argb[i] = names.argb(id);
      counts.merge(id, 1, Integer::sum);
    }
    List<Legend.Entry> entries = new ArrayList<>();
    counts.forEach(
        (id, count) -> entries.add(new Legend.Entry(names.name(id), names.argb(id), count)));
    entries.sort(Comparator.comparingInt(Legend.Entry::pointCount).reversed());
    return new Coloring(cloud, ColorMode.LABEL, argb, new Legend.Classes(entries));
  }

  /// The three main directions of the encoder's features as red, green and blue.
  public static Coloring pca(PointCloud cloud, int[] argb, boolean trained) {
    String meaning =
        trained
            ? "Points of like colour are alike to the encoder."
            : "Points of like colour are alike to the encoder, whose weights are untrained: it"
                + " sees shape and colour, not things.";
    return new Coloring(cloud, ColorMode.PCA, argb, new Legend.Sentence(meaning));
  }

  private static int unit(float component) {
    return Math.round(127.5f * (Math.clamp(component, -1f, 1f) + 1));
  }

  private static int[] ramp(
      PointCloud cloud,
      IntToDoubleFunction value,
      double[] range,
      ColorMap map,
      Progress progress) {
    int[] argb = new int[cloud.pointCount()];
    double scale = range[1] > range[0] ? 1 / (range[1] - range[0]) : 0;
    for (int i = 0; i < argb.length; i++) {
      if (i % CHUNK == 0) {
        progress.checkCancelled();
      }
      argb[i] = map.argb((value.applyAsDouble(i) - range[0]) * scale);
    }
    return argb;
  }

  /// 1st and 99th percentile over an evenly spaced sample of the finite points.
  private static double[] range(PointCloud cloud, IntToDoubleFunction value) {
    int n = cloud.pointCount();
    int stride = Math.max(1, n / SAMPLE);
    double[] sample = new double[n / stride + 1];
    int count = 0;
    for (int i = 0; i < n; i += stride) {
      double v = cloud.isFinite(i) ? value.applyAsDouble(i) : Double.NaN;
      if (Double.isFinite(v)) {
        sample[count++] = v;
      }
    }
    if (count == 0) {
      return new double[] {0, 1};
    }
    Arrays.sort(sample, 0, count);
    return new double[] {sample[count / 100], sample[count - 1 - count / 100]};
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.2f", value);
  }
}
