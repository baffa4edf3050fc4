package cadenza.app.settings;

import cadenza.app.settings.Settings.WindowPlace;
import cadenza.app.weights.WeightsChoice;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Precision;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/// Keeps [Settings] in a properties file (small, and read in a millisecond at the start). A value
/// that cannot be understood falls back to its default: settings never stop the window from
/// opening.
public final class SettingsFile {
  private final Path file;

  public SettingsFile(Path file) {
    this.file = file;
  }

  /// Where it lies.
  public Path folder() {
    return file.toAbsolutePath().normalize().resolveSibling("");
  }

  /// Reads what is there into `settings`; a missing or damaged file leaves the defaults.
  public void readInto(Settings settings) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      return;
    }
    try {
      settings.themeProperty().set(ThemeChoice.valueOf(properties.getProperty("theme", "SYSTEM")));
      settings
          .rendererProperty()
          .set(RendererKind.valueOf(properties.getProperty("renderer", "AUTO")));
      settings
          .windowProperty()
          .set(
              new WindowPlace(
                  Double.parseDouble(properties.getProperty("window.width", "1440")),
                  Double.parseDouble(properties.getProperty("window.height", "900")),
                  Boolean.parseBoolean(properties.getProperty("window.maximized", "false"))));
    } catch (IllegalArgumentException notUnderstood) {
      settings.themeProperty().set(ThemeChoice.SYSTEM);
      settings.rendererProperty().set(RendererKind.AUTO);
      settings.windowProperty().set(WindowPlace.INITIAL);
    }
    readCompute(properties, settings);
    settings.weightsProperty().set(WeightsChoice.parse(properties.getProperty("weights", "")));
    settings
        .orbitAtPointerProperty()
        .set(Boolean.parseBoolean(properties.getProperty("orbitAtPointer", "true")));
    settings
        .legendInPictureProperty()
        .set(Boolean.parseBoolean(properties.getProperty("legendInPicture", "false")));
    settings
        .firstStepsSeenProperty()
        .set(Boolean.parseBoolean(properties.getProperty("firstStepsSeen", "false")));
    readViews(properties, settings);
    settings.setRecentFiles(paths(properties, "recent.", Settings.RECENT_LIMIT));
    settings.setRecentProjects(paths(properties, "recentProject.", Settings.RECENT_LIMIT));
    settings
        .pretrainingProperty()
        .set(paths(properties, "pretraining.", 1).stream().findFirst().orElse(null));
    settings.setRecentWeights(paths(properties, "recentWeights.", Settings.RECENT_WEIGHTS_LIMIT));
  }

  private static void readCompute(Properties properties, Settings settings) {
    try {
      settings.deviceProperty().set(DeviceChoice.parse(properties.getProperty("device", "auto")));
      settings.precisionProperty().set(Precision.parse(properties.getProperty("precision", "f32")));
    } catch (IllegalArgumentException notUnderstood) {
      settings.deviceProperty().set(DeviceChoice.AUTO);
      settings.precisionProperty().set(Precision.F32);
    }
  }

  private static void readViews(Properties properties, Settings settings) {
    for (int scan = 0; scan < Settings.SCANS_WITH_VIEWS_LIMIT; scan++) {
      String name = properties.getProperty("views." + scan);
      if (name == null) {
        return;
      }
      List<SavedView> views = new ArrayList<>();
      int i = 0;
      while (properties.containsKey("views." + scan + "." + i)) {
        SavedView.parse(properties.getProperty("views." + scan + "." + i)).ifPresent(views::add);
        i++;
      }
      settings.saveViews(name, views);
    }
  }

  private static void setViews(Properties properties, Settings settings) {
    int scan = 0;
    for (Map.Entry<String, List<SavedView>> entry : settings.savedViews().entrySet()) {
      properties.setProperty("views." + scan, entry.getKey());
      for (int i = 0; i < entry.getValue().size(); i++) {
        properties.setProperty("views." + scan + "." + i, entry.getValue().get(i).asText());
      }
      scan++;
    }
  }

  private static List<Path> paths(Properties properties, String name, int limit) {
    List<Path> files = new ArrayList<>();
    for (int i = 0; i < limit; i++) {
      String text = properties.getProperty(name + i);
      if (text != null) {
        try {
          files.add(Path.of(text));
        } catch (InvalidPathException fromAnotherSystem) {
          // Settings copied from another system: that entry means nothing here.
        }
      }
    }
    return files;
  }

  /// Writes all settings; the old file stays whole until the new one is complete.
  public void write(Settings settings) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("renderer", settings.rendererProperty().get().name());
    properties.setProperty("theme", settings.themeProperty().get().name());
    WindowPlace window = settings.windowProperty().get();
    properties.setProperty("window.width", Double.toString(window.width()));
    properties.setProperty("window.height", Double.toString(window.height()));
    properties.setProperty("window.maximized", Boolean.toString(window.maximized()));
    properties.setProperty("device", settings.deviceProperty().get().toString());
    properties.setProperty("precision", settings.precisionProperty().get().toString());
    properties.setProperty("weights", settings.weightsProperty().get().asText());
    properties.setProperty(
        "orbitAtPointer", Boolean.toString(settings.orbitAtPointerProperty().get()));
    properties.setProperty(
        "legendInPicture", Boolean.toString(settings.legendInPictureProperty().get()));
    properties.setProperty(
        "firstStepsSeen", Boolean.toString(settings.firstStepsSeenProperty().get()));
    setViews(properties, settings);
    setPaths(properties, "recent.", settings.recentFiles());
    setPaths(properties, "recentProject.", settings.recentProjects());
    setPaths(properties, "recentWeights.", settings.recentWeights());
    Path pretraining = settings.pretrainingProperty().get();
    setPaths(properties, "pretraining.", pretraining == null ? List.of() : List.of(pretraining));
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path temporary = Files.createTempFile(folder, "settings", ".tmp");
    try (Writer writer = Files.newBufferedWriter(temporary)) {
      properties.store(writer, "Cadenza");
    }
    Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void setPaths(Properties properties, String name, List<Path> files) {
    for (int i = 0; i < files.size(); i++) {
      properties.setProperty(name + i, files.get(i).toString());
    }
  }
}
