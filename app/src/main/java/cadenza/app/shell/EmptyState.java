package cadenza.app.shell;

import cadenza.app.scans.ScansModel;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What stands in the middle while nothing is open: what to do, and what can be opened.
final class EmptyState extends StackPane {
  EmptyState(ScansModel scans, Runnable openFiles, Runnable openSample) {
    setId("empty-state");
    getStyleClass().add("empty-state");
    setPickOnBounds(false);

    FontIcon icon = new FontIcon(Feather.BOX);
    icon.getStyleClass().add("empty-icon");
    Label title = new Label("Open a 3D scan");
    title.getStyleClass().add("empty-title");
    List<String> extensions =
        scans.readableExtensions().stream().map(e -> e.toUpperCase(Locale.ROOT)).sorted().toList();
    Label text =
        new Label(
            "Drop files or a folder anywhere in this window, or choose below.\nReads "
                + String.join(", ", extensions)
                + ".");
    text.getStyleClass().add("empty-text");
    Button open = new Button("Open…", new FontIcon(Feather.FOLDER));
    open.getStyleClass().add("accent");
    open.setId("empty-open");
    open.setOnAction(event -> openFiles.run());
    Button sample = new Button("Sample room", new FontIcon(Feather.HOME));
    sample.setId("empty-sample");
    sample.setOnAction(event -> openSample.run());
    HBox buttons = new HBox(10, open, sample);
    buttons.setAlignment(Pos.CENTER);
    VBox choices = new VBox(12, icon, title, text, buttons);
    choices.setAlignment(Pos.CENTER);
    choices.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);

    ProgressIndicator busy = new ProgressIndicator();
    busy.setMaxSize(36, 36);
    Label opening = new Label("Opening…");
    opening.getStyleClass().add("empty-text");
    VBox wait = new VBox(12, busy, opening);
    wait.setAlignment(Pos.CENTER);
    wait.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);

    wait.visibleProperty().bind(scans.openingProperty().greaterThan(0));
    choices.visibleProperty().bind(wait.visibleProperty().not());
    getChildren().addAll(choices, wait);
  }
}
