package cadenza.app.shell;

import cadenza.app.pipeline.AppFolders;
import cadenza.app.pipeline.Caches;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.weights.ByteCount;
import cadenza.app.workspace.Notice;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.input.KeyCombination;
import org.kordamp.ikonli.feather.Feather;

/// Commands about the program itself: the space it takes, where to begin, whether there is a newer
/// one, and whose work is in it.
final class ProgramCommands {
  private final MainWindow window;

  ProgramCommands(MainWindow window) {
    this.window = window;
  }

  void addTo(Commands commands) {
    commands.add(
        new Command(
            "file.settings",
            "File",
            "Settings…",
            Feather.SETTINGS,
            KeyCombination.keyCombination("Shortcut+Comma"),
            new ReadOnlyBooleanWrapper(true).getReadOnlyProperty(),
            this::showSettings));
    commands.add(
        command("file.caches", "File", "Clear caches…", Feather.TRASH_2, this::measureCaches));
    List.of(
            help("first", "First steps", Feather.COMPASS, () -> window.firstSteps().show()),
            help("updates", "Check for updates…", Feather.RSS, this::checkForUpdates),
            help("licences", "Licences", Feather.BOOK, this::showLicences))
        .forEach(command -> commands.addBefore("help.about", command));
  }

  private static Command help(String id, String title, Feather icon, Runnable action) {
    return command("help." + id, "Help", title, icon, action);
  }

  private static Command command(
      String id, String group, String title, Feather icon, Runnable action) {
    return new Command(
        id,
        group,
        title,
        icon,
        null,
        new ReadOnlyBooleanWrapper(true).getReadOnlyProperty(),
        action);
  }

  private void showSettings() {
    StringProperty size = new SimpleStringProperty("…");
    Caches caches = Caches.ofUser();
    window
        .tasks()
        .start(
            BackgroundTask.<Long>named("Measuring caches", progress -> caches.bytes())
                .onSuccess(bytes -> size.set(ByteCount.words(bytes) + ", made anew when needed")));
    new SettingsDialog(
            window.settings(),
            AppFolders.ofUser(),
            size,
            new SettingsDialog.Actions(this::measureCaches, () -> run("features.gpu")))
        .show(window.stage());
  }

  private void run(String id) {
    window.commands().stream().filter(each -> each.id().equals(id)).forEach(Command::run);
  }

  private void checkForUpdates() {
    Services services = window.services();
    new UpdateDialog(services.browser()).show(window.stage(), services.releases(), window.tasks());
  }

  private void showLicences() {
    new LicencesDialog().show(window.stage());
  }

  private void measureCaches() {
    Caches caches = Caches.ofUser();
    window
        .tasks()
        .start(
            BackgroundTask.<Long>named("Measuring caches", progress -> caches.bytes())
                .onSuccess(bytes -> askToClear(caches, bytes)));
  }

  private void askToClear(Caches caches, long bytes) {
    ButtonType clear = new ButtonType("Clear", ButtonBar.ButtonData.OK_DONE);
    Alert dialog =
        new Alert(
            Alert.AlertType.NONE,
            "Features of scans and unpacked libraries take "
                + ByteCount.words(bytes)
                + " in\n"
                + caches.folder()
                + "\n\nThey come again when they are needed. Settings, projects and weights stay.",
            clear,
            ButtonType.CANCEL);
    dialog.initOwner(window.stage());
    dialog.setTitle("Clear caches");
    dialog.setHeaderText("Clear caches");
    if (dialog.showAndWait().orElse(ButtonType.CANCEL) == clear) {
      window
          .tasks()
          .start(
              BackgroundTask.<Long>named("Clearing caches", progress -> caches.clear())
                  .onSuccess(freed ->
                      window
                          .workspace()
                          .tell(Notice.info("Caches", "Freed " + ByteCount.words(freed) + "."))));
    }
  }
}
