package cadenza.app.pretrain;

import static cadenza.app.pretrain.PretrainRows.button;
import static cadenza.app.pretrain.PretrainRows.field;
import static cadenza.app.pretrain.PretrainRows.following;
import static cadenza.app.pretrain.PretrainRows.paragraph;

import cadenza.app.widgets.NumberField;
import cadenza.app.widgets.Rows;
import cadenza.app.widgets.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What the next run is to be.
public final class PretrainSetupSection extends Section {
  private final PretrainModel model;
  private final PretrainSetupModel setup;
  private final Questions questions;

  /// What the pane asks a person for.
  ///
  /// @param scans files to learn from or to score on, by the title of the question
  /// @param folder of scans
  /// @param output where weights go, given the name so far
  /// @param run folder of an earlier run
  public record Questions(
      Function<String, List<Path>> scans,
      Supplier<Optional<Path>> folder,
      Function<Path, Optional<Path>> output,
      Supplier<Optional<Path>> run) {}

  public PretrainSetupSection(PretrainModel model, Questions questions) {
    super("New run", Feather.TRENDING_UP);
    this.model = model;
    this.setup = model.setup();
    this.questions = questions;
    setId("pretrain-setup");
    addRows(
        paragraph(
            "Trains an encoder of your own on scans without labels, by the paper's method. It runs"
                + " as a process of its own; go on working meanwhile.",
            "note"),
        Rows.heading("Learn from"),
        scans(),
        adders(),
        rooms(),
        Rows.named("Preset", presets()),
        following("preset-text", setup.presetProperty().map(PresetChoice::text), "note"),
        new PresetTable(setup.numbers()),
        Rows.named("How long", length()),
        following("pretrain-needs", needs(), "note"),
        Rows.named("Seed", seed()),
        Rows.named("Weights to", output()),
        following("pretrain-remark", setup.remarkProperty(), "note"),
        Rows.heading("Watch meanwhile"),
        watched(),
        labelled(),
        following("pretrain-problem", setup.problemProperty(), "note", "note-problem"),
        buttons());
  }

  private static <N extends Region> N grow(N node) {
    node.setMaxWidth(Double.MAX_VALUE);
    node.setMinWidth(0);
    HBox.setHgrow(node, Priority.ALWAYS);
    return node;
  }

  private Node rooms() {
    NumberField count = new NumberField("pretrain-rooms", setup.roomsProperty(), 0);
    count.getStyleClass().add("small");
    count.setMinWidth(64);
    count.setMaxWidth(64);
    return Rows.named(
        "Synthetic", count, grow(paragraph("furnished rooms made for it; 0 for none", "note")));
  }

  private Node scans() {
    VBox list = new VBox(4);
    list.setId("pretrain-scans");
    InvalidationListener show =
        observable -> list.getChildren().setAll(setup.scans().stream().map(this::scan).toList());
    setup.scans().addListener(show);
    show.invalidated(setup.scans());
    Label none =
        paragraph(
            "No scan of a file is open; add files or a folder, or learn from synthetic rooms.",
            "note");
    PretrainRows.shown(none, Bindings.isEmpty(setup.scans()));
    return new VBox(list, none);
  }

  private Node scan(ScanChoice scan) {
    CheckBox used = new CheckBox(scan.name());
    used.selectedProperty().bindBidirectional(scan.usedProperty());
    used.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    used.setTooltip(new Tooltip(scan.file().toString()));
    Label where = new Label(scan.isOpen() ? "open" : "added");
    where.getStyleClass().add("note");
    where.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = new HBox(8, grow(used), where);
    row.setAlignment(Pos.CENTER_LEFT);
    if (!scan.isOpen()) {
      row.getChildren().add(remover(() -> setup.remove(scan)));
    }
    return row;
  }

  private static Button remover(Runnable action) {
    Button remove = new Button(null, new FontIcon(Feather.X));
    remove.getStyleClass().addAll("flat", "button-icon", "small");
    remove.setTooltip(new Tooltip("Take it off the list"));
    remove.setOnAction(event -> action.run());
    return remove;
  }

  private Node adders() {
    return new HBox(
        8,
        button(
            "pretrain-add-files",
            "Add files…",
            Feather.FILE_PLUS,
            "Scans that need not be open",
            () -> setup.add(questions.scans().apply("Scans to learn from"))),
        button(
            "pretrain-add-folder",
            "Add a folder…",
            Feather.FOLDER_PLUS,
            "All scans in a folder and those in it",
            () -> questions.folder().get().ifPresent(folder -> setup.add(List.of(folder)))));
  }

  private Node presets() {
    ComboBox<PresetChoice> box = new ComboBox<>(FXCollections.observableArrayList());
    box.setId("pretrain-preset");
    box.getItems().setAll(PresetChoice.values());
    box.setConverter(words(PresetChoice::title));
    box.valueProperty().bindBidirectional(setup.presetProperty());
    box.getStyleClass().add("small");
    return grow(box);
  }

  private Node length() {
    ComboBox<Boolean> unit = new ComboBox<>(FXCollections.observableArrayList(true, false));
    unit.setId("pretrain-unit");
    unit.getStyleClass().add("small");
    unit.setConverter(words(minutes -> minutes ? "minutes" : "steps"));
    unit.setValue(setup.minutesProperty().get());
    unit.valueProperty().addListener((property, old, now) -> setup.minutesProperty().set(now));
    unit.setMinWidth(Region.USE_PREF_SIZE);
    return grow(
        new HBox(
            8, field("pretrain-amount", setup.amountProperty(), isProblem("Say how long")), unit));
  }

