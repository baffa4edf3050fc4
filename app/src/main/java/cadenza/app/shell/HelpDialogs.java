package cadenza.app.shell;

import cadenza.app.pipeline.Program;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;

/// The dialogs of the Help menu.
final class HelpDialogs {
  private static final String[][] MOUSE = {
    {"Drag", "Orbit about the pressed point"},
    {"Right or middle drag, Shift+drag", "Pan"},
    {"Shift+wheel, two fingers", "Pan"},
    {"Wheel, pinch", "Zoom at the pointer"},
    {"Double-click", "Set the pivot"},
    {"Arrow keys", "Orbit in steps"},
    {"Click, Shift+click, Ctrl+click", "Find what is alike, like this too, not like this"},
    {"Walking: W A S D, arrow keys", "Ahead, left, back, right"},
    {"Walking: Q E", "Down, up"},
    {"Walking: Shift, wheel", "Run, change the speed"},
    {"Walking: drag, double-click", "Look around, stand there"},
    {"Measuring: click, Enter, Backspace", "Add a point, end, take one back"},
    {"Selecting: drag, Shift+drag, Ctrl+drag", "Select, add, take away (a brush always adds)"},
    {"Selecting: Ctrl+wheel", "Size of the brush, how much a region may bend"},
    {"Polygon: click, Enter, Backspace", "Set a corner, close, take one back"},
    {"Clip box: drag a handle", "Move a side, the box (Shift: up, down) or turn it (Shift: 15°)"},
    {"Ctrl+1 … 9, Ctrl+Shift+1 … 9", "Go to a saved view, save the view"},
  };

  private HelpDialogs() {}

  static void showShortcuts(Stage owner, List<Command> commands) {
    GridPane grid = new GridPane(28, 7);
    grid.setPadding(new Insets(4, 16, 4, 4));
    int row = 0;
    for (String[] line : MOUSE) {
      grid.addRow(row++, keys(line[0]), new Label(line[1]));
    }
    for (Command command : commands) {
      if (command.shortcut() != null) {
        grid.addRow(row++, keys(command.shortcut().getDisplayText()), new Label(command.title()));
      }
    }
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.setPrefViewportHeight(460);
    scroll.setPrefViewportWidth(680);
    show(owner, "Mouse and keyboard", scroll);
  }

  private static Label keys(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("keys");
    return label;
  }

  static void showAbout(Stage owner) {
    Label text =
        new Label(
            "Version "
                + Program.version()
                + "\n\nSee what the self-supervised point model Sonata sees in a 3D scan.\n\n"
                + "Free software under the GNU General Public License, version 3 or later.\n\n"
                + "Sonata: Wu et al., CVPR 2025. Point Transformer V3: Wu et al., CVPR 2024.\n\n"
                + "Java "
                + System.getProperty("java.version")
                + ", JavaFX "
                + System.getProperty("javafx.runtime.version")
                + ", "
                + System.getProperty("os.name"));
    text.setWrapText(true);
    text.setMaxWidth(440);
    show(owner, "About Cadenza", text);
  }

  static void show(Stage owner, String title, Node content) {
    Alert dialog = new Alert(Alert.AlertType.NONE, "", ButtonType.CLOSE);
    dialog.initOwner(owner);
    dialog.setTitle(title);
    dialog.setHeaderText(title);
    dialog.getDialogPane().setContent(content);
    dialog.show();
  }
}
