package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.sonata.kernels.CudaState;
import cadenza.sonata.kernels.CudaState.Obstacle;
import cadenza.sonata.kernels.Gpu;
import cadenza.sonata.kernels.Torch;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The choice of a device always says why, whatever the machine has.
class DevicesTest {
  private static final CudaState MISSING =
      new CudaState(
          Obstacle.NO_LIBRARIES,
          "PyTorch's CUDA libraries are not here.",
          "Fetch them.",
          List.of(new Gpu("Test GPU", 8L << 30)));
  private static final CudaState WORKS =
      new CudaState(
          Obstacle.NONE, "A CUDA device was found.", "", List.of(new Gpu("Test GPU", 8L << 30)));

  @BeforeAll
  static void start() {
    Torch.start(); // it knows how many threads the processor's name tells
  }

  @Test
  void automaticTakesTheGpuThatIsSeen() throws Exception {
    assertThat(Devices.choose(DeviceChoice.AUTO, WORKS, true))
        .isEqualTo(new Device(Device.Kind.CUDA, "Test GPU (8 GB)", "A CUDA device was found."));
  }

  @Test
  void automaticSaysWhatIsInTheWay() throws Exception {
    Device device = Devices.choose(DeviceChoice.AUTO, MISSING, false);
    assertThat(device.kind()).isEqualTo(Device.Kind.CPU);
    assertThat(device.reason())
        .isEqualTo("PyTorch's CUDA libraries are not here. So the processor is used. Fetch them.");
  }

  @Test
  void librariesThatSeeNothingAreSaid() throws Exception {
    assertThat(Devices.choose(DeviceChoice.AUTO, WORKS, false).reason())
        .startsWith("PyTorch's CUDA libraries are loaded, but see no CUDA device.");
  }

  @Test
  void theProcessorWhenAsked() throws Exception {
    Device device = Devices.choose(DeviceChoice.CPU, WORKS, true);
    assertThat(device.kind()).isEqualTo(Device.Kind.CPU);
    assertThat(device.reason()).isEqualTo("The processor was asked for.");
  }

  @Test
  void cudaOrAnErrorThatHelps() throws Exception {
    assertThat(Devices.choose(DeviceChoice.CUDA, WORKS, true).reason())
        .isEqualTo("CUDA was asked for.");
    assertThatThrownBy(() -> Devices.choose(DeviceChoice.CUDA, MISSING, false))
        .isInstanceOf(DeviceException.class)
        .hasMessage(
            "CUDA was asked for. PyTorch's CUDA libraries are not here. — Fetch them. Choose auto or"
                + " cpu to do without.");
  }
}
