package cadenza.app.weights;

import cadenza.app.pipeline.LockFile;
import java.io.IOException;
import java.nio.file.Path;

/// The right to load one file, or to delete what was loaded of it: whoever holds `NAME.part.lock`.
final class PartLock {
  private PartLock() {}

  /// @param target the file's name in the end; its folder is there
  /// @throws DownloadException if another holds it
  static LockFile take(Path target) throws IOException {
    return LockFile.take(fileOf(target.toAbsolutePath().normalize()))
        .orElseThrow(() ->
            new DownloadException(
                "Another Cadenza is downloading " + target.getFileName() + " at this moment.",
                "Wait for it to end, or cancel it there."));
  }

  static Path fileOf(Path target) {
    return target.resolveSibling(target.getFileName() + ".part.lock");
  }
}
