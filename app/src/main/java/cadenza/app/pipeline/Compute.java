package cadenza.app.pipeline;

import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Precision;

/// Where and in what numbers an encoding is computed.
public record Compute(DeviceChoice device, Precision precision) {
  /// The best device there is, in 32-bit floats.
  public static final Compute DEFAULT = new Compute(DeviceChoice.AUTO, Precision.F32);

  public Compute withDevice(DeviceChoice other) {
    return new Compute(other, precision);
  }

  public Compute withPrecision(Precision other) {
    return new Compute(device, other);
  }
}
