package cadenza.app.look;

import cadenza.app.tasks.BackgroundTask;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.PointSize;
import cadenza.render.Style;
import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// Decides how the shown scan looks: which colours, which point size, which light.
///
/// # How it works
///
/// Whenever the scan, its points, its features or the mode change, the colours are computed in the
/// background (a newer request supersedes the older one) and published as one [Coloring]; until
/// then the picture keeps the old one.
public final class LookModel {
  private static final String COLORING_KEY = "coloring";

  private final Workspace workspace;
  private final TaskRunner tasks;
  private final ClassNames classNames;
  private final InvalidationListener changed = observable -> refresh();
  private final Layers layers = new Layers();

  private final ObjectProperty<ColorMode> mode = new SimpleObjectProperty<>(ColorMode.RGB);
  private final BooleanProperty adaptiveSize = new SimpleBooleanProperty(true);
  private final DoubleProperty adaptiveScale = new SimpleDoubleProperty(1);
  private final DoubleProperty fixedPixels = new SimpleDoubleProperty(2);
  private final BooleanProperty eyeDomeLighting = new SimpleBooleanProperty(true);
  private final DoubleProperty eyeDomeStrength = new SimpleDoubleProperty(1);
  private final BooleanProperty seeThroughWalls = new SimpleBooleanProperty(true);
  private final ObjectProperty<Backdrop> backdrop = new SimpleObjectProperty<>(Backdrop.DARK);
  private final BooleanProperty darkTheme = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<@Nullable Coloring> coloring = new ReadOnlyObjectWrapper<>();
  private final ObjectBinding<Style> style;

  public LookModel(Workspace workspace, TaskRunner tasks, ClassNames classNames) {
    this.workspace = workspace;
    this.tasks = tasks;
    this.classNames = classNames;
    this.style =
        Bindings.createObjectBinding(
            this::computeStyle,
            adaptiveSize,
            adaptiveScale,
            fixedPixels,
            eyeDomeLighting,
            eyeDomeStrength,
            seeThroughWalls,
            backdrop,
            darkTheme);
    workspace.currentProperty().addListener((property, old, now) -> scanChanged(old, now));
    mode.addListener(changed);
    scanChanged(null, workspace.current());
  }

  public ObjectProperty<ColorMode> modeProperty() {
    return mode;
  }

  /// Points as large as their spacing (true) or of a fixed number of pixels.
  public BooleanProperty adaptiveSizeProperty() {
    return adaptiveSize;
  }

  /// Times the spacing of the points, where the size is adaptive.
  public DoubleProperty adaptiveScaleProperty() {
    return adaptiveScale;
  }

  /// Pixels across, where the size is fixed.
  public DoubleProperty fixedPixelsProperty() {
    return fixedPixels;
  }

  public BooleanProperty eyeDomeLightingProperty() {
    return eyeDomeLighting;
  }

  /// How strong eye-dome lighting is where it is on; 1 is usual.
  public DoubleProperty eyeDomeStrengthProperty() {
    return eyeDomeStrength;
  }

  public BooleanProperty seeThroughWallsProperty() {
    return seeThroughWalls;
  }

  public ObjectProperty<Backdrop> backdropProperty() {
    return backdrop;
  }

  /// Whether the window is dark, which the backdrop may follow.
  public BooleanProperty darkThemeProperty() {
    return darkTheme;
  }

  /// The points to draw with their colours; null when nothing is open.
  public ReadOnlyObjectProperty<@Nullable Coloring> coloringProperty() {
    return coloring.getReadOnlyProperty();
  }

  /// How to draw them.
  public ObjectBinding<Style> styleBinding() {
    return style;
  }

  /// Why the shown scan cannot be coloured so; empty if it can.
  public String missing(ColorMode candidate) {
    OpenScan scan = workspace.current();
    return scan == null ? "No scan is open." : missing(scan, candidate);
  }

  private String missing(OpenScan scan, ColorMode candidate) {
    return layers.get(scan, candidate) != null ? "" : candidate.missing(scan);
  }

  /// Colours that another model computed, in the mode of the colouring. They count as long as the
  /// scan has the points they are of; if the picture shows this mode, it shows them at once.
  ///
  /// @param layer its array of colours must not change any more
  public void put(OpenScan scan, Coloring layer) {
    layers.put(scan, layer);
    if (scan == workspace.current() && mode.get() == layer.mode()) {
      refresh();
    }
  }

