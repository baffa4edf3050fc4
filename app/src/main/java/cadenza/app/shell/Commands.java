package cadenza.app.shell;

import cadenza.app.look.Backdrop;
import cadenza.app.look.ColorMode;
import cadenza.app.look.LookModel;
import cadenza.app.settings.RendererKind;
import cadenza.app.settings.Settings;
import cadenza.app.settings.ThemeChoice;
import cadenza.app.viewport.ViewportModel;
import cadenza.app.workspace.Encoding;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import cadenza.render.StandardView;
import cadenza.scan.PointCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Everything the person can do, in the order of the menus.
final class Commands {
  /// Commands that a separator goes before in the menus.
  static final List<String> SEPARATED =
      List.of(
          "file.project.new",
          "file.export",
          "file.close",
          "file.quit",
          "view.front",
          "view.ortho",
          "view.theme.SYSTEM",
          "view.split",
          "color.smaller",
          "color.edl",
          "color.backdrop.THEME",
          "look.renderer.AUTO",
          "features.cancel",
          "view.walk",
          "clip.horizontal",
          "clip.back",
          "measure.copy",
          "select.reach",
          "select.all",
          "select.hide",
          "help.updates");

  private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);

  /// What commands need from the window, whose dialogs they open.
  interface Dialogs {
    void openFiles();

    void openSample();

    void exportScan();

    void saveScreenshot();

    void showPalette();

    void showMessages();

    void showShortcuts();

    void showAbout();

    void quit();
  }

  private final List<Command> commands = new ArrayList<>();
  private final BooleanBinding open;

  Commands(
      Workspace workspace,
      LookModel look,
      ViewportModel viewport,
      Settings settings,
      Dialogs dialogs) {
    open = Bindings.isNotNull(workspace.currentProperty());
    addFile(workspace, dialogs);
    addView(viewport, settings, dialogs);
    addColor(look, workspace);
    addRenderers(settings);
    addHelp(dialogs);
  }

  List<Command> all() {
    return commands;
  }

  /// Adds a command before another one.
  void addBefore(String id, Command command) {
    int at = 0;
    while (!commands.get(at).id().equals(id)) {
      at++;
    }
    commands.add(at, command);
  }

  /// Adds a command of another pane at the end of its group; a new group goes before Help.
  void add(Command command) {
    int at = 0;
    while (at < commands.size() && !commands.get(at).group().equals("Help")) {
      at++;
    }
    for (int i = 0; i < commands.size(); i++) {
      if (commands.get(i).group().equals(command.group())) {
        at = i + 1;
      }
    }
    commands.add(at, command);
  }

  private void addFile(Workspace workspace, Dialogs dialogs) {
    String group = "File";
    add("file.open", group, "Open…", Feather.FOLDER, "Shortcut+O", ALWAYS, dialogs::openFiles);
    add(
        "file.sample",
        group,
        "Open the sample room",
        Feather.HOME,
        null,
        ALWAYS,
        dialogs::openSample);
    add(
        "file.export",
        group,
        "Export scan…",
        Feather.SHARE,
        "Shortcut+E",
        open,
        dialogs::exportScan);
    add(
        "file.screenshot",
        group,
        "Screenshot…",
        Feather.CAMERA,
        "Shortcut+Shift+S",
        open,
        dialogs::saveScreenshot);
    add(
        "file.close",
        group,
        "Close scan",
        Feather.X_SQUARE,
        "Shortcut+W",
        open,
        () -> {
          OpenScan scan = workspace.current();
          if (scan != null) {
            workspace.close(scan);
          }
        });
    add("file.quit", group, "Quit", Feather.LOG_OUT, "Shortcut+Q", ALWAYS, dialogs::quit);
  }

  private void addView(ViewportModel viewport, Settings settings, Dialogs dialogs) {
    String group = "View";
    add(
        "view.palette",
        group,
        "Search commands…",
        Feather.SEARCH,
        "Shortcut+K",
        ALWAYS,
        dialogs::showPalette);
    add(
        "view.messages",
        group,
        "Messages",
        Feather.MESSAGE_SQUARE,
        null,
        ALWAYS,
        dialogs::showMessages);
    add("view.home", group, "Home", Feather.HOME, "H", open, viewport::home);
    add("view.frame", group, "Frame everything", Feather.MAXIMIZE, "F", open, viewport::frameAll);
    addStandardView(viewport, StandardView.FRONT, "Front", "F5");
    addStandardView(viewport, StandardView.BACK, "Back", "Shift+F5");
    addStandardView(viewport, StandardView.RIGHT, "Right", "F6");
    addStandardView(viewport, StandardView.LEFT, "Left", "Shift+F6");
    addStandardView(viewport, StandardView.TOP, "Top", "F7");
    addStandardView(viewport, StandardView.BOTTOM, "Bottom", "Shift+F7");
    add(
        "view.ortho",
        group,
        "Perspective / orthographic",
        Feather.BOX,
        "F8",
        open,
        viewport::toggleOrthographic);
    add(
        "view.in",
        group,
        "Zoom in",
        Feather.ZOOM_IN,
        "Equals",
        open,
        () -> viewport.zoomAtCenter(2));
    add(
        "view.out",
        group,
        "Zoom out",
        Feather.ZOOM_OUT,
        "Minus",
        open,
        () -> viewport.zoomAtCenter(-2));
    for (ThemeChoice theme : ThemeChoice.values()) {
      Feather icon =
          switch (theme) {
            case SYSTEM -> Feather.MONITOR;
            case LIGHT -> Feather.SUN;
            case DARK -> Feather.MOON;
          };
      add(
          "view.theme." + theme,
          group,
          "Theme: " + theme.title(),
          icon,
          null,
          ALWAYS,
          () -> settings.themeProperty().set(theme));
    }
  }

  private void addStandardView(
      ViewportModel viewport, StandardView view, String title, String keys) {
    String id = "view." + title.toLowerCase(Locale.ROOT);
    add(id, "View", title + " view", Feather.EYE, keys, open, () -> viewport.look(view));
  }

  private void addColor(LookModel look, Workspace workspace) {
    String group = "Look";
    int number = 0;
    for (ColorMode mode : ColorMode.values()) {
      number++;
      add(
          "color." + mode,
          group,
          "Colour by " + mode.title().toLowerCase(Locale.ROOT),
          Feather.DROPLET,
          number <= 10 ? "Alt+" + number % 10 : null,
          available(look, workspace, mode),
          () -> look.modeProperty().set(mode));
    }
    add(
        "color.smaller",
        group,
        "Smaller points",
        Feather.MINUS,
        "[",
        open,
        () -> scalePoints(look, 1 / 1.25));
    add(
        "color.larger",
        group,
        "Larger points",
        Feather.PLUS,
        "]",
        open,
        () -> scalePoints(look, 1.25));
    addToggle(
        "color.edl", "Eye-dome lighting", Feather.LAYERS, "L", look.eyeDomeLightingProperty());
    addToggle(
        "color.walls", "See through walls", Feather.EYE_OFF, "X", look.seeThroughWallsProperty());
    for (Backdrop backdrop : Backdrop.values()) {
      add(
          "color.backdrop." + backdrop,
          group,
          "Background: " + backdrop.title().toLowerCase(Locale.ROOT),
          Feather.SQUARE,
          null,
          ALWAYS,
          () -> look.backdropProperty().set(backdrop));
    }
  }

  private void addRenderers(Settings settings) {
    for (RendererKind kind : RendererKind.values()) {
      add(
          "look.renderer." + kind,
          "Look",
          "Renderer: " + kind.title(),
          Feather.CPU,
          null,
          ALWAYS,
          () -> settings.rendererProperty().set(kind));
    }
  }

  private void addToggle(
      String id, String title, Feather icon, String keys, BooleanProperty property) {
    add(id, "Look", title, icon, keys, open, () -> property.set(!property.get()));
  }

  private static ObservableBooleanValue available(
      LookModel look, Workspace workspace, ColorMode mode) {
    ObservableValue<PointCloud> cloud =
        workspace.currentProperty().flatMap(OpenScan::cloudProperty);
    ObservableValue<@Nullable Encoding> encoding =
        workspace.currentProperty().flatMap(OpenScan::encodingProperty);
    return Bindings.createBooleanBinding(
        () -> {
          // Read, or they would not tell of their next change.
          cloud.getValue();
          encoding.getValue();
          return look.missing(mode).isEmpty();
        },
        workspace.currentProperty(),
        look.layersVersionProperty(),
        cloud,
        encoding);
  }

  private static void scalePoints(LookModel look, double factor) {
    if (look.adaptiveSizeProperty().get()) {
      look.adaptiveScaleProperty()
          .set(Math.clamp(look.adaptiveScaleProperty().get() * factor, 0.4, 4));
    } else {
      look.fixedPixelsProperty().set(Math.clamp(look.fixedPixelsProperty().get() * factor, 1, 12));
    }
  }

  private void addHelp(Dialogs dialogs) {
    String group = "Help";
    add(
        "help.shortcuts",
        group,
        "Mouse and keyboard",
        Feather.COMMAND,
        "F1",
        ALWAYS,
        dialogs::showShortcuts);
    add("help.about", group, "About Cadenza", Feather.INFO, null, ALWAYS, dialogs::showAbout);
  }

  private void add(
      String id,
      String group,
      String title,
      Feather icon,
      @Nullable String keys,
      ObservableBooleanValue enabled,
      Runnable action) {
    KeyCombination shortcut = keys == null ? null : KeyCombination.keyCombination(keys);
    commands.add(new Command(id, group, title, icon, shortcut, enabled, action));
  }
}
