package cadenza.app;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;

/// Opens the window. Kept apart from the JavaFX application, so that a class path start works and
/// the command line can be used on a machine without a display.
public final class Workstation {
  private Workstation() {}

  /// Shows the window with these scans, or with the sample room if there are none, and returns when
  /// it is closed.
  ///
  /// @return the exit code of the process, 0
  public static int run(List<Path> scans) {
    Application.launch(
        WorkstationApplication.class, scans.stream().map(Path::toString).toArray(String[]::new));
    return 0;
  }

  /// Starts the window alone, without the command line; for development.
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments).stream().map(Path::of).toList()));
  }
}
