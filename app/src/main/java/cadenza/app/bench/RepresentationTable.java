package cadenza.app.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Scores of representations for people.
public final class RepresentationTable {
  private RepresentationTable() {}

  /// One score.
  static String line(Map<String, Object> entry) {
    return String.format(
        Locale.ROOT,
        "%-20s (%s) %-20s k=%-4s mIoU/mAcc/allAcc %s  %s s",
        entry.get("origin"),
        entry.get("row"),
        entry.get("features"),
        entry.get("labels"),
        cell(entry),
        entry.get("seconds"));
  }

  private static String cell(Map<String, Object> entry) {
    return String.format(
        Locale.ROOT,
        "%.1f/%.1f/%.1f",
        percent(entry.get("mIoU")),
        percent(entry.get("mAcc")),
        percent(entry.get("allAcc")));
  }

  private static double percent(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  /// All scores, one Markdown table an origin: a row a kind of features, a column a number of
  /// labels.
  public static String markdown(List<Map<String, Object>> runs) {
    Map<Object, Map<String, Map<Object, String>>> origins = new LinkedHashMap<>();
    for (Map<String, Object> run : runs) {
      origins
          .computeIfAbsent(run.get("origin"), o -> new LinkedHashMap<>())
          .computeIfAbsent(
              "(%s) %s".formatted(run.get("row"), run.get("features")), r -> new LinkedHashMap<>())
          .put(run.get("labels"), cell(run));
    }
    List<Object> labels = runs.stream().map(run -> run.get("labels")).distinct().toList();
    StringBuilder out = new StringBuilder();
    origins.forEach((origin, rows) -> {
      out.append("| ").append(origin).append(" |");
      labels.forEach(k -> out.append(" k=").append(k).append(" |"));
      out.append("\n|---|").append("---|".repeat(labels.size())).append('\n');
      rows.forEach((row, cells) -> {
        out.append("| ").append(row).append(" |");
        labels.forEach(k -> out.append(' ').append(cells.getOrDefault(k, "")).append(" |"));
        out.append('\n');
      });
      out.append('\n');
    });
    return out.toString();
  }
}
