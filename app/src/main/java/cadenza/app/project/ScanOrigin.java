package cadenza.app.project;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a scan of a project is found again.
///
/// @param relative the file's path from the project's folder, with slashes, or null if there is
///   none
/// @param fingerprint of the file's content, see [Fingerprint]; null until computed
public record ScanOrigin(@Nullable String relative, @Nullable String fingerprint) {
  /// Nothing is known.
  public static final ScanOrigin UNKNOWN = new ScanOrigin(null, null);

  /// The same from a project at this place.
  ScanOrigin relativeTo(Path project, @Nullable Path scan) {
    Path folder = project.toAbsolutePath().normalize().getParent();
    if (scan == null || folder == null) {
      return new ScanOrigin(null, fingerprint);
    }
    try {
      String path = folder.relativize(scan).toString().replace('\\', '/');
      return new ScanOrigin(path, fingerprint);
    } catch (IllegalArgumentException otherDisk) {
      return new ScanOrigin(null, fingerprint);
    }
  }

  ScanOrigin withFingerprint(String newFingerprint) {
    return new ScanOrigin(relative, newFingerprint);
  }
}
