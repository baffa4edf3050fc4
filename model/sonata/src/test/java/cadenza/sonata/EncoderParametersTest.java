package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import cadenza.sonata.kernels.DeviceMemoryException;
import cadenza.sonata.kernels.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EncoderParametersTest {
  @Test
  void withoutOperatorsTheOwnerOfTheWeightsIsClosed() throws Exception {
    Device device = Devices.choose(DeviceChoice.CPU);
    List<NDManager> owners = new ArrayList<>();
    IllegalStateException refused = new IllegalStateException("libtorch refuses the operators");
    assertThatThrownBy(() -> EncoderParameters.open(device, owner -> fail(owners, owner, refused)))
        .isSameAs(refused);
    DeviceMemoryException full = new DeviceMemoryException("full", refused);
    assertThatThrownBy(() -> EncoderParameters.open(device, owner -> fail(owners, owner, full)))
        .isInstanceOf(DeviceMemoryException.class)
        .hasMessageContaining("too little free memory for the weights")
        .hasCause(full);
    assertThat(owners).hasSize(2).noneMatch(NDManager::isOpen);
  }

  private static Kernels fail(List<NDManager> owners, NDManager owner, RuntimeException failure) {
    assertThat(owner.isOpen()).isTrue();
    owners.add(owner);
    throw failure;
  }
}