  /// Forgets such colours; the picture falls back to another mode if it showed them.
  public void drop(OpenScan scan, ColorMode layer) {
    layers.drop(scan, layer);
    if (scan == workspace.current() && mode.get() == layer) {
      refresh();
    }
  }

  /// Such colours of a scan; null if there are none.
  public @Nullable Coloring layer(OpenScan scan, ColorMode wanted) {
    return layers.get(scan, wanted);
  }

  /// Changes whenever such colours come or go, of any scan.
  public ReadOnlyLongProperty layersVersionProperty() {
    return layers.versionProperty();
  }

  private void scanChanged(@Nullable OpenScan old, @Nullable OpenScan now) {
    if (old != null) {
      old.cloudProperty().removeListener(changed);
      old.encodingProperty().removeListener(changed);
    }
    if (now == null) {
      tasks.cancel(COLORING_KEY);
      coloring.set(null);
      return;
    }
    now.cloudProperty().addListener(changed);
    now.encodingProperty().addListener(changed);
    refresh();
  }

  private void refresh() {
    OpenScan scan = workspace.current();
    if (scan == null) {
      return;
    }
    if (!missing(scan, mode.get()).isEmpty()) {
      // Calls refresh again, by the listener, with a mode that the scan has.
      boolean features = mode.get().isLayer() && scan.encoding() != null;
      mode.set(features ? ColorMode.PCA : ColorMode.bestFor(scan));
      return;
    }
    Coloring layer = layers.get(scan, mode.get());
    if (layer != null) {
      tasks.cancel(COLORING_KEY);
      coloring.set(layer);
      return;
    }
    tasks.start(task(scan, mode.get()).superseding(COLORING_KEY).onSuccess(coloring::set));
  }

  /// Work that colours a scan as it is now in a mode that it has.
  public BackgroundTask<Coloring> task(OpenScan scan, ColorMode wanted) {
    Coloring layer = layers.get(scan, wanted);
    if (layer != null) {
      return BackgroundTask.named("Colouring " + scan.name(), progress -> layer).quiet();
    }
    PointCloud cloud = scan.cloud();
    Encoding encoding = scan.encoding();
    ClassNames names =
        scan.labelNames().isEmpty() ? classNames : ClassNames.named(scan.labelNames());
    return BackgroundTask.named(
            "Colouring " + scan.name(),
            progress -> compute(cloud, encoding, wanted, names, progress).withClassNames(names))
        .quiet();
  }

  private Coloring compute(
      PointCloud cloud,
      @Nullable Encoding encoding,
      ColorMode wanted,
      ClassNames names,
      Progress progress) {
    float[] normals = cloud.normals();
    return switch (wanted) {
      case RGB -> PointColors.rgb(cloud);
      case HEIGHT -> PointColors.height(cloud, progress);
      case NORMAL -> normals == null ? PointColors.rgb(cloud) : PointColors.normal(cloud, normals);
      case INTENSITY ->
          cloud
              .attribute(Attribute.INTENSITY)
              .map(values -> PointColors.intensity(cloud, values, progress))
              .orElseGet(() -> PointColors.rgb(cloud));
      case LABEL ->
          cloud
              .attribute(Attribute.LABEL)
              .map(labels -> PointColors.labels(cloud, labels, names, progress))
              .orElseGet(() -> PointColors.rgb(cloud));
      case PCA ->
          encoding == null
              ? PointColors.rgb(cloud)
              : PointColors.pca(cloud, encoding.pcaArgb(), encoding.trained());
      case SIMILARITY, ANNOTATION, PREDICTION, PROBABILITY, UNCERTAINTY, ERROR ->
          PointColors.rgb(cloud);
    };
  }

  private Style computeStyle() {
    PointSize size =
        adaptiveSize.get()
            ? PointSize.adaptive(adaptiveScale.get())
            : PointSize.fixed(fixedPixels.get());
    return Style.DEFAULT
        .withPointSize(size)
        .withEdlStrength(eyeDomeLighting.get() ? eyeDomeStrength.get() : 0)
        .withBackground(backdrop.get().background(darkTheme.get()))
        .withSeeThroughWalls(seeThroughWalls.get());
  }
}
