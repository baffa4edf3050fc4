package cadenza.sonata.kernels;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceMemoryExceptionTest {
  /// PyTorch's words, of its allocators for Linux, Windows and CUDA, and of CUDA's libraries.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[enforce fail at alloc_cpu.cpp:119] err == 0. DefaultCPUAllocator: can't allocate memory:"
            + " you tried to allocate 400000000000 bytes. Error code 12 (Cannot allocate memory)",
        "[enforce fail at alloc_cpu.cpp:116] data. DefaultCPUAllocator: not enough memory: you"
            + " tried to allocate 400000000000 bytes.",
        "CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 7.79 GiB",
        "CUDA error: out of memory",
        "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`",
      })
  void lackOfMemoryIsRecognised(String words) {
    assertThatThrownBy(() ->
            DeviceMemoryException.watch(() -> {
              throw new EngineException(words);
            }))
        .isInstanceOf(DeviceMemoryException.class)
        .hasMessageContaining(words);
  }

  @Test
  void otherFailuresStayWhatTheyAre() {
    assertThatThrownBy(() ->
            DeviceMemoryException.watch(() -> {
              throw new EngineException("CUDA error: no kernel image is available");
            }))
        .isInstanceOf(EngineException.class);
  }
}
