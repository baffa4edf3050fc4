package cadenza.app.shell;

import cadenza.app.workspace.Notice;
import cadenza.app.workspace.Workspace;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.stage.Stage;

/// Everything the person was told, to read again and to copy.
final class MessagesDialog {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private final Workspace workspace;

  MessagesDialog(Workspace workspace) {
    this.workspace = workspace;
  }

  void show(Stage owner) {
    StringBuilder text = new StringBuilder();
    for (Notice notice : workspace.notices().reversed()) {
      text.append(TIME.format(notice.time().atZone(ZoneId.systemDefault())))
          .append("  ")
          .append(notice.title())
          .append('\n')
          .append(notice.text())
          .append('\n');
      if (!notice.advice().isEmpty()) {
        text.append(notice.advice()).append('\n');
      }
      text.append('\n');
    }
    TextArea area = new TextArea(text.isEmpty() ? "Nothing to tell so far." : text.toString());
    area.setEditable(false);
    area.setWrapText(true);
    area.setPrefSize(560, 360);
    Alert dialog = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
    dialog.initOwner(owner);
    dialog.setTitle("Messages");
    dialog.setHeaderText("Messages, the latest first");
    dialog.getDialogPane().setContent(area);
    dialog.show();
  }
}
