package cadenza.scan.io;

import cadenza.scan.PointCloud;
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
public record ScanContents(
    PointCloud cloud,
    String format,
    Optional<String> crs,
    List<String> warnings,
    Map<Integer, String> labelNames) {
  public ScanContents {
    warnings = List.copyOf(warnings);
    labelNames = Collections.unmodifiableMap(new TreeMap<>(labelNames));
  }

  /// Contents whose labels have no names.
  public ScanContents(
      PointCloud cloud, String format, Optional<String> crs, List<String> warnings) {
    this(cloud, format, crs, warnings, Map.of());
  }
}
