package cadenza.app.pretrain;

import cadenza.app.widgets.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Every number of the preset: its name, the value in a field, the paper's value beside it. Folded
/// until somebody wants to see it, and not built before.
final class PresetTable extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");
  private static final PseudoClass CHANGED = PseudoClass.getPseudoClass("changed");
  private static final double FIELD_WIDTH = 92;
  private static final double PAPER_WIDTH = 74;

  private final PresetNumbersModel model;
  private final VBox rows = new VBox(3);

  PresetTable(PresetNumbersModel model) {
    super(6);
    this.model = model;
    ToggleButton unfold = new ToggleButton("", new FontIcon(Feather.SLIDERS));
    unfold.setId("preset-numbers");
    unfold.getStyleClass().add("small");
    unfold.setTooltip(new Tooltip("Every number of the run, with the paper's beside it"));
    unfold
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  int changed = model.changedProperty().get();
                  return changed == 0 ? "All numbers" : "All numbers (" + changed + " changed)";
                },
                model.changedProperty()));
    Button reset = new Button("Undo changes", new FontIcon(Feather.ROTATE_CCW));
    reset.setId("preset-reset");
    reset.getStyleClass().addAll("small", "flat");
    reset.setOnAction(event -> model.reset());
    reset.visibleProperty().bind(model.changedProperty().greaterThan(0));
    HBox head = new HBox(8, unfold, reset);
    head.setAlignment(Pos.CENTER_LEFT);
    rows.setId("preset-rows");
    rows.visibleProperty().bind(unfold.selectedProperty());
    rows.managedProperty().bind(rows.visibleProperty());
    unfold.selectedProperty().addListener(observable -> build());
    model
        .numbers()
        .addListener(
            (ListChangeListener<PresetNumber>)
                change -> {
                  rows.getChildren().clear();
                  if (unfold.isSelected()) {
                    build();
                  }
                });
    getChildren().addAll(head, rows);
  }

  private void build() {
    if (!rows.getChildren().isEmpty()) {
      return;
    }
    List<Node> nodes = new ArrayList<>();
    nodes.add(head());
    String group = "";
    for (PresetNumber number : model.numbers()) {
      if (!Objects.equals(group, number.group())) {
        group = number.group();
        nodes.add(
            Rows.heading(group.substring(0, 1).toUpperCase(Locale.ROOT) + group.substring(1)));
      }
      nodes.add(row(number));
    }
    rows.getChildren().setAll(nodes);
  }

  private static Node head() {
    Label name = new Label("Number");
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    Label value = fixed(new Label("Value"), FIELD_WIDTH);
    Label paper = fixed(new Label("Paper's"), PAPER_WIDTH);
    HBox head = new HBox(8, name, value, paper);
    head.getChildren().forEach(label -> label.getStyleClass().add("note"));
    return head;
  }

  private static <N extends Region> N fixed(N node, double width) {
    node.setMinWidth(width);
    node.setPrefWidth(width);
    node.setMaxWidth(width);
    return node;
  }

  private static Node row(PresetNumber number) {
    Label name = new Label(number.title());
    name.getStyleClass().add("preset-name");
    name.setMaxWidth(Double.MAX_VALUE);
    name.setMinWidth(0);
    HBox.setHgrow(name, Priority.ALWAYS);
    TextField field = fixed(new TextField(), FIELD_WIDTH);
    field.setId("preset-" + number.name().replace('.', '-'));
    field.getStyleClass().addAll("small", "preset-value");
    field.textProperty().bindBidirectional(number.textProperty());
    field.disableProperty().bind(Bindings.not(number.editableProperty()));
    Label paper = fixed(new Label(number.paper()), PAPER_WIDTH);
    paper.getStyleClass().addAll("note", "preset-paper");
    Tooltip tip = new Tooltip();
    tip.setWrapText(true);
    tip.setMaxWidth(340);
    tip.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> tip(number), number.textProperty(), number.ownProperty()));
    name.setTooltip(tip);
    field.setTooltip(tip);
    paper.setTooltip(tip);
    HBox line = new HBox(8, name, field, paper);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("preset-row");
    Label problem = PretrainRows.paragraph("", "note-problem");
    problem.getStyleClass().add("note");
    problem.textProperty().bind(number.problemProperty());
    problem.visibleProperty().bind(number.problemProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    InvalidationListener mark =
        observable -> {
          line.pseudoClassStateChanged(CHANGED, number.isChanged());
          field.pseudoClassStateChanged(WRONG, !number.problemProperty().get().isEmpty());
        };
    number.textProperty().addListener(mark);
    number.problemProperty().addListener(mark);
    mark.invalidated(number.textProperty());
    return new VBox(2, line, problem);
  }

  private static String tip(PresetNumber number) {
    return number.meaning()
        + (number.meaning().isEmpty() ? "" : "\n")
        + number.name()
        + " = "
        + number.textProperty().get()
        + (number.isChanged() ? ", preset: " + number.ownProperty().get() : "")
        + ", paper: "
        + (number.paper().isEmpty() ? "none" : number.paper());
  }
}
