package cadenza.scan.io.e57;

import cadenza.scan.ScalarType;
import cadenza.scan.io.Field;
import cadenza.scan.io.ScanContents;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The fields that the points of all scans of a file have together.
///
/// Coordinates come first, then colours and normals if any scan has them, then every other value by
/// its name, and the scan's number if there are several. Where a scan lacks a value that another
/// has, its points get NaN, or 0 where the value is an integer or a colour.
///
/// @param fields of the table
/// @param colorsArePlain whether colours are stored as the table has them in all scans; if not,
///   they are brought to 0 to 1
/// @param colors field of red, -1 if there are no colours; green and blue follow it
/// @param normals field of the normal's x, -1 if there are no normals; y and z follow it
/// @param attributes the names of the further fields, of which the first has the number
///   `firstAttribute`
/// @param station field of the scan's number; -1 if there is none
record Layout(
    List<Field> fields,
    boolean colorsArePlain,
    int colors,
    int normals,
    int firstAttribute,
    List<String> attributes,
    int station) {
  /// The layout of scans that all have coordinates.
  static Layout of(List<ScanStreams> scans, int stationCount) {
    List<Field> fields = new ArrayList<>();
    boolean isDirect = scans.stream().allMatch(ScanStreams::isDirect);
    add(fields, isDirect ? ScalarType.FLOAT32 : ScalarType.FLOAT64, "x", "y", "z");
    List<ColorRange> ranges = scans.stream().flatMap(scan -> scan.colorRange().stream()).toList();
    boolean isPlain =
        ranges.stream().allMatch(range -> range.plain().isPresent())
            && ranges.stream().map(ColorRange::plain).distinct().count() == 1;
    int colors = -1;
    if (!ranges.isEmpty()) {
      colors = fields.size();
      ScalarType type = isPlain ? ranges.getFirst().plain().orElseThrow() : ScalarType.FLOAT32;
      add(fields, type, "red", "green", "blue");
    }
    int normals = -1;
    if (scans.stream().anyMatch(ScanStreams::hasNormals)) {
      normals = fields.size();
      add(fields, ScalarType.FLOAT32, "nx", "ny", "nz");
    }
    int firstAttribute = fields.size();
    Map<String, ValueRange> ranged = new LinkedHashMap<>();
    for (ScanStreams scan : scans) {
      scan.attributes()
          .forEach((name, stream) ->
              ranged
                  .computeIfAbsent(name, key -> new ValueRange())
                  .add(scan.scan().prototype().get(stream)));
    }
    ranged.forEach((name, range) -> fields.add(new Field(name, range.type())));
    int station = -1;
    if (stationCount > 1) {
      station = fields.size();
      fields.add(new Field(ScanContents.STATION, ScalarType.UINT16));
    }
    return new Layout(
        List.copyOf(fields),
        isPlain,
        colors,
        normals,
        firstAttribute,
        List.copyOf(ranged.keySet()),
        station);
  }

  private static void add(List<Field> fields, ScalarType type, String... names) {
    for (String name : names) {
      fields.add(new Field(name, type));
    }
  }
}
