package cadenza.app.shell;

import cadenza.app.features.FeaturesModel;
import cadenza.app.features.GpuModel;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;

/// Commands of the Features pane.
final class FeatureCommands {
  private static final String TAB = "Features";

  private final MainWindow window;
  private final FeaturesModel features;
  private final GpuModel gpu;

  FeatureCommands(MainWindow window, GpuModel gpu) {
    this.window = window;
    this.features = window.features();
    this.gpu = gpu;
  }

  List<Command> all() {
    ObservableBooleanValue encoding = Bindings.isNotNull(features.encodingTaskProperty());
    ObservableBooleanValue idle =
        Bindings.isNotNull(window.workspace().currentProperty()).and(Bindings.not(encoding));
    return List.of(
        new Command(
            "features.encode",
            TAB,
            "Encode",
            Feather.PLAY,
            KeyCombination.keyCombination("Shortcut+Enter"),
            idle,
            features::encode),
        new Command(
            "features.cancel",
            TAB,
            "Cancel encoding",
            Feather.X_CIRCLE,
            null,
            encoding,
            features::cancel),
        new Command(
            "features.gpu",
            TAB,
            "GPU libraries…",
            Feather.CPU,
            null,
            new SimpleBooleanProperty(true),
            this::showGpu));
  }

  private void showGpu() {
    window.side().show(TAB);
    window.side().scrollToTop(TAB);
    gpu.open();
  }
}
