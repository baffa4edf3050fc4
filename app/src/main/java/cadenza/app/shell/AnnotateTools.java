package cadenza.app.shell;

import cadenza.app.annotate.AnnotateModel;
import cadenza.app.annotate.ClassesSection;
import cadenza.app.annotate.Ink;
import cadenza.app.annotate.InkChip;
import cadenza.app.labels.LabelModel;
import cadenza.app.probing.ConfusionView;
import cadenza.app.probing.NextModel;
import cadenza.app.probing.ProbeSection;
import cadenza.app.probing.ProbingModel;
import cadenza.app.probing.TrustSection;
import cadenza.app.viewport.select.SelectTool;
import cadenza.app.viewport.tool.PointerTool;
import cadenza.app.viewport.tool.ToolModel;
import cadenza.app.workspace.OpenScan;
import cadenza.probe.Evaluation;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Labelling and probing: makes the models and their sections, and tells the window's commands.
final class AnnotateTools {
  static final String TAB = "Annotate";

  private final MainWindow window;
  private final AnnotateModel model;
  private final ProbingModel probing;
  private final NextModel next;
  private final List<Command> commands = new ArrayList<>();

  AnnotateTools(MainWindow window, LabelModel labels, SelectionTools selection) {
    this.window = window;
    model =
        new AnnotateModel(
            window.workspace(), labels, window.look(), selection.model(), window.tasks());
    probing = new ProbingModel(window.workspace(), labels, window.look(), window.tasks());
    next =
        new NextModel(window.workspace(), labels, probing, window.viewportModel(), window.tasks());
    model.inkProperty().addListener((property, old, now) -> inkChanged(now));
    addCommands();
    commands.addAll(new ProbeFileCommands(window, probing).all());
  }

  AnnotateModel model() {
    return model;
  }

  List<Command> commands() {
    return commands;
  }

  ProbingModel probing() {
    return probing;
  }

  /// What stands with the bars of the tools.
  Node chip() {
    return new InkChip(model);
  }

  Node[] sections() {
    return new Node[] {
      new ClassesSection(model, window.workspace()),
      new ProbeSection(probing, window.look(), next),
      new TrustSection(probing, this::showConfusion)
    };
  }

  private void showConfusion(String title, Evaluation evaluation) {
    HelpDialogs.show(window.stage(), "Confusion matrix", new ConfusionView(title, evaluation));
  }

  /// Painting needs a tool that paints.
  private void inkChanged(Ink now) {
    ToolModel tools = window.tools();
    if (now.paints() && !(tools.active() instanceof SelectTool)) {
      tools.tools().stream().filter(AnnotateTools::isBrush).findFirst().ifPresent(tools::choose);
    }
  }

  private static boolean isBrush(PointerTool tool) {
    return tool.id().equals("brush");
  }

  /// Digits choose classes, 0 the eraser, where nobody is typing.
  void install(Scene scene) {
    scene.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean typing = scene.getFocusOwner() instanceof TextInputControl;
          boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
          int digit = digit(event.getCode());
          if (!typing && plain && digit >= 0 && choose(digit)) {
            event.consume();
          }
        });
  }

  private static int digit(KeyCode code) {
    int digit = code.ordinal() - KeyCode.DIGIT0.ordinal();
    return digit <= 9 ? digit : -1;
  }

  private boolean choose(int digit) {
    if (window.workspace().current() == null) {
      return false;
    }
    if (digit == 0) {
      model.choose(Ink.ERASER);
    } else if (digit <= model.labels().classes().size()) {
      int id = model.labels().classes().get(digit - 1).id();
      model.choose(model.ink().equals(Ink.of(id)) ? Ink.NONE : Ink.of(id));
    } else {
      return false;
    }
    window.side().show(TAB);
    return true;
  }

  private void addCommands() {
    ObservableBooleanValue open = Bindings.isNotNull(window.workspace().currentProperty());
    BooleanBinding paints =
        Bindings.createBooleanBinding(() -> model.ink().paints(), model.inkProperty());
    add(
        "annotate.add",
        "Add class",
        Feather.PLUS,
        "Shift+N",
        open,
        () -> {
          window.side().show(TAB);
          model.addClass();
        });
    add(
        "annotate.selection",
        "Label selection with the chosen class",
        Feather.CHECK_SQUARE,
        "Shift+L",
        paints,
        () -> model.labelSelection(model.ink().classId()));
    add("annotate.erase", "Eraser (0)", Feather.DELETE, null, open, () -> model.choose(Ink.ERASER));
    add(
        "annotate.stop",
        "Stop labelling",
        Feather.X_CIRCLE,
        null,
        paints,
        () -> model.choose(Ink.NONE));
    add(
        "annotate.next",
        "Label here next",
        Feather.NAVIGATION,
        "N",
        next.availableProperty(),
        next::fly);
    add(
        "annotate.accept",
        "Accept predictions as labels",
        Feather.CHECK,
        null,
        next.availableProperty(),
        next::acceptPredictions);
    BooleanBinding fileLabels =
        Bindings.createBooleanBinding(
            () -> {
              OpenScan scan = window.workspace().current();
              return scan != null && scan.labels().isPresent();
            },
            window.workspace().currentProperty(),
            window.look().coloringProperty());
    add(
        "annotate.import",
        "Import the labels of the file",
        Feather.DOWNLOAD,
        null,
        fileLabels,
        model::importFileLabels);
  }

  private void add(
      String id,
      String title,
      Feather icon,
      @Nullable String keys,
      ObservableBooleanValue enabled,
      Runnable action) {
    KeyCombination shortcut = keys == null ? null : KeyCombination.keyCombination(keys);
    commands.add(new Command(id, "Annotate", title, icon, shortcut, enabled, action));
  }
}
