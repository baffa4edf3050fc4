package cadenza.app.pictures;

import cadenza.render.Camera;
import cadenza.render.Overlay;
import cadenza.render.Scene;
import cadenza.render.Style;
import cadenza.render.Turntable;
import cadenza.scan.Bounds;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/// What a person chooses about a picture: its size, what lies behind the points, what lies over
/// them. Kept from one picture to the next.
public final class PictureSettings {
  private final ObjectProperty<SizePreset> preset = new SimpleObjectProperty<>(SizePreset.WINDOW);
  private final IntegerProperty width = new SimpleIntegerProperty(1920);
  private final IntegerProperty height = new SimpleIntegerProperty(1080);
  private final ObjectProperty<PictureBackdrop> backdrop =
      new SimpleObjectProperty<>(PictureBackdrop.AS_SHOWN);
  private final BooleanProperty overlays = new SimpleBooleanProperty(true);
  private final BooleanProperty bothHalves = new SimpleBooleanProperty(true);
  private final BooleanProperty wholeScan = new SimpleBooleanProperty();
  private final ObjectProperty<@Nullable Subject> subject = new SimpleObjectProperty<>();
  private Bounds bounds = Bounds.empty();
  private boolean choosing;

  public PictureSettings() {
    preset.addListener((property, old, now) -> presetChanged());
    width.addListener((property, old, now) -> typed());
    height.addListener((property, old, now) -> typed());
  }

  public ObjectProperty<SizePreset> presetProperty() {
    return preset;
  }

  /// Pixels; typing another number makes it a size without a name.
  public IntegerProperty widthProperty() {
    return width;
  }

  public IntegerProperty heightProperty() {
    return height;
  }

  public ObjectProperty<PictureBackdrop> backdropProperty() {
    return backdrop;
  }

  /// Whether selection, clip box and measures are drawn, too.
  public BooleanProperty overlaysProperty() {
    return overlays;
  }

  /// Whether both halves of a split picture are drawn.
  public BooleanProperty bothHalvesProperty() {
    return bothHalves;
  }

  /// Whether the camera steps back or forth until the whole scan just fits, whatever the window
  /// shows of it.
  public BooleanProperty wholeScanProperty() {
    return wholeScan;
  }

  /// What the picture is taken of; null before [#begin].
  public ObjectProperty<@Nullable Subject> subjectProperty() {
    return subject;
  }

  /// Takes in what the window shows now.
  public void begin(Subject now) {
    bounds = now.bounds();
    subject.set(now);
    presetChanged();
  }

  /// Forgets what the window showed: a scan may be closed while its settings are kept.
  public void end() {
    subject.set(null);
  }

  private void presetChanged() {
    Subject now = subject.get();
    Optional<PictureSize> size = preset.get().size();
    if (preset.get() == SizePreset.WINDOW && now != null) {
      size = Optional.of(now.window());
    }
    size.ifPresent(chosen -> {
      choosing = true;
      width.set(chosen.width());
      height.set(chosen.height());
      choosing = false;
    });
  }

  private void typed() {
    if (!choosing) {
      preset.set(SizePreset.CUSTOM);
    }
  }

  /// The chosen size; empty if there can be none such.
  Optional<PictureSize> size() {
    return PictureSize.isAllowed(width.get(), height.get())
        ? Optional.of(new PictureSize(width.get(), height.get()))
        : Optional.empty();
  }

  /// Where to draw it from.
  Camera camera(Subject of, PictureSize size) {
    return wholeScan.get()
        ? of.camera().framing(bounds, part(of, size), size.height())
        : of.camera();
  }

  /// Where to draw a whole turn from; the scan is in the picture from all sides if it shall be.
  Camera turningCamera(Subject of, PictureSize size) {
    if (!wholeScan.get()) {
      return of.camera();
    }
    return Turntable.framing(of.camera(), bounds, part(of, size), size.height());
  }

  /// Width of one half of a split picture, or of the whole.
  private int part(Subject of, PictureSize size) {
    boolean halves = of.isSplit() && bothHalves.get();
    return halves ? Math.max(1, size.width() / 2) : size.width();
  }

  /// What to draw at a size; points of a fixed number of pixels grow with it.
  List<Scene> scenes(Subject of, PictureSize size) {
    double factor = (double) size.height() / of.window().height();
    return of.scenes().stream()
        .limit(bothHalves.get() ? of.scenes().size() : 1)
        .map(scene -> {
          Style style = backdrop.get().applyTo(scene.style()).scaled(factor);
          Scene styled = scene.withStyle(style);
          return overlays.get() ? styled : styled.withOverlay(Overlay.NONE);
        })
        .toList();
  }
}
