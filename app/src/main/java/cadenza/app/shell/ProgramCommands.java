package cadenza.app.shell;

import cadenza.app.pipeline.Caches;
import cadenza.app.tasks.BackgroundTask;
import cadenza.app.weights.ByteCount;
import cadenza.app.workspace.Notice;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import org.kordamp.ikonli.feather.Feather;

/// Commands about the program itself: the space it takes, and whose work is in it.
final class ProgramCommands {
  private final MainWindow window;

  ProgramCommands(MainWindow window) {
    this.window = window;
  }

  List<Command> all() {
    return List.of(
        command("file.caches", "File", "Clear caches…", Feather.TRASH_2, this::measureCaches),
        command("help.licences", "Help", "Licences", Feather.BOOK, this::showLicences));
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
