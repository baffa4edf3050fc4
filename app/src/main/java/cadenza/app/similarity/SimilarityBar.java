package cadenza.app.similarity;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.DoubleBinding;
import javafx.beans.binding.StringBinding;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableDoubleValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Legend, threshold and what can be done, in the picture while it shows a heat map.
public final class SimilarityBar extends HBox {
  private static final double RAMP_WIDTH = 190;
  private static final double NARROW_RAMP_WIDTH = 110;
  private static final double NARROW = 600;
  private static final double BESIDE_HINT = 130; // the axes
  private static final double COUNT_WIDTH = 116;

  private static final String NEXT =
      "Shift+click: more like this  ·  Ctrl+click: not like this  ·  Esc: back";

  /// @param plain whether clicks are free to ask: no tool is chosen
  /// @param width of the picture
  public SimilarityBar(
      SimilarityModel model, ObservableBooleanValue plain, ObservableDoubleValue width) {
    super(6);
    setId("similarity-bar");
    getStyleClass().add("mode-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    RampSlider ramp = new RampSlider(model, "similarity-bar-threshold", "mode-hint");
    DoubleBinding rampWidth =
        Bindings.createDoubleBinding(
            () -> width.get() < NARROW ? NARROW_RAMP_WIDTH : RAMP_WIDTH, width);
    ramp.prefWidthProperty().bind(rampWidth);
    ramp.minWidthProperty().bind(rampWidth);
    Label count = new Label();
    count.setId("similarity-count");
    count.setMinWidth(COUNT_WIDTH);
    count.setAlignment(Pos.CENTER);
    count.textProperty().bind(countBinding(model));
    showWhen(count, Bindings.greaterThanOrEqual(width, NARROW));
    Button select = new Button("Select these");
    select.setId("similarity-select");
    select.setTooltip(new Tooltip("Select the points above the threshold  (Shift+S)"));
    select.setOnAction(event -> model.selectAbove());
    select.disableProperty().bind(isNothingAbove(model));
    Button close = new Button(null, new FontIcon(Feather.X));
    close.setId("similarity-close");
    close.setTooltip(new Tooltip("Forget the places and go back to the colours before  (Esc)"));
    close.setOnAction(event -> model.clear());
    for (Button button : new Button[] {select, close}) {
      button.getStyleClass().add("mode-button-small");
      button.setMinWidth(Region.USE_PREF_SIZE);
      button.setFocusTraversable(false);
    }
    getChildren().addAll(ramp, count, select, close);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          // The slider has the keys after it was dragged.
          if (event.getCode() == KeyCode.ESCAPE && model.escape()) {
            event.consume();
          }
        });
    showWhen(this, isSeen(model, plain));
  }

  /// What a click does, above the bar; an invitation until the first click.
  public static Label hint(
      SimilarityModel model, ObservableBooleanValue plain, ObservableDoubleValue width) {
    Label hint = new Label();
    hint.setId("similarity-hint");
    hint.getStyleClass().addAll("overlay-chip", "hint");
    hint.setMouseTransparent(true);
    hint.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  String state = model.stateProperty().get();
                  if (!state.isEmpty() || model.askedProperty().get()) {
                    return state.isEmpty() ? NEXT : state;
                  }
                  return model.readyProperty().get() ? model.invitation() : "";
                },
                model.askedProperty(),
                model.readyProperty(),
                model.stateProperty()));
    showWhen(
        hint,
        Bindings.createBooleanBinding(
            () ->
                plain.get()
                    && hint.prefWidth(-1) < width.get() - BESIDE_HINT
                    && (model.wantedProperty().get()
                        || (model.readyProperty().get()
                            && !(model.askedProperty().get()
                                && model.stateProperty().get().isEmpty()))),
            plain,
            width,
            hint.textProperty(),
            hint.widthProperty(),
            model.wantedProperty(),
            model.readyProperty(),
            model.stateProperty(),
            model.askedProperty()));
    return hint;
  }

  static StringBinding countBinding(SimilarityModel model) {
    return Bindings.createStringBinding(
        () ->
            SimilarityWords.count(
                model.pointsAboveProperty().get(), model.thresholdProperty().get()),
        model.pointsAboveProperty(),
        model.thresholdProperty());
  }

  static BooleanBinding isNothingAbove(SimilarityModel model) {
    return model
        .thresholdProperty()
        .lessThanOrEqualTo(0)
        .or(model.pointsAboveProperty().isEqualTo(0));
  }

  private static BooleanBinding isSeen(SimilarityModel model, ObservableBooleanValue plain) {
    return Bindings.createBooleanBinding(
        () -> plain.get() && model.wantedProperty().get() && model.shownProperty().get() != null,
        plain,
        model.wantedProperty(),
        model.shownProperty());
  }

  private static void showWhen(Node node, ObservableBooleanValue condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(condition);
  }
}
