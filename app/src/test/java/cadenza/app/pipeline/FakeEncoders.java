package cadenza.app.pipeline;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.Device;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.Precision;
import cadenza.sonata.kernels.DeviceMemoryException;
import java.util.ArrayList;
import java.util.List;

/// A machine with a GPU of little memory. Its encoders answer one number, 1 from the GPU and 2 from
/// the processor.
final class FakeEncoders implements Encoders {
  static final String GPU = "Test GPU (8 GB)";

  /// What happened, in order.
  final List<String> calls = new ArrayList<>();

  /// Most voxels that fit the GPU.
  int roomForVoxels = Integer.MAX_VALUE;

  /// How often the weights do not fit the GPU, from now on.
  int fullAtOpening;

  @Override
  public Device choose(DeviceChoice choice) {
    return choice == DeviceChoice.CPU
        ? new Device(Device.Kind.CPU, "Test processor", "The processor was asked for.")
        : new Device(Device.Kind.CUDA, GPU, "A CUDA device was found.");
  }

  @Override
  public Opened open(Checkpoint checkpoint, Device device, Precision precision, Progress progress) {
    boolean gpu = device.kind() == Device.Kind.CUDA;
    String name = gpu ? "gpu" : "cpu";
    if (gpu && fullAtOpening > 0) {
      fullAtOpening--;
      calls.add("gpu full");
      throw new DeviceMemoryException("too little memory for the weights", null);
    }
    calls.add("open " + name + " " + precision);
    return new Opened() {
      @Override
      public FeaturePyramid encode(Pyramid pyramid, float[] features, Progress during) {
        int voxels = pyramid.levels().getFirst().voxelCount();
        if (gpu && voxels > roomForVoxels) {
          calls.add("gpu out of memory");
          throw new DeviceMemoryException("CUDA out of memory", null);
        }
        calls.add("encode " + name);
        return new FeaturePyramid(
            List.of(new FeaturePyramid.Features(1, new float[] {gpu ? 1 : 2}, new int[0])));
      }

      @Override
      public void close() {
        calls.add("close " + name);
      }
    };
  }
}
