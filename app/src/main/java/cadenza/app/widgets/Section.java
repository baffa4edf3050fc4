package cadenza.app.widgets;

import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/// A pane of the right side: a title with an icon that folds, and rows below it.
public class Section extends TitledPane {
  private final VBox rows = new VBox(10);

  public Section(String title, Ikon icon) {
    setText(title);
    setGraphic(new FontIcon(icon));
    setContent(rows);
    setAnimated(false);
    getStyleClass().add("section");
    rows.getStyleClass().add("section-rows");
  }

  /// Adds rows below those that are there.
  protected final void addRows(Node... more) {
    rows.getChildren().addAll(more);
  }
}
