package cadenza.app.annotate;

import cadenza.app.labels.LabelClass;
import cadenza.app.labels.LabelListener;
import cadenza.app.labels.Labels;
import cadenza.app.labels.Palettes;
import cadenza.app.widgets.Section;
import cadenza.app.workspace.OpenScan;
import cadenza.app.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.InvalidationListener;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// The classes of the project: which one is painted, and all that can be done with them.
public final class ClassesSection extends Section {
  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  private final AnnotateModel model;
  private final Workspace workspace;
  private final VBox list = new VBox(2);
  private final List<ClassRow> rows = new ArrayList<>();
  private final HBox eraser = new HBox(8);
  private final Label hint = new Label();
  private final MenuItem fileLabels = new MenuItem("The labels that the file brings");

  public ClassesSection(AnnotateModel model, Workspace workspace) {
    super("Classes", Feather.TAG);
    this.model = model;
    this.workspace = workspace;
    setId("classes-section");
    list.setId("class-list");
    hint.getStyleClass().add("note");
    hint.setWrapText(true);
    hint.setId("annotate-hint");
    eraser.setId("class-eraser");
    eraser.getStyleClass().add("class-row");
    eraser.setAlignment(Pos.CENTER_LEFT);
    Label key = new Label("0");
    key.getStyleClass().add("class-key");
    Label words = new Label("Eraser");
    eraser.getChildren().addAll(key, new FontIcon(Feather.DELETE), words);
    eraser.setOnMouseClicked(event -> model.choose(Ink.ERASER));
    Tooltip.install(eraser, new Tooltip("Takes labels away  (0). Ctrl does so with any class"));
    addRows(hint, list, eraser, buttons());

    InvalidationListener counts = observable -> updateCounts();
    model.inkProperty().addListener(counts);
    workspace.currentProperty().addListener(counts);
    model
        .labels()
        .addListener(
            new LabelListener() {
              @Override
              public void labelsChanged(OpenScan scan) {
                updateCounts();
              }

              @Override
              public void classesChanged() {
                fill();
              }
            });
    fill();
  }

  private HBox buttons() {
    Button add = new Button("Add class", new FontIcon(Feather.PLUS));
    add.setId("add-class");
    add.getStyleClass().addAll("small", "accent");
    add.setOnAction(event -> {
      LabelClass added = model.addClass();
      rows.stream().filter(row -> row.classId() == added.id()).forEach(ClassRow::rename);
    });
    MenuButton palette = new MenuButton("Start from", new FontIcon(Feather.LIST));
    palette.setId("class-palette");
    palette.getStyleClass().add("small");
    palette.setTooltip(new Tooltip("A set of classes to begin with; undo brings yours back"));
    MenuItem scannet = new MenuItem("ScanNet, 20 classes");
    scannet.setOnAction(event -> model.labels().setPalette(Palettes.SCANNET20));
    MenuItem s3dis = new MenuItem("S3DIS, 13 classes");
    s3dis.setOnAction(event -> model.labels().setPalette(Palettes.S3DIS13));
    fileLabels.setOnAction(event -> model.importFileLabels());
    MenuItem empty = new MenuItem("No classes");
    empty.setOnAction(event -> model.labels().setPalette(Palettes.EMPTY));
    palette.getItems().addAll(scannet, s3dis, fileLabels, empty);
    palette.setOnShowing(event -> {
      OpenScan scan = workspace.current();
      fileLabels.setDisable(scan == null || scan.labels().isEmpty());
    });
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox row = new HBox(8, add, gap, palette);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void fill() {
    rows.clear();
    int place = 0;
    for (LabelClass one : model.labels().classes()) {
      place++;
      rows.add(new ClassRow(model, one, place));
    }
    list.getChildren().setAll(rows);
    updateCounts();
  }

  private void updateCounts() {
    OpenScan scan = workspace.current();
    Labels labels = scan == null || !scan.isComplete() ? null : model.labels().labels(scan);
    for (ClassRow row : rows) {
      row.update(
          model.ink().classId() == row.classId(), labels == null ? 0 : labels.count(row.classId()));
    }
    eraser.pseudoClassStateChanged(CHOSEN, model.ink().equals(Ink.ERASER));
    eraser.setDisable(labels == null || labels.labelledCount() == 0);
    hint.setText(hint());
  }

  private String hint() {
    if (rows.isEmpty()) {
      return "Add a class for each thing you want to tell apart, then paint a few strokes of each:"
          + " the rest of the scan follows.";
    }
    if (model.ink().equals(Ink.ERASER)) {
      return "Tools erase labels. Esc goes back to selecting.";
    }
    return model
        .inkClass()
        .map(one ->
            String.format(
                Locale.ROOT,
                "Click or paint in the picture: it becomes “%s”. Ctrl erases, Esc stops.",
                one.name()))
        .orElse("Choose a class (click it, or press its number), then paint in the picture.");
  }
}
