package cadenza.scan.io.las;

import cadenza.scan.io.ScanContents;
import cadenza.scan.io.Station;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Records of Cadenza's own (user `cadenza`) for what LAS has no place for: names of labels (number
/// 1) and where the scanner stood (number 2), a line of UTF-8 each.
final class OwnRecords {
  static final String USER = "cadenza";

  private static final int LABELS = 1;
  private static final int STATIONS = 2;
  private static final int MOST_SHORT_BYTES = 65535;
  private static final Pattern LABEL = Pattern.compile("(-?\\d{1,10})=(.*)");
  private static final String NUMBER = "(-?[0-9.]{1,40}(?:E-?\\d{1,3})?)";
  private static final Pattern STATION =
      Pattern.compile(String.join(" ", NUMBER, NUMBER, NUMBER, "(.*)"));

  private OwnRecords() {}

  static List<VariableRecord> of(ScanContents contents) {
    List<VariableRecord> records = new ArrayList<>();
    StringBuilder labels = new StringBuilder();
    contents
        .labelNames()
        .forEach((label, name) -> labels.append(label).append('=').append(line(name)).append('\n'));
    add(records, LABELS, "names of labels", labels);
    StringBuilder stations = new StringBuilder();
    for (Station station : contents.stations()) {
      station.position().forEach(coordinate -> stations.append(coordinate).append(' '));
      stations.append(line(station.name())).append('\n');
    }
    add(records, STATIONS, "where the scanner stood", stations);
    return records;
  }

  private static String line(String text) {
    return text.replaceAll("\\p{Cntrl}", " ");
  }

  private static void add(
      List<VariableRecord> records, int number, String description, StringBuilder text) {
    if (!text.isEmpty()) {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      VariableRecord record = VariableRecord.of(USER, number, description, bytes);
      records.add(bytes.length > MOST_SHORT_BYTES ? record.extended() : record);
    }
  }

  private static List<String> lines(LasRecords records, int number) {
    byte[] bytes = records.content(USER, number).orElse(new byte[0]);
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  static Map<Integer, String> labelNames(LasRecords records) {
    Map<Integer, String> names = new TreeMap<>();
    for (String line : lines(records, LABELS)) {
      Matcher matcher = LABEL.matcher(line);
      if (matcher.matches() && Math.abs(Long.parseLong(matcher.group(1))) <= Integer.MAX_VALUE) {
        names.put(Integer.valueOf(matcher.group(1)), matcher.group(2));
      }
    }
    return names;
  }

  static List<Station> stations(LasRecords records) {
    List<Station> stations = new ArrayList<>();
    for (String line : lines(records, STATIONS)) {
      Matcher matcher = STATION.matcher(line);
      if (!matcher.matches()) {
        return List.of(); // points name stations by their place in the list
      }
      try {
        stations.add(
            new Station(
                matcher.group(4),
                Double.parseDouble(matcher.group(1)),
                Double.parseDouble(matcher.group(2)),
                Double.parseDouble(matcher.group(3))));
      } catch (NumberFormatException e) {
        return List.of();
      }
    }
    return stations;
  }
}
