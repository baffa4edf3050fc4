package cadenza.app.project;

import cadenza.app.pipeline.LockFile;
import java.io.IOException;
import java.nio.file.Path;

/// The right to work on one project, of one window among all processes: whoever holds `.NAME.lock`
/// beside it.
final class ProjectLock {
  private ProjectLock() {}

  /// @throws ProjectException if another window works on the project
  static LockFile take(Path project) throws IOException {
    Path absolute = project.toAbsolutePath().normalize();
    return LockFile.take(absolute.resolveSibling("." + absolute.getFileName() + ".lock"))
        .orElseThrow(() ->
            new ProjectException(
                project.getFileName() + " is open in another window of Cadenza.",
                "Go on there, or close it there first."));
  }
}
