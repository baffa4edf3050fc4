package cadenza.app;

import cadenza.app.scans.SampleRoom;
import cadenza.app.settings.SettingsFile;
import cadenza.app.shell.MainWindow;
import cadenza.app.shell.Services;
import cadenza.render.RendererChoice;
import cadenza.scan.io.ScanFormats;
import java.nio.file.Path;
import java.util.List;
import javafx.application.Application;
import javafx.stage.Stage;

/// What JavaFX starts: makes the real services and shows the window.
public final class WorkstationApplication extends Application {
  @Override
  public void start(Stage stage) {
    Services services =
        new Services(
            ScanFormats::read,
            ScanFormats::write,
            ScanFormats.readableExtensions(),
            new SampleRoom(),
            RendererChoice::choose,
            new SettingsFile(SettingsFile.defaultLocation(System.getProperty("cadenza.config"))));
    MainWindow window = new MainWindow(stage, services);
    window.show();
    List<Path> files = getParameters().getRaw().stream().map(Path::of).toList();
    window.open(files);
  }
}
