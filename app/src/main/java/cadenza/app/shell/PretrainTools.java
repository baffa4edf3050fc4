package cadenza.app.shell;

import cadenza.app.pretrain.PretrainModel;
import cadenza.app.pretrain.PretrainRunSection;
import cadenza.app.pretrain.PretrainSetupModel;
import cadenza.app.pretrain.PretrainSetupSection;
import cadenza.app.pretrain.RunCharts;
import cadenza.app.pretrain.RunState;
import cadenza.app.weights.WeightsChoice;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.Node;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Pretraining: makes the model and its sections, asks for files, and tells the window's commands.
final class PretrainTools {
  static final String TAB = "Pretrain";

  private final MainWindow window;
  private final PretrainModel model;

  /// @param saveSettings keeps the settings at once
  PretrainTools(MainWindow window, Runnable saveSettings) {
    this.window = window;
    model =
        new PretrainModel(
            window.workspace(),
            window.tasks(),
            Platform::runLater,
            window.services().pretraining(),
            window.settings(),
            new PretrainSetupModel(window.workspace(), home()),
            new PretrainModel.Outside(
                this::useWeights, saveSettings, () -> window.side().show(TAB)));
  }

  PretrainModel model() {
    return model;
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home", "."));
  }

  private void useWeights(Path file) {
    window.features().weights().choose(new WeightsChoice.OfFile(file, ""));
  }

  /// Adds the tab, and tells of a run that was left unfinished once the window has drawn.
  void addTo(SidePane side) {
    window.viewport().onFirstFrame(model::offerLeftBehind);
    side.add(TAB, Feather.TRENDING_UP, "Train an encoder of your own on scans", sections());
  }

  private Node[] sections() {
    PretrainSetupSection setup =
        new PretrainSetupSection(
            model,
            new PretrainSetupSection.Questions(
                this::askScans,
                () -> askFolder("A folder of scans to learn from"),
                this::askOutput,
                () -> askFolder("The folder of a run (its name ends in .run)")));
    PretrainRunSection run = new PretrainRunSection(model);
    RunCharts charts = new RunCharts(model);
    charts.managedProperty().bind(charts.visibleProperty());
    charts
        .visibleProperty()
        .bind(model.state().phaseProperty().map(phase -> phase != RunState.Phase.NONE));
    // What is being watched comes first; what was set up can be unfolded.
    model
        .state()
        .phaseProperty()
        .addListener((property, old, now) -> {
          setup.setExpanded(now == RunState.Phase.NONE);
          if (!old.isAlive()) {
            window.side().scrollToTop(TAB);
          }
        });
    return new Node[] {setup, run, charts};
  }

  List<Command> commands() {
    RunState state = model.state();
    BooleanBinding idle =
        Bindings.createBooleanBinding(
            () -> !state.phaseProperty().get().isAlive(), state.phaseProperty());
    return List.of(
        new Command(
            "features.pretrain",
            "Features",
            "Pretrain an encoder…",
            Feather.TRENDING_UP,
            null,
            idle,
            () -> window.side().show(TAB)),
        new Command(
            "features.pretrain.stop",
            "Features",
            "Stop pretraining and save",
            Feather.SQUARE,
            null,
            idle.not(),
            model::stop));
  }

  private List<Path> askScans(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialDirectory(folderOf(window.settings().recentFiles()));
    List<String> patterns =
        window.scans().readableExtensions().stream().sorted().map(e -> "*." + e).toList();
    chooser
        .getExtensionFilters()
        .addAll(
            new ExtensionFilter("All scans", patterns), new ExtensionFilter("All files", "*.*"));
    List<Path> files = new ArrayList<>();
    List<File> chosen = chooser.showOpenMultipleDialog(window.stage());
    if (chosen != null) {
      chosen.forEach(file -> files.add(file.toPath()));
    }
    return files;
  }

  private Optional<Path> askFolder(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    return Optional.ofNullable(chooser.showDialog(window.stage())).map(File::toPath);
  }

  private Optional<Path> askOutput(Path now) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Where the weights go");
    chooser.setInitialFileName(String.valueOf(now.getFileName()));
    chooser.setInitialDirectory(folderOf(List.of(now.toAbsolutePath())));
    chooser.getExtensionFilters().add(new ExtensionFilter("Weights", "*.safetensors"));
    return Optional.ofNullable(chooser.showSaveDialog(window.stage())).map(File::toPath);
  }

  private static @Nullable File folderOf(List<Path> files) {
    Path folder = files.isEmpty() ? null : files.getFirst().getParent();
    return folder != null && Files.isDirectory(folder) ? folder.toFile() : null;
  }
}
