package cadenza.app.viewport;

import cadenza.app.look.ColorMode;
import cadenza.app.look.Coloring;
import cadenza.app.look.LookModel;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Scene;
import cadenza.scan.PointCloud;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// The second half of a split picture: the shown scan in other colours.
///
/// # How it works
///
/// Its scene is that of the first half with other colours, so whatever changes there (points, clip
/// box, selection, style) changes here at once. Colours are computed in the background while the
/// split is open, and only if points, features or mode have changed; until they are there, this
/// half shows those of the first.
public final class SplitModel {
  private static final String COLORING_KEY = "coloring of the second half";

  /// What a second half shows at first: the most telling that the first half does not show.
  private static final List<ColorMode> PREFERRED =
      List.of(ColorMode.PCA, ColorMode.LABEL, ColorMode.RGB, ColorMode.HEIGHT, ColorMode.NORMAL);

  private final Workspace workspace;
  private final TaskRunner tasks;
  private final LookModel look;
  private final ViewportModel first;
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ObjectProperty<ColorMode> mode = new SimpleObjectProperty<>(ColorMode.HEIGHT);
  private final ReadOnlyObjectWrapper<@Nullable Scene> scene = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Coloring> coloring = new ReadOnlyObjectWrapper<>();
  private @Nullable Wanted wanted;
  private boolean chosen;

  /// What colours depend on, by identity.
  private record Wanted(
      PointCloud cloud, @Nullable Encoding encoding, ColorMode mode, @Nullable Coloring layer) {
    boolean isSame(@Nullable Wanted other) {
      return other != null
          && other.cloud == cloud
          && other.encoding == encoding
          && other.mode == mode
          && other.layer == layer;
    }
  }

  /// @param first the picture beside it
  public SplitModel(Workspace workspace, TaskRunner tasks, LookModel look, ViewportModel first) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.look = look;
    this.first = first;
    open.addListener((property, old, now) -> opened(now));
    mode.addListener((property, old, now) -> refresh());
    look.coloringProperty().addListener((property, old, now) -> refresh());
    look.layersVersionProperty().addListener((property, old, now) -> refresh());
    first.sceneProperty().addListener((property, old, now) -> updateScene());
  }

  /// Whether there is a second half.
  public BooleanProperty openProperty() {
    return open;
  }

  /// How the second half is coloured.
  public ObjectProperty<ColorMode> modeProperty() {
    return mode;
  }

  /// A person chose how the second half is coloured; it stays so as long as scans allow.
  public void choose(ColorMode newMode) {
    chosen = true;
    mode.set(newMode);
  }

  /// The colours of the second half with what they mean; null while they are not known.
  public ReadOnlyObjectProperty<@Nullable Coloring> coloringProperty() {
    return coloring.getReadOnlyProperty();
  }

  /// What the second half draws; null while it is closed or nothing is open.
  public ReadOnlyObjectProperty<@Nullable Scene> sceneProperty() {
    return scene.getReadOnlyProperty();
  }

  /// Another way to colour the shown scan than the first half does.
  private ColorMode different() {
    return PREFERRED.stream()
        .filter(candidate -> candidate != look.modeProperty().get())
        .filter(candidate -> look.missing(candidate).isEmpty())
        .findFirst()
        .orElse(ColorMode.HEIGHT);
  }

  private void opened(boolean now) {
    if (now) {
      if (!chosen || mode.get() == look.modeProperty().get()) {
        mode.set(different());
      }
      refresh();
    } else {
      tasks.cancel(COLORING_KEY);
      // Colours of a large scan are many megabytes.
      coloring.set(null);
      wanted = null;
    }
    updateScene();
  }

  private void refresh() {
    OpenScan scan = workspace.current();
    if (!open.get() || scan == null) {
      updateScene();
      return;
    }
    if (!look.missing(mode.get()).isEmpty()) {
      // Calls refresh again, by the listener, with a mode that the scan has.
      mode.set(different());
      return;
    }
    Wanted now =
        new Wanted(scan.cloud(), scan.encoding(), mode.get(), look.layer(scan, mode.get()));
    if (now.isSame(wanted)) {
      return;
    }
    wanted = now;
    tasks.start(
        look.task(scan, now.mode())
            .superseding(COLORING_KEY)
            .onSuccess(result -> {
              coloring.set(result);
              updateScene();
            }));
  }

  private void updateScene() {
    Scene shown = open.get() ? first.sceneProperty().get() : null;
    Coloring other = coloring.get();
    if (shown != null && other != null && other.cloud() == shown.cloud()) {
      shown = shown.withColors(other.argb());
    }
    scene.set(shown);
  }
}
