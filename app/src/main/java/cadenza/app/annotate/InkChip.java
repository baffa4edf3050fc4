package cadenza.app.annotate;

import cadenza.app.labels.LabelListener;
import cadenza.app.workspace.OpenScan;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// Says over the picture what the tools paint; nobody shall label by accident.
public final class InkChip extends HBox {
  private static final Color ERASER = Color.web("#e6edf3");

  private final AnnotateModel model;
  private final Circle dot = new Circle(6);
  private final Label words = new Label();

  public InkChip(AnnotateModel model) {
    super(8);
    this.model = model;
    setId("ink-chip");
    getStyleClass().add("mode-bar");
    setAlignment(Pos.CENTER_LEFT);
    setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    words.setMinWidth(Region.USE_PREF_SIZE);
    Button stop = new Button(null, new FontIcon(Feather.X));
    stop.setId("ink-stop");
    stop.getStyleClass().add("mode-button-small");
    stop.setFocusTraversable(false);
    stop.setTooltip(new Tooltip("Stop labelling: tools select again"));
    stop.setOnAction(event -> model.choose(Ink.NONE));
    getChildren().addAll(dot, words, stop);
    model.inkProperty().addListener(observable -> update());
    model
        .labels()
        .addListener(
            new LabelListener() {
              @Override
              public void labelsChanged(OpenScan scan) {}

              @Override
              public void classesChanged() {
                update();
              }
            });
    update();
  }

  private void update() {
    boolean paints = model.ink().paints();
    setVisible(paints);
    setManaged(paints);
    if (model.ink().equals(Ink.ERASER)) {
      dot.setFill(ERASER);
      words.setText("Erasing labels");
    }
    model
        .inkClass()
        .ifPresent(one -> {
          int argb = one.argb();
          dot.setFill(Color.rgb(argb >> 16 & 0xff, argb >> 8 & 0xff, argb & 0xff));
          words.setText("Labelling: " + one.name());
        });
  }
}
