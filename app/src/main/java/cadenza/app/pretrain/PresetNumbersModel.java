package cadenza.app.pretrain;

import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.PresetValues;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Every number of a preset beside the paper's, changed ones checked as they are typed.
public final class PresetNumbersModel {
  /// Length that presets are shown for while a run's is not known in steps.
  static final int ANY_STEPS = 1000;

  private final ObservableList<PresetNumber> numbers = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyIntegerWrapper changed = new ReadOnlyIntegerWrapper();
  private PresetChoice choice = PresetChoice.STARTER;
  private int steps = ANY_STEPS;
  private boolean checks;

  PresetNumbersModel() {
    show(choice, steps, false);
  }

  /// In the order of their declaration; another list for another preset.
  public ObservableList<PresetNumber> numbers() {
    return numbers;
  }

  /// How many are others than the preset's.
  public ReadOnlyIntegerProperty changedProperty() {
    return changed.getReadOnlyProperty();
  }

  /// Why the numbers cannot be used; empty if they can.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Shows the numbers of a preset. Changes stay as long as the preset does.
  ///
  /// @param isInSteps whether the length is known, and so the numbers that are counts of steps
  void show(PresetChoice preset, int totalSteps, boolean isInSteps) {
    boolean same = preset == choice && !numbers.isEmpty();
    choice = preset;
    steps = totalSteps;
    Map<String, String> own = PresetValues.of(preset.preset(totalSteps));
    Map<String, String> paper = PresetValues.of(PresetChoice.BASE.preset(totalSteps));
    checks = false;
    if (!same) {
      numbers.clear();
    }
    own.forEach((name, text) -> {
      if (name.endsWith(".totalSteps")) {
        return; // the run's own length, which is said elsewhere
      }
      if (same) {
        find(name).setOwn(text);
      } else {
        numbers.add(made(name, text, paper.getOrDefault(name, "")));
      }
    });
    for (PresetNumber number : numbers) {
      number.setEditable(isInSteps || !number.name().endsWith("Steps"));
    }
    checks = true;
    check();
  }

  private PresetNumber made(String name, String text, String paper) {
    PresetNumber number = new PresetNumber(name, text, shown(paper));
    number.textProperty().addListener(observable -> check());
    return number;
  }

  private static String shown(String paper) {
    return paper.equals(Integer.toString(Integer.MAX_VALUE)) ? "all" : paper;
  }

  /// The number of this whole name.
  public PresetNumber find(String name) {
    return numbers.stream()
        .filter(number -> number.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("a preset has no " + name));
  }

  /// Numbers that are others than the preset's, as typed.
  Map<String, String> changes() {
    Map<String, String> changes = new LinkedHashMap<>();
    for (PresetNumber number : numbers) {
      if (number.isChanged()) {
        changes.put(number.name(), number.textProperty().get().strip());
      }
    }
    return changes;
  }

  /// Puts changes in, as those of an earlier run.
  void change(Map<String, String> changes) {
    for (PresetNumber number : numbers) {
      String text = changes.get(number.name());
      if (text == null) {
        number.reset();
      } else {
        number.textProperty().set(text);
      }
    }
  }

  /// Back to the preset's.
  public void reset() {
    change(Map.of());
  }

  // A number may be wrong by itself or only beside another that was changed.
  private void check() {
    if (!checks) {
      return;
    }
    Preset preset = choice.preset(steps);
    boolean isOneWrong = false;
    for (PresetNumber number : numbers) {
      String why = "";
      if (number.isChanged()) {
        why = refusal(preset, Map.of(number.name(), number.textProperty().get().strip()));
        isOneWrong |= !why.isEmpty();
      }
      number.setProblem(why);
    }
    Map<String, String> changes = changes();
    changed.set(changes.size());
    problem.set(
        isOneWrong
            ? "A number of the preset cannot be used; it says why."
            : refusal(preset, changes));
  }

  private static String refusal(Preset preset, Map<String, String> changes) {
    try {
      PresetValues.with(preset, changes);
      return "";
    } catch (IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
  }
}
