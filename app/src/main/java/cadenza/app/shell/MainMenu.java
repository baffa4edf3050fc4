package cadenza.app.shell;

import cadenza.app.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.collections.ObservableList;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The menu bar, made of the commands.
final class MainMenu extends MenuBar {
  private final Consumer<Path> openRecent;

  /// @param commands in the order of the menus; null-free, with a separator wherever `separators`
  ///   names the command that follows it
  MainMenu(
      List<Command> commands,
      List<String> separators,
      Settings settings,
      Consumer<Path> openRecent) {
    this.openRecent = openRecent;
    setId("menu-bar");
    Map<String, Menu> menus = new LinkedHashMap<>();
    for (Command command : commands) {
      Menu menu = menus.computeIfAbsent(command.group(), title -> new Menu(title));
      if (separators.contains(command.id()) && !menu.getItems().isEmpty()) {
        menu.getItems().add(new SeparatorMenuItem());
      }
      menu.getItems().add(item(command));
      if (command.id().equals("file.open")) {
        menu.getItems()
            .add(recentMenu("Open recent", settings.recentFiles(), settings::forgetRecentFiles));
      } else if (command.id().equals("file.project.open")) {
        menu.getItems()
            .add(
                recentMenu(
                    "Recent projects", settings.recentProjects(), settings::forgetRecentProjects));
      }
    }
    getMenus().setAll(menus.values());
    setUseSystemMenuBar(true);
  }

  /// Puts a submenu at the end of the menu with this title.
  void add(String title, Menu submenu) {
    for (Menu menu : getMenus()) {
      if (menu.getText().equals(title)) {
        menu.getItems().addAll(new SeparatorMenuItem(), submenu);
      }
    }
  }

  private static MenuItem item(Command command) {
    MenuItem item = new MenuItem(command.title(), new FontIcon(command.icon()));
    if (command.live() != null) {
      item.textProperty().bind(command.live());
      item.setMnemonicParsing(false);
    }
    item.setId("menu-" + command.id());

    item.setAccelerator(command.shortcut());
    item.setOnAction(event -> command.run());
    item.disableProperty().bind(Bindings.not(command.enabled()));
    return item;
  }

  private Menu recentMenu(String title, ObservableList<Path> files, Runnable forget) {
    Menu recent = new Menu(title, new FontIcon(Feather.CLOCK));
    InvalidationListener fill = observable -> fill(recent, files, forget);
    files.addListener(fill);
    fill(recent, files, forget);
    return recent;
  }

  private void fill(Menu recent, ObservableList<Path> files, Runnable forget) {
    recent.getItems().clear();
    recent.setDisable(files.isEmpty());
    for (Path file : files) {
      Path folder = file.getParent();
      MenuItem item = new MenuItem(file.getFileName() + (folder == null ? "" : "   " + folder));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> openRecent.accept(file));
      recent.getItems().add(item);
    }
    MenuItem clear = new MenuItem("Clear this list");
    clear.setOnAction(event -> forget.run());
    recent.getItems().addAll(new SeparatorMenuItem(), clear);
  }
}
