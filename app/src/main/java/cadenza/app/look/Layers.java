package cadenza.app.look;

import cadenza.app.workspace.OpenScan;
import java.util.EnumMap;
import java.util.Map;
import java.util.WeakHashMap;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.jspecify.annotations.Nullable;

/// Colours that other models computed of open scans: likeness, labels, predictions.
final class Layers {
  private final Map<OpenScan, Map<ColorMode, Coloring>> ofScans = new WeakHashMap<>();
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();

  /// The colours of this scan as it is now; null where there are none, or only of its old points.
  @Nullable Coloring get(OpenScan scan, ColorMode mode) {
    Map<ColorMode, Coloring> layers = ofScans.get(scan);
    Coloring layer = layers == null ? null : layers.get(mode);
    return layer == null || layer.cloud() != scan.cloud() ? null : layer;
  }

  void put(OpenScan scan, Coloring coloring) {
    ofScans
        .computeIfAbsent(scan, any -> new EnumMap<>(ColorMode.class))
        .put(coloring.mode(), coloring);
    version.set(version.get() + 1);
  }

  void drop(OpenScan scan, ColorMode mode) {
    Map<ColorMode, Coloring> layers = ofScans.get(scan);
    if (layers != null && layers.remove(mode) != null) {
      version.set(version.get() + 1);
    }
  }

  /// Changes whenever a layer does.
  ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }
}
