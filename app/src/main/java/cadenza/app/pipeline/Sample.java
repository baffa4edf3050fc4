package cadenza.app.pipeline;

import java.io.IOException;
import java.nio.file.Path;

/// The sample room that comes with Cadenza, made by its own generator.
public final class Sample {
  private Sample() {}

  /// The sample as a file, unpacked into the cache folder when it is not there yet.
  public static Path file(AppFolders folders) throws IOException {
    return BundledFile.unpacked("sample.ply", "sample-room.ply", folders);
  }
}
