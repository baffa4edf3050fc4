package cadenza.app.shell;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/// Files and folders dropped anywhere on the window are opened.
final class FileDrop {
  private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");

  private final Consumer<List<Path>> opener;

  FileDrop(Consumer<List<Path>> opener) {
    this.opener = opener;
  }

  void install(Node target) {
    target.addEventHandler(
        DragEvent.DRAG_OVER,
        event -> {
          if (event.getDragboard().hasFiles()) {
            event.acceptTransferModes(TransferMode.COPY);
            target.pseudoClassStateChanged(DROPPING, true);
            event.consume();
          }
        });
    target.addEventHandler(
        DragEvent.DRAG_EXITED, event -> target.pseudoClassStateChanged(DROPPING, false));
    target.addEventHandler(
        DragEvent.DRAG_DROPPED,
        event -> {
          List<Path> files = event.getDragboard().getFiles().stream().map(File::toPath).toList();
          event.setDropCompleted(!files.isEmpty());
          target.pseudoClassStateChanged(DROPPING, false);
          event.consume();
          opener.accept(files);
        });
  }
}
