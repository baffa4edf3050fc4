package cadenza.app.shell;

import cadenza.app.settings.Settings;
import cadenza.app.workspace.OpenScan;
import cadenza.scan.io.ScanFormats;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;

/// The window's dialogs, and what is done with their answers.
final class WindowDialogs implements Commands.Dialogs {
  /// What the room that ships with Cadenza is called.
  static final String SAMPLE = "Sample room";

  private final MainWindow window;

  WindowDialogs(MainWindow window) {
    this.window = window;
  }

  @Override
  public void openFiles() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open scans");
    chooser.setInitialDirectory(lastFolder());
    List<String> patterns =
        window.scans().readableExtensions().stream().sorted().map(e -> "*." + e).toList();
    chooser.getExtensionFilters().add(new ExtensionFilter("All scans", patterns));
    for (String pattern : patterns) {
      String name = pattern.substring(2).toUpperCase(Locale.ROOT);
      chooser.getExtensionFilters().add(new ExtensionFilter(name, pattern));
    }
    chooser.getExtensionFilters().add(new ExtensionFilter("All files", "*.*"));
    List<File> files = chooser.showOpenMultipleDialog(window.stage());
    if (files != null) {
      window.scans().open(files.stream().map(File::toPath).toList());
    }
  }

  /// Asks for a weights file.
  Optional<Path> weightsFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Open weights");
    List<Path> recent = window.settings().recentWeights();
    Path folder = recent.isEmpty() ? null : recent.getFirst().getParent();
    chooser.setInitialDirectory(
        folder != null && Files.isDirectory(folder) ? folder.toFile() : lastFolder());
    chooser
        .getExtensionFilters()
        .addAll(
            new ExtensionFilter("Weights", "*.pth", "*.pt", "*.safetensors"),
            new ExtensionFilter("All files", "*.*"));
    return Optional.ofNullable(chooser.showOpenDialog(window.stage())).map(File::toPath);
  }

  private @Nullable File lastFolder() {
    Settings settings = window.settings();
    if (settings.recentFiles().isEmpty()) {
      return null;
    }
    Path folder = settings.recentFiles().getFirst().getParent();
    return folder != null && Files.isDirectory(folder) ? folder.toFile() : null;
  }

  @Override
  public void openSample() {
    window.scans().openBundled(SAMPLE, window.services().sample(), window.features()::encode);
  }

  @Override
  public void exportScan() {
    OpenScan scan = window.workspace().current();
    if (scan == null) {
      return;
    }
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export " + scan.name());
    chooser.setInitialDirectory(lastFolder());
    chooser.setInitialFileName(stem(scan.name()) + "-cadenza.ply");
    for (String extension : ScanFormats.writableExtensions()) {
      ExtensionFilter filter =
          new ExtensionFilter(extension.toUpperCase(Locale.ROOT), "*." + extension);
      chooser.getExtensionFilters().add(filter);
      if (extension.equals("ply")) {
        chooser.setSelectedExtensionFilter(filter);
      }
    }
    File file = chooser.showSaveDialog(window.stage());
    if (file != null) {
      window.scans().export(scan, file.toPath());
    }
  }

  /// Asks what the columns of a text are.
  ///
  /// @param now what they were read as
  Optional<String> columns(String now) {
    return new ColumnsDialog(window.stage(), now).ask();
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  @Override
  public void saveScreenshot() {
    window.pictures().showScreenshot();
  }

  @Override
  public void showPalette() {
    window.palette().show();
  }

  @Override
  public void showMessages() {
    new MessagesDialog(window.workspace()).show(window.stage());
  }

  @Override
  public void showShortcuts() {
    HelpDialogs.showShortcuts(window.stage(), window.commands());
  }

  @Override
  public void showAbout() {
    HelpDialogs.showAbout(window.stage());
  }

  @Override
  public void quit() {
    window.close();
  }
}
