package cadenza.app.pretrain;

import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// One number of a preset as a person may change it.
public final class PresetNumber {
  private final String name;
  private final String paper;
  private final ReadOnlyBooleanWrapper editable = new ReadOnlyBooleanWrapper(true);
  private final StringProperty text;
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper own;

  /// @param own the preset's
  /// @param paper the paper's; empty if the paper has none
  PresetNumber(String name, String own, String paper) {
    this.name = name;
    this.paper = paper;
    this.own = new ReadOnlyStringWrapper(own);
    this.text = new SimpleStringProperty(own);
  }

  /// Its whole name, as `--set` takes it.
  public String name() {
    return name;
  }

  /// The part of the preset that it belongs to, a word.
  public String group() {
    int dot = name.indexOf('.');
    return dot < 0 ? "step" : name.substring(0, dot);
  }

  /// Its name within the group, in words.
  public String title() {
    String rest = name.substring(name.indexOf('.') + 1);
    return rest.replaceAll("([a-z])([A-Z])", "$1 $2")
        .replace(".", ", ")
        .toLowerCase(Locale.ROOT)
        .replaceFirst("^(enc |cues, )", "")
        .replace(" meters", " (m)")
        .replace("num head", "heads");
  }

  /// What it means; empty if nothing is known beyond its name.
  public String meaning() {
    return PresetWords.of(name);
  }

  public String paper() {
    return paper;
  }

  /// False where it follows from something that is not known yet.
  public ReadOnlyBooleanProperty editableProperty() {
    return editable.getReadOnlyProperty();
  }

  void setEditable(boolean now) {
    editable.set(now);
    if (!now) {
      reset();
    }
  }

  /// What is typed.
  public StringProperty textProperty() {
    return text;
  }

  /// What the preset says.
  public ReadOnlyStringProperty ownProperty() {
    return own.getReadOnlyProperty();
  }

  /// Why it cannot be that; empty if it can.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  void setProblem(String words) {
    problem.set(words);
  }

  /// The preset says something else now; what a person typed stays.
  void setOwn(String now) {
    boolean changed = isChanged();
    own.set(now);
    if (!changed) {
      text.set(now);
    }
  }

  /// Back to the preset's.
  public void reset() {
    text.set(own.get());
  }

  /// Whether it is another than the preset's, however written.
  public boolean isChanged() {
    String typed = text.get().strip();
    if (typed.equals(own.get())) {
      return false;
    }
    try {
      return Double.parseDouble(typed) != Double.parseDouble(own.get());
    } catch (NumberFormatException notOneNumber) {
      return true;
    }
  }
}
