package cadenza.app.features;

import cadenza.app.weights.OfficialWeights;
import cadenza.app.weights.WeightsChoice;
import cadenza.app.widgets.Rows;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The chooser of weights, and whether they ever learned anything.
final class WeightsRow {
  private static final String UNTRAINED =
      "These weights are seeded random numbers. Colours show what the network's structure alone"
          + " tells apart, not what training teaches it.";

  private final WeightsModel model;
  private final Supplier<Optional<Path>> fileChooser;

  /// @param fileChooser asks the person for a weights file
  WeightsRow(WeightsModel model, Supplier<Optional<Path>> fileChooser) {
    this.model = model;
    this.fileChooser = fileChooser;
  }

  HBox node() {
    MenuButton chooser = new MenuButton();
    chooser.setId("weights-chooser");
    chooser.getStyleClass().addAll("small", "weights-chooser");
    chooser.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(chooser, Priority.ALWAYS);
    chooser
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  if (model.openingProperty().get() || model.cardProperty().get() == null) {
                    return "Opening…";
                  }
                  WeightsChoice used = model.choiceProperty().get();
                  return used instanceof WeightsChoice.Starter ? "Starter" : model.titleOf(used);
                },
                model.openingProperty(),
                model.cardProperty(),
                model.choiceProperty()));
    chooser.setOnShowing(event -> chooser.getItems().setAll(items()));
    chooser.getItems().setAll(items()); // an empty menu would not show
    return Rows.named("Weights", chooser, badge());
  }

  private Label badge() {
    Label badge = new Label("untrained");
    badge.setId("weights-badge");
    badge.getStyleClass().addAll("badge", "badge-warning");
    Tooltip tip = new Tooltip(UNTRAINED);
    tip.setWrapText(true);
    tip.setMaxWidth(360);
    badge.setTooltip(tip);
    badge.visibleProperty().bind(model.cardProperty().map(card -> !card.trained()).orElse(false));
    badge.managedProperty().bind(badge.visibleProperty());
    badge.setMinWidth(Region.USE_PREF_SIZE);
    return badge;
  }

  private List<MenuItem> items() {
    List<MenuItem> items = new ArrayList<>();
    items.add(heading("Comes with Cadenza"));
    items.add(item(new WeightsChoice.Starter(), ""));
    items.add(new SeparatorMenuItem());
    items.add(heading("Official · CC BY-NC 4.0, non-commercial"));
    for (OfficialWeights weights : model.official()) {
      MenuItem item = item(new WeightsChoice.Official(weights.name()), remarkOn(weights));
      item.setId("weights-" + weights.name());
      items.add(item);
    }
    items.add(new SeparatorMenuItem());
    if (!model.recent().isEmpty()) {
      items.add(heading("Files opened before"));
      for (Path file : model.recent()) {
        items.add(item(new WeightsChoice.OfFile(file, ""), ""));
      }
      items.add(new SeparatorMenuItem());
    }
    MenuItem open = new MenuItem("Open a weights file…", icon(Feather.FOLDER));
    open.setId("weights-open");
    open.setOnAction(event ->
        fileChooser.get().ifPresent(file -> model.choose(new WeightsChoice.OfFile(file, ""))));
    items.add(open);
    return items;
  }

  private String remarkOn(OfficialWeights weights) {
    if (model.isDownloaded(weights)) {
      return "";
    }
    return model.isDownloading(weights) ? "being downloaded" : "not downloaded";
  }

  private static CustomMenuItem heading(String text) {
    CustomMenuItem item = new CustomMenuItem(Rows.heading(text), false);
    item.setDisable(true);
    item.getStyleClass().add("menu-heading");
    return item;
  }

  private MenuItem item(WeightsChoice choice, String remark) {
    boolean used = isUsed(choice);
    Ikon sign = remark.isEmpty() ? Feather.CIRCLE : Feather.DOWNLOAD;
    MenuItem item = new MenuItem(model.titleOf(choice), icon(used ? Feather.CHECK : sign));
    if (!used && remark.isEmpty()) {
      item.getGraphic().setOpacity(0); // keeps the titles in one line
    }
    if (!remark.isEmpty()) {
      item.setText(item.getText() + "  ·  " + remark);
    }
    item.setOnAction(event -> model.choose(choice));
    return item;
  }

  private boolean isUsed(WeightsChoice choice) {
    WeightsChoice used = model.choiceProperty().get();
    return choice instanceof WeightsChoice.OfFile(Path file, _)
        ? used instanceof WeightsChoice.OfFile(Path other, _) && file.equals(other)
        : choice.equals(used);
  }

  private static FontIcon icon(Ikon ikon) {
    return new FontIcon(ikon);
  }
}