  private ObservableValue<String> needs() {
    return Bindings.createStringBinding(
        () ->
            setup.minutesProperty().get()
                ? "As many steps as fit, by the time that some take before it begins. Memory and"
                    + " parameters are told with the first step."
                : "Time, memory and parameters are told with the first step.",
        setup.minutesProperty());
  }

  private Node seed() {
    return grow(
        new HBox(
            8,
            field("pretrain-seed", setup.seedProperty(), isProblem("The seed")),
            paragraph("the same seed learns the same", "note")));
  }

  private ObservableValue<Boolean> isProblem(String beginning) {
    return setup.problemProperty().map(problem -> problem.startsWith(beginning));
  }

  private Node output() {
    Button choose = new Button(null, new FontIcon(Feather.FOLDER));
    choose.setId("pretrain-choose-out");
    choose.getStyleClass().addAll("button-icon", "small");
    choose.setTooltip(new Tooltip("Choose where the weights go"));
    choose.setOnAction(event ->
        questions
            .output()
            .apply(Path.of(setup.outProperty().get()))
            .ifPresent(file -> setup.outProperty().set(file.toString())));
    return grow(
        new HBox(8, field("pretrain-out", setup.outProperty(), isProblem("Weights go")), choose));
  }

  private Node watched() {
    Button choose = new Button();
    choose.setId("pretrain-watched");
    choose.getStyleClass().add("small");
    choose.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    choose.setTooltip(
        new Tooltip(
            "Its features are looked at and painted as it learns; click to choose another"));
    choose
        .textProperty()
        .bind(
            setup
                .watchedProperty()
                .map(file -> String.valueOf(file.getFileName()))
                .orElse("The sample room"));
    choose.setOnAction(event ->
        questions.scans().apply("A scan to watch").stream()
            .findFirst()
            .ifPresent(setup.watchedProperty()::set));
    Label every = new Label("every");
    every.setMinWidth(Region.USE_PREF_SIZE);
    NumberField steps = new NumberField("pretrain-watch-every", setup.watchEveryProperty(), 0);
    steps.setPrefWidth(54);
    steps.setMinWidth(54);
    steps.setTooltip(new Tooltip("Steps from one look to the next; 0 for none"));
    Label unit = new Label("steps");
    unit.setMinWidth(Region.USE_PREF_SIZE);
    HBox row = new HBox(8, grow(choose), every, steps, unit);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private Node labelled() {
    VBox list = new VBox(4);
    list.setId("pretrain-labelled");
    InvalidationListener show =
        observable -> {
          list.getChildren().clear();
          for (Path file : setup.labelled()) {
            Label name = new Label(String.valueOf(file.getFileName()));
            name.setTooltip(new Tooltip(file.toString()));
            HBox row = new HBox(8, grow(name), remover(() -> setup.labelled().remove(file)));
            row.setAlignment(Pos.CENTER_LEFT);
            list.getChildren().add(row);
          }
        };
    setup.labelled().addListener(show);
    Button add =
        button(
            "pretrain-add-labelled",
            "Score on labelled scans…",
            Feather.TAG,
            "Nearest neighbours and a linear probe say at every look what the features are worth."
                + "\nIt never learns from these labels",
            () -> setup.labelled().addAll(questions.scans().apply("Labelled scans to score on")));
    return new VBox(4, list, add);
  }

  private Node buttons() {
    Button start = new Button("Start pretraining", new FontIcon(Feather.PLAY));
    start.setId("pretrain-start");
    start.getStyleClass().add("accent");
    start.setMaxWidth(Double.MAX_VALUE);
    start.setOnAction(event -> model.start());
    start
        .disableProperty()
        .bind(
            setup
                .problemProperty()
                .isNotEmpty()
                .or(
                    Bindings.createBooleanBinding(
                        () -> model.state().phaseProperty().get().isAlive(),
                        model.state().phaseProperty())));
    MenuButton earlier = new MenuButton("Go on with an earlier run", new FontIcon(Feather.CLOCK));
    earlier.setId("pretrain-earlier");
    earlier.getStyleClass().add("small");
    earlier.setMaxWidth(Double.MAX_VALUE);
    earlier.disableProperty().bind(model.state().phaseProperty().map(phase -> phase.isAlive()));
    earlier.setOnShowing(event -> earlier.getItems().setAll(earlierRuns()));
    earlier.getItems().setAll(new MenuItem("")); // an empty menu would not show
    return new VBox(8, start, earlier);
  }

  private List<MenuItem> earlierRuns() {
    List<MenuItem> items = new ArrayList<>();
    for (Path run : model.runsNearby()) {
      MenuItem item = new MenuItem(String.valueOf(run.getFileName()));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> model.open(run));
      items.add(item);
    }
    MenuItem choose = new MenuItem("Choose the folder of a run…", new FontIcon(Feather.FOLDER));
    choose.setOnAction(event -> questions.run().get().ifPresent(model::open));
    items.add(choose);
    return items;
  }

  private static <T> StringConverter<T> words(Function<T, String> words) {
    return new StringConverter<>() {
      @Override
      public String toString(@Nullable T choice) {
        return choice == null ? "" : words.apply(choice);
      }

      @Override
      public T fromString(String text) {
        throw new UnsupportedOperationException("the box is not editable");
      }
    };
  }
}
