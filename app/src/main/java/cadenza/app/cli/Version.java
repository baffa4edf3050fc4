package cadenza.app.cli;

import cadenza.app.pipeline.Program;
import picocli.CommandLine.IVersionProvider;

/// What `--version` prints: program, Java, operating system.
final class Version implements IVersionProvider {
  static String ofProgram() {
    return Program.version();
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "Cadenza " + ofProgram(),
      "Java " + Runtime.version() + ", " + System.getProperty("os.name"),
      "GPL-3.0-or-later"
    };
  }
}
