package cadenza.app.features;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// Everything about weights in the Features pane: the chooser, what stands in the way of a choice,
/// what arrived, the page of official ones that are not here yet.
final class WeightsPane extends VBox {
  /// @param outside what needs the system
  WeightsPane(WeightsModel model, Outside outside) {
    super(8);
    VBox page = new VBox();
    page.managedProperty().bind(page.visibleProperty());
    model
        .pageProperty()
        .subscribe((@Nullable DownloadModel shown) -> {
          page.setVisible(shown != null);
          page.getChildren().clear();
          if (shown != null) {
            page.getChildren().add(new DownloadPage(shown, outside.browser(), model::closePage));
          }
        });
    getChildren()
        .addAll(
            new WeightsRow(model, outside.weightsFile()).node(),
            new WeightsObstacleView(model),
            new WeightsArrivalView(model),
            page);
  }

  /// What the pane asks of the system around it.
  ///
  /// @param browser shows a page in the browser
  /// @param weightsFile asks the person for a weights file
  record Outside(Consumer<URI> browser, Supplier<Optional<Path>> weightsFile) {}
}
