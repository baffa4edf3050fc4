package cadenza.app.shell;

import cadenza.app.settings.SavedView;
import cadenza.app.settings.Settings;
import cadenza.app.viewport.clip.Clip;
import cadenza.app.viewport.clip.ClipModel;
import cadenza.app.viewport.measure.MeasureBar;
import cadenza.app.viewport.measure.MeasureModel;
import cadenza.app.viewport.tool.ToolModel;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Walking, cutting and measuring as commands.
final class ViewportCommands {
  private final ViewportTools parts;
  private final ToolModel tools;
  private final Settings settings;
  private final BooleanBinding open;
  private final List<Command> commands = new ArrayList<>();

  /// @param shown the shown scan or anything else that is null while nothing is open
  ViewportCommands(
      ViewportTools parts, ToolModel tools, Settings settings, ReadOnlyObjectProperty<?> shown) {
    this.parts = parts;
    this.tools = tools;
    this.settings = settings;
    this.open = Bindings.isNotNull(shown);
    addView();
    addClip();
    addMeasure();
  }

  List<Command> all() {
    return commands;
  }

  /// Commands that go to the views kept of the shown scan; they change as it does.
  List<Command> savedViews() {
    List<Command> all = new ArrayList<>();
    for (SavedView view : parts.views().views()) {
      String keys = view.slot() == 0 ? null : "Shortcut+" + view.slot();
      all.add(
          new Command(
              "views.go",
              "Saved views",
              "Go to " + view.name(),
              Feather.BOOKMARK,
              keys == null ? null : KeyCombination.keyCombination(keys),
              open,
              () -> parts.views().goTo(view)));
    }
    return all;
  }

  private void addView() {
    add("view.walk", "View", "Walk", Feather.NAVIGATION, "Shift+W", open, parts.walk()::toggle);
    add(
        "view.orbit.pointer",
        "View",
        "Orbit about the pressed point",
        Feather.CROSSHAIR,
        null,
        settings.orbitAtPointerProperty().not(),
        () -> settings.orbitAtPointerProperty().set(true));
    add(
        "view.orbit.middle",
        "View",
        "Orbit about the middle of the view",
        Feather.TARGET,
        null,
        settings.orbitAtPointerProperty(),
        () -> settings.orbitAtPointerProperty().set(false));
    add(
        "view.legend",
        "View",
        "Class legend in the picture",
        Feather.LIST,
        null,
        open,
        () -> settings.legendInPictureProperty().set(!settings.legendInPictureProperty().get()));
  }

  private void addClip() {
    ClipModel clip = parts.clip();
    BooleanBinding cut = Bindings.isNotNull(clip.clipProperty());
    BooleanBinding section =
        Bindings.createBooleanBinding(
            () -> {
              Clip now = clip.clip();
              return now != null && now.isSection();
            },
            clip.clipProperty());
    String group = "Section";
    add("clip.toggle", group, "Clip box on or off", Feather.CROP, "C", open, clip::toggle);
    add(
        "clip.reset",
        group,
        "Clip box around everything",
        Feather.MAXIMIZE,
        null,
        open,
        clip::reset);
    add(
        "clip.handles",
        group,
        "Show or hide edges and handles",
        Feather.MOVE,
        "Shift+C",
        cut,
        () -> clip.handlesProperty().set(!clip.handlesProperty().get()));
    add(
        "clip.horizontal",
        group,
        "Horizontal section at the pivot",
        Feather.MINUS,
        null,
        open,
        clip::cutHorizontally);
    add(
        "clip.vertical",
        group,
        "Vertical section facing the eye",
        Feather.SIDEBAR,
        null,
        open,
        clip::cutVertically);
    add("clip.look", group, "Look straight at the section", Feather.EYE, null, cut, clip::lookAt);
    add(
        "clip.back",
        group,
        "Step back",
        Feather.CHEVRON_LEFT,
        "Comma",
        section,
        () -> clip.step(-1));
    add("clip.on", group, "Step on", Feather.CHEVRON_RIGHT, "Period", section, () -> clip.step(1));
    add(
        "clip.thinner",
        group,
        "Thinner section",
        Feather.MINUS_CIRCLE,
        "Shift+Comma",
        section,
        () -> clip.scaleThickness(0.8));
    add(
        "clip.thicker",
        group,
        "Thicker section",
        Feather.PLUS_CIRCLE,
        "Shift+Period",
        section,
        () -> clip.scaleThickness(1.25));
  }

  private void addMeasure() {
    MeasureModel measure = parts.measure();
    BooleanBinding some =
        Bindings.createBooleanBinding(
            () -> !measure.measurements().isEmpty(), measure.measurementsProperty());
    String group = "Tools";
    add(
        "tool.measure",
        group,
        "Measure distance",
        Feather.GIT_COMMIT,
        "R",
        open,
        () -> tools.toggle(parts.measureTool()));
    add(
        "measure.copy",
        group,
        "Copy measurements",
        Feather.COPY,
        null,
        some,
        () -> MeasureBar.copy(measure));
    add("measure.clear", group, "Clear measurements", Feather.TRASH_2, null, some, measure::clear);
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
