package cadenza.app.pictures;

import cadenza.app.widgets.NumberField;
import cadenza.app.widgets.Rows;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// The rows that the dialogs of screenshot and turntable share.
final class PictureRows {
  private PictureRows() {}

  /// A list of choices; changing it changes the value.
  static <T> ComboBox<T> choice(
      String id, List<T> choices, Property<T> value, Function<T, String> words) {
    ComboBox<T> box = new ComboBox<>();
    box.setId(id);
    box.getItems().setAll(choices);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable T choice) {
            return choice == null ? "" : words.apply(choice);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("the box is not editable");
          }
        });
    box.valueProperty().bindBidirectional(value);
    HBox.setHgrow(box, Priority.ALWAYS);
    return box;
  }

  static HBox size(PictureSettings settings) {
    return Rows.named(
        "Size",
        choice(
            "picture-size",
            List.of(SizePreset.values()),
            settings.presetProperty(),
            SizePreset::title));
  }

  static HBox pixels(PictureSettings settings) {
    return Rows.named(
        "Pixels",
        new NumberField("picture-width", settings.widthProperty(), 1),
        new Label("×"),
        new NumberField("picture-height", settings.heightProperty(), 1));
  }

  static HBox backdrop(PictureSettings settings) {
    return Rows.named(
        "Background",
        choice(
            "picture-background",
            List.of(PictureBackdrop.values()),
            settings.backdropProperty(),
            PictureBackdrop::title));
  }

  static CheckBox wholeScan(PictureSettings settings) {
    return Rows.check(
        "Frame the whole scan",
        "picture-whole",
        "Off: what the window shows, from where it shows it",
        settings.wholeScanProperty());
  }

  static CheckBox overlays(PictureSettings settings) {
    return Rows.check(
        "Selection, clip box and measures",
        "picture-overlays",
        "Draws over the points what the window draws over them",
        settings.overlaysProperty());
  }

  /// Shown only while the picture is split.
  static CheckBox bothHalves(PictureSettings settings) {
    CheckBox box =
        Rows.check(
            "Both halves of the split view",
            "picture-halves",
            "Off: only the left one, in the whole width",
            settings.bothHalvesProperty());
    Subject subject = settings.subjectProperty().get();
    box.setVisible(subject != null && subject.isSplit());
    box.setManaged(box.isVisible());
    return box;
  }
}
