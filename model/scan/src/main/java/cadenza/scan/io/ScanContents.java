package cadenza.scan.io;

import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a reader found in a file.
///
/// @param format short name of the format with its variant, such as `ply (binary little endian)`
/// @param crs coordinate reference system, as the file words it
/// @param warnings what was lost, guessed or odd, a sentence each; empty if nothing was
/// @param labelNames what the values of the attribute `label` mean, where the file says so, in
///   ascending order
/// @param pointsInFile points that the file holds; more than the cloud has if it was thinned or cut
///   out
/// @param stations where the scanner stood; the attribute `station` of a point, where there is one,
///   is an index into this list
/// @param details what a writer of the same format needs to lose nothing
public record ScanContents(
    PointCloud cloud,
    String format,
    Optional<String> crs,
    List<String> warnings,
    Map<Integer, String> labelNames,
    long pointsInFile,
    List<Station> stations,
    Optional<FormatDetails> details) {
  /// Name of the attribute that says which of [#stations()] saw a point.
  public static final String STATION = "station";

  // LAS keeps its integers where floats are too coarse.
  private static final List<String> COORDINATES = List.of("X", "Y", "Z");

  public ScanContents {
    warnings = List.copyOf(warnings);
    labelNames = Collections.unmodifiableMap(new TreeMap<>(labelNames));
    stations = List.copyOf(stations);
  }

  /// All points of a file, with nothing else to say.
  public ScanContents(PointCloud cloud, String format) {
    this(
        cloud,
        format,
        Optional.empty(),
        List.of(),
        Map.of(),
        cloud.pointCount(),
        List.of(),
        Optional.empty());
  }

  /// The same with other points: recoloured, say, or labelled.
  public ScanContents withCloud(PointCloud other) {
    return new ScanContents(
        other, format, crs, warnings, labelNames, pointsInFile, stations, details);
  }

  /// The same without what holds only where the file has its points: coordinate system, stations,
  /// format details.
  public ScanContents withoutPlaces() {
    PointCloud.Builder builder = cloud.toBuilder();
    COORDINATES.forEach(builder::without);
    return new ScanContents(
        builder.build(),
        format,
        Optional.empty(),
        warnings,
        labelNames,
        pointsInFile,
        List.of(),
        Optional.empty());
  }

  public ScanContents withCrs(String system) {
    return new ScanContents(
        cloud, format, Optional.of(system), warnings, labelNames, pointsInFile, stations, details);
  }

  /// The same with further warnings behind those there are.
  public ScanContents withWarnings(List<String> more) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(more);
    return new ScanContents(cloud, format, crs, all, labelNames, pointsInFile, stations, details);
  }

  public ScanContents withLabelNames(Map<Integer, String> names) {
    return new ScanContents(cloud, format, crs, warnings, names, pointsInFile, stations, details);
  }

  public ScanContents withPointsInFile(long points) {
    return new ScanContents(cloud, format, crs, warnings, labelNames, points, stations, details);
  }

  public ScanContents withStations(List<Station> places) {
    return new ScanContents(
        cloud, format, crs, warnings, labelNames, pointsInFile, places, details);
  }

  public ScanContents withDetails(FormatDetails kept) {
    return new ScanContents(
        cloud, format, crs, warnings, labelNames, pointsInFile, stations, Optional.of(kept));
  }
}
