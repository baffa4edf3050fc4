package cadenza.app.shell;

import cadenza.app.labels.ExportModel;
import cadenza.app.labels.LabelListener;
import cadenza.app.labels.LabelModel;
import cadenza.app.labels.LabelledScan;
import cadenza.app.project.ProjectFile;
import cadenza.app.project.ProjectSession;
import cadenza.app.settings.Settings;
import cadenza.app.viewport.views.SavedViewsModel;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.UndoOrder;
import cadenza.app.workspace.Workspace;
import cadenza.scan.io.ScanFormats;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringExpression;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyCombination;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// The project of the window: makes its session, and tells the window's commands, undo and redo
/// among them.
final class ProjectCommands {
  private static final ObservableBooleanValue ALWAYS = new SimpleBooleanProperty(true);
  private static final ExtensionFilter PROJECTS =
      new ExtensionFilter("Cadenza projects", "*" + ProjectFile.EXTENSION);

  private final MainWindow window;
  private final ProjectSession session;
  private final ExportModel export;
  private final UndoOrder order = new UndoOrder();

  /// @param saveSettings told when the recent projects have changed
  ProjectCommands(MainWindow window, LabelModel labels, Runnable saveSettings) {
    this.window = window;
    Workspace workspace = window.workspace();
    session =
        new ProjectSession(
            workspace,
            window.tasks(),
            window.scans(),
            labels,
            window.services().unnamed(),
            Platform::runLater);
    export = new ExportModel(workspace, window.tasks(), window.services().sink(), labels);
    Settings settings = window.settings();
    session.setOnNamed(file -> {
      settings.rememberProject(file);
      saveSettings.run();
    });
    session.scans().setQuestion(this::askWhere);
    labels.follow(order);
    window.selectionTools().model().follow(order);
    keepViews(window.viewportTools().views(), labels);
  }

  private void keepViews(SavedViewsModel views, LabelModel labels) {
    views.keepIn(session.views());
    labels.addListener(
        new LabelListener() {
          @Override
          public void labelsChanged(OpenScan scan) {}

          @Override
          public void classesChanged() {}

          @Override
          public void viewsChanged(OpenScan scan) {
            views.changed();
          }
        });
    session.nameProperty().addListener(observable -> views.refresh());
  }

  ProjectSession session() {
    return session;
  }

  /// What follows the scan's name in the title of the window.
  StringExpression title() {
    ReadOnlyStringProperty name = session.nameProperty();
    return Bindings.when(name.isEmpty())
        .then(" – Cadenza")
        .otherwise(Bindings.concat(" – ", name, " – Cadenza"));
  }

  /// Opens scans, or a project if there is one among them.
  void open(List<Path> files) {
    files.stream().filter(ProjectFile::isNamedSo).findFirst().ifPresent(session::open);
    window.scans().open(files.stream().filter(file -> !ProjectFile.isNamedSo(file)).toList());
  }

  /// Puts the commands into their menus.
  void addTo(Commands commands) {
    String before = "file.export";
    commands.addBefore(before, file("new", "New project", Feather.FILE, null, session::begin));
    commands.addBefore(
        before,
        file("open", "Open project…", Feather.BOOK_OPEN, "Shortcut+Shift+O", this::askWhatToOpen));
    commands.addBefore(
        before, file("save", "Save project as…", Feather.SAVE, "Shortcut+S", this::askWhereToSave));
    commands.addBefore(
        "file.screenshot",
        new Command(
            "file.labels",
            "File",
            "Export labels and prediction…",
            Feather.TAG,
            null,
            Bindings.isNotNull(window.workspace().currentProperty()),
            this::askWhereToExport));
    commands.addBefore(
        "view.palette",
        edit("undo", "Undo", Feather.CORNER_UP_LEFT, "Shortcut+Z", order.undoNameProperty()));
    commands.addBefore(
        "view.palette",
        edit(
            "redo", "Redo", Feather.CORNER_UP_RIGHT, "Shortcut+Shift+Z", order.redoNameProperty()));
  }

  private static Command file(
      String id, String title, Feather icon, @Nullable String keys, Runnable action) {
    KeyCombination shortcut = keys == null ? null : KeyCombination.keyCombination(keys);
    return new Command("file.project." + id, "File", title, icon, shortcut, ALWAYS, action);
  }

  private Command edit(
      String id, String title, Feather icon, String keys, ReadOnlyStringProperty name) {
    ObservableValue<String> words =
        Bindings.when(name.isEmpty()).then(title).otherwise(Bindings.concat(title + " ", name));
    return new Command(
        "edit." + id,
        "Edit",
        title,
        icon,
        KeyCombination.keyCombination(keys),
        name.isNotEmpty(),
        id.equals("undo") ? this::undo : this::redo,
        words);
  }

  private void undo() {
    if (!window.selectionTools().model().cancelStroke()) {
      order.undo();
    }
  }

  private void redo() {
    order.redo();
  }

  private void askWhatToOpen() {
    File file = chooser("Open project").showOpenDialog(window.stage());
    if (file != null) {
      session.open(file.toPath());
    }
  }

  private void askWhereToSave() {
    FileChooser chooser = chooser("Save project as");
    OpenScan shown = window.workspace().current();
    String name = session.nameProperty().get();
    String stem = !name.isEmpty() ? name : shown == null ? "project" : stem(shown.name());
    chooser.setInitialFileName(stem + ProjectFile.EXTENSION);
    File file = chooser.showSaveDialog(window.stage());
    if (file != null) {
      session.saveAs(file.toPath());
    }
  }

  private FileChooser chooser(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.getExtensionFilters().add(PROJECTS);
    List<Path> recent = window.settings().recentProjects();
    Path folder = recent.isEmpty() ? null : recent.getFirst().getParent();
    if (folder != null && Files.isDirectory(folder)) {
      chooser.setInitialDirectory(folder.toFile());
    }
    return chooser;
  }

  private Optional<Path> askWhere(LabelledScan scan) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Where is " + scan.name() + "?");
    return Optional.ofNullable(chooser.showOpenDialog(window.stage())).map(File::toPath);
  }

  private void askWhereToExport() {
    OpenScan scan = window.workspace().current();
    if (scan == null) {
      return;
    }
    FileChooser chooser = new FileChooser();
    chooser.setTitle("Export " + scan.name() + " with your labels");
    chooser.setInitialFileName(stem(scan.name()) + "-labels.ply");
    for (String extension : ScanFormats.writableExtensions()) {
      ExtensionFilter filter =
          new ExtensionFilter(extension.toUpperCase(Locale.ROOT), "*." + extension);
      chooser.getExtensionFilters().add(filter);
      if (extension.equals("ply")) {
        chooser.setSelectedExtensionFilter(filter);
      }
    }
    File file = chooser.showSaveDialog(window.stage());
    if (file != null) {
      export.export(scan, file.toPath(), window.annotate().probing().predicted(scan));
    }
  }

  ExportModel export() {
    return export;
  }

  private static String stem(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }
}
