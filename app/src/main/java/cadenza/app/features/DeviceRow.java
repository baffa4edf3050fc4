package cadenza.app.features;

import cadenza.app.widgets.Rows;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Precision;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/// Chooses device and precision; below, which device was used and why.
final class DeviceRow {
  private final DeviceModel model;

  DeviceRow(DeviceModel model) {
    this.model = model;
  }

  VBox node() {
    ComboBox<DeviceChoice> device =
        chooser("device-choice", DeviceChoice.values(), DeviceRow::title, model.choiceProperty());
    device.setTooltip(
        tip(
            "Where the encoder runs: the best there is, the processor, or an NVIDIA GPU. The line"
                + " below says which it was and why."));
    device.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(device, Priority.ALWAYS);
    ComboBox<Precision> precision =
        chooser(
            "precision-choice", Precision.values(), Precision::toString, model.precisionProperty());
    precision.setTooltip(
        tip(
            "The numbers the encoder computes in. bf16 takes half the memory for weights, and is"
                + " faster on hardware that knows it; features differ by about a percent."));
    precision.setMinWidth(84);

    Label name = new Label();
    name.setId("device-name");
    name.setWrapText(true);
    name.textProperty().bind(model.nameProperty());
    Label reason = new Label();
    reason.setId("device-reason");
    reason.getStyleClass().add("note");
    reason.setWrapText(true);
    reason.textProperty().bind(model.reasonProperty());
    return new VBox(4, Rows.named("Device", device, precision), name, reason);
  }

  private static String title(DeviceChoice choice) {
    return switch (choice) {
      case AUTO -> "Automatic";
      case CPU -> "Processor";
      case CUDA -> "CUDA";
    };
  }

  private static Tooltip tip(String text) {
    Tooltip tip = new Tooltip(text);
    tip.setWrapText(true);
    tip.setMaxWidth(360);
    return tip;
  }

  private static <T> ComboBox<T> chooser(
      String id, T[] choices, Function<T, String> words, ObjectProperty<T> value) {
    ComboBox<T> box = new ComboBox<>();
    box.setId(id);
    box.getStyleClass().add("small");
    box.getItems().setAll(choices);
    box.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(T choice) {
            return choice == null ? "" : words.apply(choice);
          }

          @Override
          public T fromString(String text) {
            throw new UnsupportedOperationException("the box cannot be typed into");
          }
        });
    box.valueProperty().bindBidirectional(value);
    return box;
  }
}
