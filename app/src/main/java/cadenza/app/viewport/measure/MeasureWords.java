package cadenza.app.viewport.measure;

import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Measured lengths in words, and as a table to paste elsewhere.
final class MeasureWords {
  private MeasureWords() {}

  /// Words at a place of the scan.
  ///
  /// @param isTotal whether they are of a whole line, not of one piece of it
  record Label(Vec3 at, String text, boolean isTotal) {}

  static String meters(double meters) {
    return String.format(Locale.ROOT, Math.abs(meters) < 100 ? "%.3f m" : "%.2f m", meters);
  }

  /// Length of a piece with its horizontal and vertical parts.
  static String parts(Vec3 from, Vec3 to) {
    Vec3 by = to.minus(from);
    return meters(by.length())
        + "   ↔ "
        + meters(Math.hypot(by.x(), by.y()))
        + "   ↕ "
        + meters(Math.abs(by.z()));
  }

  /// One label a piece, the last one with its parts, and the total at the end of longer lines.
  static List<Label> labels(Measurements measurements) {
    List<Label> labels = new ArrayList<>();
    for (List<Vec3> line : measurements.all()) {
      for (int i = 1; i < line.size(); i++) {
        Vec3 from = line.get(i - 1);
        Vec3 to = line.get(i);
        boolean last = i == line.size() - 1;
        String text = last ? parts(from, to) : meters(from.distance(to));
        labels.add(new Label(from.lerp(to, 0.5), text, false));
      }
      if (line.size() > 2) {
        String total = "total " + meters(Measurements.length(line));
        labels.add(new Label(line.getLast(), total, true));
      }
    }
    return labels;
  }

  /// Says how far one has got.
  static String summary(Measurements measurements) {
    if (!measurements.begun().isEmpty()) {
      int count = measurements.begun().size();
      return count == 1
          ? "Click the next point"
          : meters(Measurements.length(measurements.begun())) + " over " + count + " points";
    }
    int lineCount = measurements.done().size();
    return switch (lineCount) {
      case 0 -> "Click two points to measure between them";
      case 1 -> "1 measurement";
      default -> lineCount + " measurements";
    };
  }

  /// A row a piece: line, piece, both ends, length, horizontal and vertical part; tab-separated.
  static String table(Measurements measurements) {
    StringBuilder table =
        new StringBuilder(
            "line\tpiece\tx1\ty1\tz1\tx2\ty2\tz2\tlength_m\thorizontal_m\tvertical_m\n");
    int lineNumber = 0;
    for (List<Vec3> line : measurements.all()) {
      lineNumber++;
      for (int i = 1; i < line.size(); i++) {
        Vec3 from = line.get(i - 1);
        Vec3 to = line.get(i);
        Vec3 by = to.minus(from);
        table.append(
            String.format(
                Locale.ROOT,
                "%d\t%d\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f\t%.4f%n",
                lineNumber,
                i,
                from.x(),
                from.y(),
                from.z(),
                to.x(),
                to.y(),
                to.z(),
                by.length(),
                Math.hypot(by.x(), by.y()),
                by.z()));
      }
    }
    return table.toString();
  }
}
