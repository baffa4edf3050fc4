package cadenza.app.shell;

import cadenza.app.features.FeaturesModel;
import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.similarity.FindAlikeTool;
import cadenza.app.similarity.ScaleChoice;
import cadenza.app.similarity.SimilarityBar;
import cadenza.app.similarity.SimilarityLayer;
import cadenza.app.similarity.SimilarityModel;
import cadenza.app.similarity.SimilaritySection;
import cadenza.app.tasks.TaskRunner;
import cadenza.app.viewport.SplitModel;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.viewport.select.SelectionModel;
import cadenza.app.viewport.tool.ToolModel;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.Selection;
import cadenza.scan.PointCloud;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.Node;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Finding what is alike: makes model, tool and views, and tells the window's commands.
final class SimilarityTools {
  private static final String GROUP = "Similarity";
  private static final double STEP = 0.05;

  private final SimilarityModel model;

  /// @param split the second picture, which may show the heat map too
  SimilarityTools(
      Workspace workspace,
      TaskRunner tasks,
      LookModel look,
      FeaturesModel features,
      SelectionModel selection,
      SplitModel split,
      ToolModel tools) {
    model =
        new SimilarityModel(
            workspace,
            tasks,
            look,
            new SimilarityModel.Outside() {
              @Override
              public void encode(OpenScan scan) {
                features.encode(scan);
              }

              @Override
              public boolean isComing(OpenScan scan) {
                return features.isComing(scan);
              }

              @Override
              public void select(PointCloud cloud, Selection points) {
                selection.select(cloud, points);
              }

              @Override
              public boolean isShownElsewhere() {
                return split.openProperty().get()
                    && split.modeProperty().get() == ColorMode.SIMILARITY;
              }
            });
    tools.rest(new FindAlikeTool(model));
  }

  SimilarityModel model() {
    return model;
  }

  /// Pins over a picture.
  Node layer(ViewportModel viewport) {
    return new SimilarityLayer(viewport, model);
  }

  /// What tells about the heat map, to stand with the bars of the tools.
  ///
  /// @param width of the picture
  List<Node> bars(ObservableBooleanValue plain, ObservableDoubleValue width) {
    return List.of(SimilarityBar.hint(model, plain, width), new SimilarityBar(model, plain, width));
  }

  /// For the side of the window.
  Node section() {
    return new SimilaritySection(model);
  }

  List<Command> commands() {
    BooleanBinding shown = Bindings.isNotNull(model.shownProperty());
    BooleanBinding above =
        model
            .thresholdProperty()
            .greaterThan(0)
            .and(model.pointsAboveProperty().greaterThan(0))
            .and(shown);
    return List.of(
        command(
            "select",
            "Select what is alike",
            Feather.CHECK_SQUARE,
            "Shift+S",
            above,
            model::selectAbove),
        command(
            "raise",
            "Raise the threshold",
            Feather.CHEVRONS_RIGHT,
            "Alt+Up",
            shown,
            () -> step(STEP)),
        command(
            "lower",
            "Lower the threshold",
            Feather.CHEVRONS_LEFT,
            "Alt+Down",
            shown,
            () -> step(-STEP)),
        command(
            "scale",
            "Heat or plain cosine",
            Feather.THERMOMETER,
            "Shift+T",
            shown,
            () ->
                model
                    .scaleProperty()
                    .set(
                        model.scaleProperty().get() == ScaleChoice.HEAT
                            ? ScaleChoice.COSINE
                            : ScaleChoice.HEAT)),
        command(
            "clear",
            "Forget the places",
            Feather.X_CIRCLE,
            null,
            Bindings.isNotEmpty(model.places()),
            model::clear));
  }

  private void step(double by) {
    model.thresholdProperty().set(Math.clamp(model.thresholdProperty().get() + by, 0, 1));
  }

  private static Command command(
      String id,
      String title,
      Feather icon,
      @Nullable String keys,
      ObservableBooleanValue enabled,
      Runnable action) {
    KeyCombination shortcut = keys == null ? null : KeyCombination.keyCombination(keys);
    return new Command("similarity." + id, GROUP, title, icon, shortcut, enabled, action);
  }
}
