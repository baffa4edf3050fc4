package cadenza.app.shell;

import cadenza.app.settings.Settings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The menu bar, made of the commands.
final class MainMenu extends MenuBar {
  private final Settings settings;
  private final Consumer<Path> openRecent;

  /// @param commands in the order of the menus; null-free, with a separator wherever `separators`
  ///   names the command that follows it
  MainMenu(
      List<Command> commands,
      List<String> separators,
      Settings settings,
      Consumer<Path> openRecent) {
    this.settings = settings;
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
        menu.getItems().add(recentMenu());
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
    item.setId("menu-" + command.id());

    item.setAccelerator(command.shortcut());
    item.setOnAction(event -> command.run());
    item.disableProperty().bind(Bindings.not(command.enabled()));
    return item;
  }

  private Menu recentMenu() {
    Menu recent = new Menu("Open recent", new FontIcon(Feather.CLOCK));
    InvalidationListener fill = observable -> fill(recent);
    settings.recentFiles().addListener(fill);
    fill(recent);
    return recent;
  }

  private void fill(Menu recent) {
    recent.getItems().clear();
    recent.setDisable(settings.recentFiles().isEmpty());
    for (Path file : settings.recentFiles()) {
      Path folder = file.getParent();
      MenuItem item = new MenuItem(file.getFileName() + (folder == null ? "" : "   " + folder));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> openRecent.accept(file));
      recent.getItems().add(item);
    }
    MenuItem clear = new MenuItem("Clear this list");
    clear.setOnAction(event -> settings.forgetRecentFiles());
    recent.getItems().addAll(new SeparatorMenuItem(), clear);
  }
}
