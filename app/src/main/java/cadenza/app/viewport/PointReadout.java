package cadenza.app.viewport;

import cadenza.app.look.Coloring;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One point in words.
///
/// @param argb the colour it is drawn in
/// @param position world coordinates in metres
/// @param facts what else is known, such as `label 5`
public record PointReadout(int pointIndex, int argb, String position, List<String> facts) {
  public PointReadout {
    facts = List.copyOf(facts);
  }

  static PointReadout of(Coloring coloring, int index) {
    PointCloud cloud = coloring.cloud();
    List<String> facts = new ArrayList<>();
    byte[] colors = cloud.colors();
    if (colors != null) {
      facts.add(
          String.format(
              Locale.ROOT,
              "RGB %d %d %d",
              colors[3 * index] & 0xff,
              colors[3 * index + 1] & 0xff,
              colors[3 * index + 2] & 0xff));
    }
    float[] normals = cloud.normals();
    if (normals != null) {
      facts.add(
          String.format(
              Locale.ROOT,
              "normal %.2f %.2f %.2f",
              normals[3 * index],
              normals[3 * index + 1],
              normals[3 * index + 2]));
    }
    cloud
        .attribute(Attribute.LABEL)
        .ifPresent(labels -> facts.add(coloring.classNames().name(labels.getInt(index))));
    cloud
        .attribute(Attribute.INTENSITY)
        .ifPresent(values -> facts.add("intensity " + plain(values.get(index))));
    String position =
        String.format(
            Locale.ROOT,
            "%.3f  %.3f  %.3f m",
            cloud.world(index, 0),
            cloud.world(index, 1),
            cloud.world(index, 2));
    return new PointReadout(index, coloring.argb()[index], position, facts);
  }

  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
