package cadenza.app.features;

import cadenza.app.pipeline.Compute;
import cadenza.app.settings.Settings;
import cadenza.sonata.Device;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Precision;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// Which device the person wants and in what numbers, and which one was used in the end, and why.
public final class DeviceModel {
  private final Settings settings;
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("Not started");
  private final ReadOnlyStringWrapper reason =
      new ReadOnlyStringWrapper("Chosen when the first scan is encoded.");
  private boolean used;

  /// @param settings remembers the choices
  public DeviceModel(Settings settings) {
    this.settings = settings;
    choiceProperty().addListener(observable -> chosenAnew());
    precisionProperty().addListener(observable -> chosenAnew());
  }

  private void chosenAnew() {
    if (used) {
      reason.set("The last scan was encoded here; the choice counts from the next one on.");
    }
  }

  /// What is wanted from the next encoding on.
  public ObjectProperty<DeviceChoice> choiceProperty() {
    return settings.deviceProperty();
  }

  /// The numbers that the next encoding computes in.
  public ObjectProperty<Precision> precisionProperty() {
    return settings.precisionProperty();
  }

  /// Both choices.
  public Compute compute() {
    return new Compute(choiceProperty().get(), precisionProperty().get());
  }

  /// Name of the device that was used last.
  public ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  /// Why it was that device, a sentence or two.
  public ReadOnlyStringProperty reasonProperty() {
    return reason.getReadOnlyProperty();
  }

  /// @param device where an encoding was computed; empty if it came from the cache
  void used(Optional<Device> device) {
    if (device.isPresent()) {
      name.set(device.get().name());
      reason.set(device.get().reason());
      used = true;
    } else if (!used) {
      name.set("Not needed");
      reason.set("These features were computed before and come from the cache.");
    }
  }

  /// Other weights were chosen: nothing was computed with them yet.
  void forget() {
    used = false;
  }
}
