package cadenza.app.shell;

import cadenza.app.pipeline.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.stage.Stage;

/// The licences of everything inside: parts on the left, the words of the chosen one on the right.
final class LicencesDialog {
  /// A part of the program and the file with its licence.
  private record Part(String name, Path file) {
    static Part of(Path file) {
      return new Part(String.valueOf(file.getFileName()).replaceFirst("\\.txt$", ""), file);
    }

    String words() {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        return file + " cannot be read: " + e.getMessage();
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  void show(Stage owner) {
    HelpDialogs.show(owner, "Licences", content());
  }

  private static Node content() {
    List<Part> parts = Program.licences().map(LicencesDialog::parts).orElse(List.of());
    if (parts.isEmpty()) {
      Label label =
          new Label(
              "Cadenza is free software under the GNU General Public License, version 3 or later"
                  + " (the file LICENSE).\n\nThis copy runs from a checkout. The licences of the"
                  + " libraries are gathered when an installer is made: ./cadenza package.");
      label.setWrapText(true);
      label.setMaxWidth(440);
      return label;
    }
    ListView<Part> list = new ListView<>();
    list.getItems().setAll(parts);
    list.setPrefWidth(220);
    list.setMinWidth(220);
    TextArea text = new TextArea();
    text.setEditable(false);
    text.setPrefSize(620, 420);
    HBox.setHgrow(text, Priority.ALWAYS);
    list.getSelectionModel()
        .selectedItemProperty()
        .addListener((property, old, now) -> text.setText(now == null ? "" : now.words()));
    list.getSelectionModel().selectFirst();
    return new HBox(8, list, text);
  }

  /// Cadenza's own first, the others by name.
  private static List<Part> parts(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".txt"))
          .map(Part::of)
          .sorted(
              Comparator.comparing((Part part) -> !part.name().equals("Cadenza"))
                  .thenComparing(part -> part.name().toLowerCase(Locale.ROOT)))
          .toList();
    } catch (IOException unreadable) {
      return List.of();
    }
  }
}
