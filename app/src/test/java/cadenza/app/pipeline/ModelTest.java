package cadenza.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.Device;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.InputTransform;
import cadenza.sonata.Precision;
import cadenza.sonata.SonataConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a model does when its GPU has too little memory, on a GPU that is made up.
class ModelTest {
  private static final Compute AUTO = Compute.DEFAULT;

  private final FakeEncoders encoders = new FakeEncoders();
  private final Model model =
      new Model(
          Checkpoint.untrained(SonataConfig.starter(), InputTransform.starter(), 0), encoders);
  private final List<String> before = new ArrayList<>();

  private static Pyramid line(int voxels) {
    int[] grid = new int[3 * voxels];
    float[] places = new float[3 * voxels];
    for (int i = 0; i < voxels; i++) {
      grid[3 * i] = i;
      places[3 * i] = i;
    }
    return PyramidBuilder.build(grid, places, 1, 1, Progress.none());
  }

  private Device encode(int voxels, Compute compute) throws Exception {
    Model.Encoded encoded =
        model.encode(
            line(voxels),
            new float[0],
            compute,
            device -> before.add(device.kind().name()),
            Progress.none());
    float computedBy = encoded.features().levels().getFirst().values()[0];
    assertThat(computedBy).isEqualTo(encoded.device().kind() == Device.Kind.CUDA ? 1 : 2);
    return encoded.device();
  }

  @Test
  void weightsStayWhereTheyAre() throws Exception {
    assertThat(encode(10, AUTO).reason()).isEqualTo("A CUDA device was found.");
    encode(10, AUTO);
    assertThat(encoders.calls).containsExactly("open gpu f32", "encode gpu", "encode gpu");
    assertThat(model.isLoaded(AUTO)).as("in the processor's memory").isFalse();
    Compute near = AUTO.withDevice(DeviceChoice.CPU);
    encode(10, near);
    assertThat(model.isLoaded(near)).isTrue();
    model.close();
    assertThat(encoders.calls).endsWith("close gpu", "open cpu f32", "encode cpu", "close cpu");
    assertThat(model.isLoaded(near)).isFalse();
  }

  @Test
  void anotherDeviceOrPrecisionLoadsThemAnew() throws Exception {
    encode(10, AUTO);
    encode(10, AUTO.withPrecision(Precision.BF16));
    encode(10, AUTO.withDevice(DeviceChoice.CPU));
    assertThat(encoders.calls)
        .containsExactly(
            "open gpu f32",
            "encode gpu",
            "close gpu",
            "open gpu bf16",
            "encode gpu",
            "close gpu",
            "open cpu f32",
            "encode cpu");
  }

  @Test
  void aScanTooLargeForTheGpuGoesToTheProcessorAndSmallerOnesDoNot() throws Exception {
    encoders.roomForVoxels = 1500;
    Device device = encode(2000, AUTO);
    assertThat(device.kind()).isEqualTo(Device.Kind.CPU);
    assertThat(device.substitute()).isTrue();
    assertThat(device.reason())
        .isEqualTo("Test GPU (8 GB) ran out of memory at 2,000 voxels, so the processor was used.");
    assertThat(encode(1999 - 600, AUTO).substitute()).isFalse();
    assertThat(encoders.calls)
        .containsExactly(
            "open gpu f32",
            "gpu out of memory",
            "open cpu f32",
            "encode cpu",
            "close cpu",
            "encode gpu");
    assertThat(before).containsExactly("CUDA", "CPU", "CUDA");
  }

  @Test
  void aScanAsLargeIsNotTriedOnTheGpuAgain() throws Exception {
    encoders.roomForVoxels = 1500;
    encode(2000, AUTO);
    encoders.calls.clear();
    assertThat(encode(2500, AUTO).reason())
        .isEqualTo(
            "Test GPU (8 GB) ran out of memory at 2,000 voxels before, and this scan has 2,500, so"
                + " the processor was used.");
    assertThat(encoders.calls).containsExactly("open cpu f32", "encode cpu", "close cpu");
    encoders.calls.clear();
    encode(2000, AUTO.withPrecision(Precision.BF16));
    assertThat(encoders.calls)
        .as("another precision needs other memory")
        .containsSequence("open gpu bf16", "gpu out of memory");
  }

  @Test
  void whoAskedForCudaIsServedByTheProcessorToo() throws Exception {
    encoders.roomForVoxels = 5;
    Device device = encode(10, AUTO.withDevice(DeviceChoice.CUDA));
    assertThat(device.kind()).isEqualTo(Device.Kind.CPU);
    assertThat(device.substitute()).isTrue();
  }

  @Test
  void weightsThatDoNotFitTheGpu() throws Exception {
    encoders.fullAtOpening = 1;
    assertThat(encode(10, AUTO).reason())
        .isEqualTo(
            "Test GPU (8 GB) has too little free memory for the weights, so the processor was"
                + " used.");
    assertThat(encode(10, AUTO).kind()).as("tried again").isEqualTo(Device.Kind.CUDA);
    assertThat(encoders.calls)
        .containsExactly(
            "gpu full", "open cpu f32", "encode cpu", "close cpu", "open gpu f32", "encode gpu");
  }

  @Test
  void whoeverWatchesMayRefuseTheProcessor() throws Exception {
    encoders.roomForVoxels = 5;
    assertThatThrownBy(() ->
            model.encode(
                line(10),
                new float[0],
                AUTO,
                device -> {
                  if (device.substitute()) {
                    throw new IllegalArgumentException("no room either");
                  }
                },
                Progress.none()))
        .hasMessage("no room either");
    assertThat(encoders.calls).containsExactly("open gpu f32", "gpu out of memory");
    encoders.roomForVoxels = 20;
    assertThat(encode(8, AUTO).kind()).as("the model stays usable").isEqualTo(Device.Kind.CUDA);
  }
}
