package cadenza.scan.io;

import cadenza.scan.PointCloud;
import java.util.List;
import java.util.Optional;

/// What a reader found in a file.
///
/// @param format short name of the format with its variant, such as `ply (binary little endian)`
/// @param crs coordinate reference system, as the file words it
/// @param warnings what was lost, guessed or odd, a sentence each; empty if nothing was
public record ScanContents(
    PointCloud cloud, String format, Optional<String> crs, List<String> warnings) {
  public ScanContents {
    warnings = List.copyOf(warnings);
  }
}
