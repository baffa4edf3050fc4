package cadenza.probe;

import java.io.IOException;
import java.nio.file.Path;

/// A file that is no whole probe.
final class ProbeFileException extends IOException {
  private static final long serialVersionUID = 1;

  ProbeFileException(Path file, String what, String advice) {
    super(file.getFileName() + " " + what + ". — " + advice + " (" + file + ")");
  }
}
