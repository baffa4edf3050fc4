package cadenza.app.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GpuArchiveTest {
  @Test
  void linuxAndWindowsHaveOneOfTheReleaseThatTheJniPartWasMadeFor() {
    assertThat(GpuArchive.of("Linux", "amd64").orElseThrow().source())
        .hasToString(
            "https://download.pytorch.org/libtorch/cu128/"
                + "libtorch-cxx11-abi-shared-with-deps-2.7.1%2Bcu128.zip");
    assertThat(GpuArchive.of("Windows 11", "amd64").orElseThrow().source())
        .hasToString(
            "https://download.pytorch.org/libtorch/cu128/"
                + "libtorch-win-shared-with-deps-2.7.1%2Bcu128.zip");
    assertThat(GpuArchive.of("Linux", "amd64").orElseThrow().fileName())
        .isEqualTo("libtorch-cxx11-abi-shared-with-deps-2.7.1+cu128.zip");
  }

  @Test
  void otherSystemsHaveNone() {
    assertThat(GpuArchive.of("Mac OS X", "aarch64")).isEmpty();
    assertThat(GpuArchive.of("Mac OS X", "x86_64")).isEmpty();
    assertThat(GpuArchive.of("Linux", "aarch64")).isEmpty();
  }

  @Test
  void everyLicenceHasAPageOverASecureConnection() {
    assertThat(GpuArchive.of("Linux", "amd64").orElseThrow().licences())
        .hasSize(3)
        .allMatch(licence -> licence.page().getScheme().equals("https"))
        .anyMatch(licence -> licence.name().contains("BSD-3-Clause"))
        .anyMatch(licence -> licence.name().contains("NVIDIA CUDA"));
  }
}
