package cadenza.app.widgets;

import javafx.beans.property.IntegerProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;

/// A field for a positive whole number. What is typed counts at once; an empty field is 0.
public final class NumberField extends TextField {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("danger");
  private static final int MAX_DIGITS = 5;

  /// @param least smaller numbers are marked as wrong
  public NumberField(String id, IntegerProperty value, int least) {
    setId(id);
    setPrefColumnCount(MAX_DIGITS);
    setTextFormatter(
        new TextFormatter<>(change ->
            change.getControlNewText().matches("\\d{0," + MAX_DIGITS + "}") ? change : null));
    setText(Integer.toString(value.get()));
    textProperty()
        .addListener((property, old, now) -> value.set(now.isEmpty() ? 0 : Integer.parseInt(now)));
    value.addListener((property, old, now) -> {
      boolean shown = !getText().isEmpty() && Integer.parseInt(getText()) == now.intValue();
      if (!shown && now.intValue() != 0) {
        setText(Integer.toString(now.intValue()));
      }
      pseudoClassStateChanged(WRONG, now.intValue() < least);
    });
  }
}
