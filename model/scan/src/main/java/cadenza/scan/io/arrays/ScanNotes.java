package cadenza.scan.io.arrays;

import cadenza.scan.PointCloud;
import cadenza.scan.io.Json;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.Station;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What arrays have no place for, as JSON that lies beside them: the array `cadenza` of an NPZ, the
/// file `cadenza.json` of a folder. Other programs pass it over.
///
/// @param origin the double origin of the coordinates; null for none
/// @param attributes the attribute's name for arrays that could not take it
record ScanNotes(
    double @Nullable [] origin,
    Optional<String> crs,
    Map<Integer, String> labelNames,
    List<Station> stations,
    Map<String, String> attributes) {
  static final String NAME = "cadenza";

  static ScanNotes none() {
    return new ScanNotes(null, Optional.empty(), Map.of(), List.of(), Map.of());
  }

  static ScanNotes of(ScanContents contents, Map<String, String> attributes) {
    PointCloud cloud = contents.cloud();
    double[] origin = cloud.origin();
    boolean isAtZero = origin[0] == 0 && origin[1] == 0 && origin[2] == 0;
    return new ScanNotes(
        isAtZero ? null : origin,
        contents.crs(),
        contents.labelNames(),
        contents.stations(),
        attributes);
  }

  /// Reads notes; those that make no sense are passed over.
  static ScanNotes parse(byte[] text) {
    Json json;
    try {
      json = Json.parse(text);
    } catch (IllegalArgumentException e) {
      return none();
    }
    double[] origin = json.get("origin").numbers();
    boolean isOrigin =
        origin.length == 3
            && Double.isFinite(origin[0])
            && Double.isFinite(origin[1])
            && Double.isFinite(origin[2]);
    Map<Integer, String> labels = new TreeMap<>();
    for (String key : json.get("labels").names()) {
      if (key.matches("-?\\d{1,9}")) {
        labels.put(Integer.valueOf(key), json.get("labels").get(key).text(""));
      }
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (String array : json.get("attributes").names()) {
      attributes.put(array, json.get("attributes").get(array).text(array));
    }
    String crs = json.get("crs").text("");
    return new ScanNotes(
        isOrigin ? origin : null,
        crs.isEmpty() ? Optional.empty() : Optional.of(crs),
        labels,
        stations(json.get("stations")),
        attributes);
  }

  private static List<Station> stations(Json list) {
    List<Station> stations = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      double[] at = list.at(i).get("position").numbers();
      if (at.length == 3) {
        stations.add(new Station(list.at(i).get("name").text(""), at[0], at[1], at[2]));
      }
    }
    return stations;
  }

  boolean isEmpty() {
    return origin == null
        && crs.isEmpty()
        && labelNames.isEmpty()
        && stations.isEmpty()
        && attributes.isEmpty();
  }

  String toJson() {
    StringJoiner members = new StringJoiner(",\n", "{\n", "\n}\n");
    if (origin != null) {
      members.add("\"origin\": [%s, %s, %s]".formatted(origin[0], origin[1], origin[2]));
    }
    crs.ifPresent(system -> members.add("\"crs\": " + Json.quoted(system)));
    if (!labelNames.isEmpty()) {
      StringJoiner names = new StringJoiner(", ", "\"labels\": {", "}");
      labelNames.forEach((label, name) -> names.add("\"" + label + "\": " + Json.quoted(name)));
      members.add(names.toString());
    }
    if (!attributes.isEmpty()) {
      StringJoiner names = new StringJoiner(", ", "\"attributes\": {", "}");
      attributes.forEach((array, name) -> names.add(Json.quoted(array) + ": " + Json.quoted(name)));
      members.add(names.toString());
    }
    if (!stations.isEmpty()) {
      StringJoiner places = new StringJoiner(", ", "\"stations\": [", "]");
      for (Station station : stations) {
        places.add(
            "{\"name\": %s, \"position\": %s}"
                .formatted(Json.quoted(station.name()), station.position()));
      }
      members.add(places.toString());
    }
    return members.toString();
  }
}
