package cadenza.app.viewport.measure;

import cadenza.app.viewport.PerPlace;
import cadenza.app.viewport.Place;
import cadenza.app.viewport.ViewportModel;
import cadenza.render.Overlay;
import cadenza.render.Vec3;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ChangeListener;
import org.jspecify.annotations.Nullable;

/// Distances measured in the shown scan. Each scan keeps its own for as long as it is open.
public final class MeasureModel {
  private static final int LINE_ARGB = 0xff4cc2ff;
  private static final double LINE_PIXELS = 2;
  private static final double HIDDEN = 0.4;

  private final ReadOnlyObjectWrapper<Measurements> measurements =
      new ReadOnlyObjectWrapper<>(Measurements.NONE);
  private final ReadOnlyObjectWrapper<@Nullable Vec3> pointer = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<List<Overlay.Line>> lines =
      new ReadOnlyObjectWrapper<>(List.of());
  private final PerPlace<Measurements> kept = new PerPlace<>();

  public MeasureModel(ViewportModel viewport) {
    ChangeListener<@Nullable Place> placeChanged =
        (property, old, now) -> {
          pointer.set(null);
          set(kept.change(old, measurements.get(), now, Measurements.NONE));
        };
    viewport.placeProperty().addListener(placeChanged);
    viewport.addLines(lines);
  }

  public ReadOnlyObjectProperty<Measurements> measurementsProperty() {
    return measurements.getReadOnlyProperty();
  }

  public Measurements measurements() {
    return measurements.get();
  }

  /// The point under the pointer that a click would add; null for none.
  public ReadOnlyObjectProperty<@Nullable Vec3> pointerProperty() {
    return pointer.getReadOnlyProperty();
  }

  /// Adds a point to the line under way, or begins one.
  public void add(Vec3 point) {
    set(measurements.get().with(point));
  }

  public void hover(Optional<Vec3> point) {
    pointer.set(point.orElse(null));
  }

  /// Ends the line under way.
  public void finish() {
    set(measurements.get().finished());
  }

  /// Takes the last point back.
  public void stepBack() {
    set(measurements.get().steppedBack());
  }

  /// Forgets the line under way; false if there is none.
  public boolean cancel() {
    pointer.set(null);
    boolean begun = !measurements.get().begun().isEmpty();
    set(measurements.get().withoutBegun());
    return begun;
  }

  /// Forgets all of this scan.
  public void clear() {
    set(Measurements.NONE);
  }

  private void set(Measurements wanted) {
    if (wanted.equals(measurements.get())) {
      return;
    }
    measurements.set(wanted);
    List<Overlay.Line> drawn = new ArrayList<>();
    for (List<Vec3> line : wanted.all()) {
      for (int i = 1; i < line.size(); i++) {
        drawn.add(new Overlay.Line(line.get(i - 1), line.get(i), LINE_ARGB, LINE_PIXELS, HIDDEN));
      }
    }
    lines.set(drawn);
  }
}
