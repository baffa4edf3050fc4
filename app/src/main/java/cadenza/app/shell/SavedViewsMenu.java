package cadenza.app.shell;

import cadenza.app.settings.SavedView;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.viewport.views.SavedViewsModel;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Views of the shown scan: keep, go there, put in order.
///
/// Each key has its item from the start, shown or not, for an item's keys work only while it is in
/// the menu.
final class SavedViewsMenu extends Menu {
  private static final String ID = "menu-views";

  private final SavedViewsModel model;

  /// @param manage opens the list to rename and delete in
  SavedViewsMenu(SavedViewsModel model, ViewportModel viewport, Runnable manage) {
    super("Saved views", new FontIcon(Feather.BOOKMARK));
    this.model = model;
    setId(ID);
    BooleanBinding nothingOpen = Bindings.isNull(viewport.placeProperty());
    MenuItem save = item("Save this view", "save", model::save);
    save.disableProperty().bind(nothingOpen);
    Menu saveAs = new Menu("Save this view under");
    saveAs.disableProperty().bind(nothingOpen);
    List<MenuItem> goes = new ArrayList<>();
    for (int slot = 1; slot <= SavedView.SLOTS; slot++) {
      goes.add(go(slot));
      saveAs.getItems().add(saveAt(slot));
    }
    MenuItem all = item("Rename or delete…", "manage", manage);
    all.disableProperty()
        .bind(Bindings.createBooleanBinding(() -> model.views().isEmpty(), model.viewsProperty()));
    getItems().addAll(save, saveAs, all, new SeparatorMenuItem());
    getItems().addAll(goes);
  }

  private MenuItem go(int slot) {
    MenuItem item = item("", "go-" + slot, () -> model.at(slot).ifPresent(model::goTo));
    item.setAccelerator(KeyCombination.keyCombination("Shortcut+" + slot));
    item.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> model.at(slot).map(SavedView::name).orElse(""), model.viewsProperty()));
    item.visibleProperty()
        .bind(
            Bindings.createBooleanBinding(() -> model.at(slot).isPresent(), model.viewsProperty()));
    return item;
  }

  private MenuItem saveAt(int slot) {
    MenuItem item = item("", "save-" + slot, () -> model.saveAt(slot));
    item.setAccelerator(KeyCombination.keyCombination("Shortcut+Shift+" + slot));
    item.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model
                        .at(slot)
                        .map(view -> slot + "   in the place of “" + view.name() + "”")
                        .orElse(slot + "   free"),
                model.viewsProperty()));
    return item;
  }

  private static MenuItem item(String text, String id, Runnable action) {
    MenuItem item = new MenuItem(text);
    item.setId(ID + "-" + id);
    item.setMnemonicParsing(false);
    item.setOnAction(event -> action.run());
    return item;
  }
}
