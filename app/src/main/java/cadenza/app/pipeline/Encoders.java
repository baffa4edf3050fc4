package cadenza.app.pipeline;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.Device;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.DeviceException;
import cadenza.sonata.Devices;
import cadenza.sonata.Encoder;
import cadenza.sonata.Precision;
import cadenza.sonata.kernels.DeviceMemoryException;

/// Where a [Model] gets its encoders from.
public interface Encoders {
  /// An encoder with its weights on a device.
  interface Opened extends AutoCloseable {
    /// @throws DeviceMemoryException if the device has too little memory; it stays usable
    FeaturePyramid encode(Pyramid pyramid, float[] features, Progress progress);

    @Override
    void close();
  }

  /// Takes the device that was asked for, or the best one.
  ///
  /// @throws DeviceException if it cannot be used
  Device choose(DeviceChoice choice) throws DeviceException;

  /// @throws DeviceMemoryException if the device has too little memory for the weights
  Opened open(Checkpoint checkpoint, Device device, Precision precision, Progress progress);

  /// The real ones.
  static Encoders ofPyTorch() {
    return new Encoders() {
      @Override
      public Device choose(DeviceChoice choice) throws DeviceException {
        return Devices.choose(choice);
      }

      @Override
      public Opened open(
          Checkpoint checkpoint, Device device, Precision precision, Progress progress) {
        Encoder encoder = Encoder.open(checkpoint, device, precision, progress);
        return new Opened() {
          @Override
          public FeaturePyramid encode(Pyramid pyramid, float[] features, Progress during) {
            return encoder.encode(pyramid, features, during);
          }

          @Override
          public void close() {
            encoder.close();
          }
        };
      }
    };
  }
}
