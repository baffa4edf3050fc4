package cadenza.app.settings;

import cadenza.app.weights.WeightsChoice;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Precision;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import org.jspecify.annotations.Nullable;

/// What the window remembers between two runs. Changes on the window's thread; [SettingsFile] keeps
/// it on disk.
public final class Settings {
  /// Recent files kept.
  static final int RECENT_LIMIT = 12;

  /// Recent weights files kept.
  static final int RECENT_WEIGHTS_LIMIT = 5;

  /// Scans whose views are kept.
  static final int SCANS_WITH_VIEWS_LIMIT = 200;

  private final ObjectProperty<ThemeChoice> theme = new SimpleObjectProperty<>(ThemeChoice.SYSTEM);
  private final ObjectProperty<RendererKind> renderer =
      new SimpleObjectProperty<>(RendererKind.AUTO);
  private final ObjectProperty<WindowPlace> window =
      new SimpleObjectProperty<>(WindowPlace.INITIAL);
  private final ObservableList<Path> recentFiles = FXCollections.observableArrayList();
  private final ObservableList<Path> recentFilesView =
      FXCollections.unmodifiableObservableList(recentFiles);
  private final ObservableList<Path> recentProjects = FXCollections.observableArrayList();
  private final ObservableList<Path> recentProjectsView =
      FXCollections.unmodifiableObservableList(recentProjects);

  private final ObjectProperty<WeightsChoice> weights =
      new SimpleObjectProperty<>(new WeightsChoice.Starter());
  private final ObjectProperty<DeviceChoice> device = new SimpleObjectProperty<>(DeviceChoice.AUTO);
  private final ObjectProperty<Precision> precision = new SimpleObjectProperty<>(Precision.F32);
  private final ObservableList<Path> recentWeights = FXCollections.observableArrayList();
  private final ObservableList<Path> recentWeightsView =
      FXCollections.unmodifiableObservableList(recentWeights);

  private final ObservableMap<String, List<SavedView>> savedViews =
      FXCollections.observableMap(new LinkedHashMap<>());
  private final ObjectProperty<@Nullable Path> pretraining = new SimpleObjectProperty<>();
  private final BooleanProperty orbitAtPointer = new SimpleBooleanProperty(true);
  private final BooleanProperty legendInPicture = new SimpleBooleanProperty(false);
  private final BooleanProperty firstStepsSeen = new SimpleBooleanProperty(false);

  /// Size of the window and whether it fills the screen.
  public record WindowPlace(double width, double height, boolean maximized) {
    /// What a first run starts with.
    public static final WindowPlace INITIAL = new WindowPlace(1440, 900, false);

    public WindowPlace {
      if (!(width >= 640 && height >= 400)) {
        throw new IllegalArgumentException("a window of " + width + " x " + height);
      }
    }
  }

  public ObjectProperty<ThemeChoice> themeProperty() {
    return theme;
  }

  /// What draws the picture.
  public ObjectProperty<RendererKind> rendererProperty() {
    return renderer;
  }

  public ObjectProperty<WindowPlace> windowProperty() {
    return window;
  }

  /// Files opened before, the latest first; read only.
  public ObservableList<Path> recentFiles() {
    return recentFilesView;
  }

  /// Puts a file at the head of the recent ones.
  public void remember(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    recentFiles.remove(absolute);
    recentFiles.addFirst(absolute);
    if (recentFiles.size() > RECENT_LIMIT) {
      recentFiles.remove(RECENT_LIMIT, recentFiles.size());
    }
  }

  public void forgetRecentFiles() {
    recentFiles.clear();
  }

  /// Projects opened before, the latest first; read only.
  public ObservableList<Path> recentProjects() {
    return recentProjectsView;
  }

  /// Puts a project at the head of the recent ones.
  public void rememberProject(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    recentProjects.remove(absolute);
    recentProjects.addFirst(absolute);
    if (recentProjects.size() > RECENT_LIMIT) {
      recentProjects.remove(RECENT_LIMIT, recentProjects.size());
    }
  }

  public void forgetRecentProjects() {
    recentProjects.clear();
  }

  /// The weights chosen last.
  public ObjectProperty<WeightsChoice> weightsProperty() {
    return weights;
  }

  /// Where encoding is wanted.
  public ObjectProperty<DeviceChoice> deviceProperty() {
    return device;
  }

  /// The numbers that encoding is wanted in.
  public ObjectProperty<Precision> precisionProperty() {
    return precision;
  }

  /// Weights files opened before, the latest first; read only.
  public ObservableList<Path> recentWeights() {
    return recentWeightsView;
  }

  /// Puts a weights file at the head of the recent ones.
  public void rememberWeights(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    recentWeights.remove(absolute);
    recentWeights.addFirst(absolute);
    if (recentWeights.size() > RECENT_WEIGHTS_LIMIT) {
      recentWeights.remove(RECENT_WEIGHTS_LIMIT, recentWeights.size());
    }
  }

  /// Views kept of each scan, by a text that tells the scan; read only.
  public ObservableMap<String, List<SavedView>> savedViews() {
    return FXCollections.unmodifiableObservableMap(savedViews);
  }

  /// Keeps these views of a scan, in the place of those kept before. The scans whose views were
  /// changed longest ago are forgotten once there are very many.
  public void saveViews(String scan, List<SavedView> views) {
    savedViews.remove(scan);
    if (!views.isEmpty()) {
      savedViews.put(scan, List.copyOf(views));
    }
    while (savedViews.size() > SCANS_WITH_VIEWS_LIMIT) {
      savedViews.remove(savedViews.keySet().iterator().next());
    }
  }

  /// Weights of the pretraining that was begun last and is not done; null if there is none.
  public ObjectProperty<@Nullable Path> pretrainingProperty() {
    return pretraining;
  }

  /// Whether a turning drag turns about the point that was pressed.
  public BooleanProperty orbitAtPointerProperty() {
    return orbitAtPointer;
  }

  /// Whether the classes are listed over the picture.
  public BooleanProperty legendInPictureProperty() {
    return legendInPicture;
  }

  /// Whether the three things to try were shown once.
  public BooleanProperty firstStepsSeenProperty() {
    return firstStepsSeen;
  }

  /// What a person chooses now and then, or sees once; worth keeping at once, for a program can be
  /// killed.
  public List<ObservableValue<?>> choices() {
    return List.of(
        theme, renderer, device, precision, orbitAtPointer, legendInPicture, firstStepsSeen);
  }

  void setRecentWeights(List<Path> files) {
    recentWeights.setAll(files.subList(0, Math.min(files.size(), RECENT_WEIGHTS_LIMIT)));
  }

  void setRecentProjects(List<Path> files) {
    recentProjects.setAll(files.subList(0, Math.min(files.size(), RECENT_LIMIT)));
  }

  void setRecentFiles(List<Path> files) {
    recentFiles.setAll(files.subList(0, Math.min(files.size(), RECENT_LIMIT)));
  }
}
