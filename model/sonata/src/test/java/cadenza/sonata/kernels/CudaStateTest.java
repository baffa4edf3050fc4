package cadenza.sonata.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.sonata.kernels.CudaState.Obstacle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every obstacle on the way to CUDA is told from the others, with drivers and libraries that are
/// made up.
class CudaStateTest {
  private static final Gpu GPU = new Gpu("Test GPU 9000", 24L << 30);
  private static final DriverAnswer GOOD = new DriverAnswer.Running(12_080, List.of(GPU));

  private static Optional<String> never(CudaLibraries libraries) {
    throw new AssertionError(libraries + " are not to be tried");
  }

  @TempDir Path folder;

  private CudaState find(DriverAnswer driver, Function<CudaLibraries, Optional<String>> trial) {
    return CudaState.find(Map.of(), Optional.of(new CudaLibraries(folder)), () -> driver, trial);
  }

  private void putLibraries() throws Exception {
    for (String name : List.of("torch", "torch_cpu", "torch_cuda", "c10", "c10_cuda")) {
      Files.createFile(folder.resolve(System.mapLibraryName(name)));
    }
  }

  @Test
  void noDriver() {
    CudaState state = find(new DriverAnswer.Missing(), CudaStateTest::never);
    assertThat(state.obstacle()).isEqualTo(Obstacle.NO_DRIVER);
    assertThat(state.reason()).isEqualTo("No NVIDIA driver was found.");
  }

  @Test
  void aDriverThatDoesNotStartIsQuoted() {
    CudaState state =
        find(
            new DriverAnswer.Refused("system has unsupported display driver"),
            CudaStateTest::never);
    assertThat(state.obstacle()).isEqualTo(Obstacle.DRIVER_FAILED);
    assertThat(state.reason()).contains("system has unsupported display driver");
  }

  @Test
  void noDeviceNamesTheVariableThatHidesThem() {
    DriverAnswer none = new DriverAnswer.Running(12_080, List.of());
    assertThat(find(none, CudaStateTest::never).obstacle()).isEqualTo(Obstacle.NO_DEVICE);
    CudaState hidden =
        CudaState.find(
            Map.of("CUDA_VISIBLE_DEVICES", "-1"),
            Optional.empty(),
            () -> none,
            CudaStateTest::never);
    assertThat(hidden.reason()).contains("CUDA_VISIBLE_DEVICES is \"-1\"");
  }

  @Test
  void anOldDriverIsToldWithBothVersions() {
    CudaState state = find(new DriverAnswer.Running(11_040, List.of(GPU)), CudaStateTest::never);
    assertThat(state.obstacle()).isEqualTo(Obstacle.DRIVER_TOO_OLD);
    assertThat(state.reason()).contains("CUDA 11.4").contains("need 12.0");
  }

  @Test
  void librariesThatWereNeverFetched() {
    CudaState state = CudaState.find(Map.of(), Optional.empty(), () -> GOOD, CudaStateTest::never);
    assertThat(state.obstacle()).isEqualTo(Obstacle.NO_LIBRARIES);
    assertThat(state.reason()).contains("Test GPU 9000 (24 GB)").endsWith("are not here.");
    assertThat(state.advice()).contains("docs/gpu.md");
    folder = folder.resolve("never-made");
    CudaState usual = find(GOOD, CudaStateTest::never);
    assertThat(usual.obstacle()).isEqualTo(Obstacle.NO_LIBRARIES);
    assertThat(usual.reason()).endsWith("are not in " + folder + ".");
  }

  @Test
  void incompleteLibrariesAreNamed() throws Exception {
    putLibraries();
    Files.delete(folder.resolve(System.mapLibraryName("torch_cuda")));
    CudaState state = find(GOOD, CudaStateTest::never);
    assertThat(state.obstacle()).isEqualTo(Obstacle.LIBRARIES_INCOMPLETE);
    assertThat(state.reason()).contains("lacks " + System.mapLibraryName("torch_cuda") + ".");
  }

  @Test
  void theArchivesFolderInsteadOfItsLibFolder() throws Exception {
    Path lib = Files.createDirectory(folder.resolve("lib"));
    Files.createFile(lib.resolve(System.mapLibraryName("torch")));
    assertThat(new CudaLibraries(folder).shortcoming().orElseThrow()).contains("folder lib");
  }

  @Test
  void anotherReleaseIsRefused() throws Exception {
    Path lib = Files.createDirectory(folder.resolve("libtorch"));
    folder = lib;
    putLibraries();
    assertThat(new CudaLibraries(lib).shortcoming()).isEmpty();
    Files.writeString(lib.resolveSibling("build-version"), "2.8.0+cu128\n");
    assertThat(new CudaLibraries(lib).shortcoming().orElseThrow())
        .contains("holds PyTorch 2.8.0+cu128")
        .contains("needs 2.7.1+cu128");
    Files.writeString(lib.resolveSibling("build-version"), "2.7.1+cu128\n");
    assertThat(new CudaLibraries(lib).shortcoming()).isEmpty();
  }

  @Test
  void librariesThatDoNotLoadAreQuoted() throws Exception {
    putLibraries();
    CudaState state = find(GOOD, libraries -> Optional.of("libcudnn.so.9: cannot open"));
    assertThat(state.obstacle()).isEqualTo(Obstacle.LIBRARIES_FAILED);
    assertThat(state.reason()).endsWith("do not work: libcudnn.so.9: cannot open");
  }

  @Test
  void allIsWell() throws Exception {
    putLibraries();
    CudaState state = find(GOOD, libraries -> Optional.empty());
    assertThat(state.obstacle()).isEqualTo(Obstacle.NONE);
    assertThat(state.gpus()).containsExactly(GPU);
  }

  @Test
  void switchedOff() {
    CudaState state =
        CudaState.find(
            Map.of(CudaLibraries.VARIABLE, "None"),
            Optional.empty(),
            () -> {
              throw new AssertionError("nobody to ask");
            },
            CudaStateTest::never);
    assertThat(state.obstacle()).isEqualTo(Obstacle.REFUSED);
  }

  @Test
  void theVariableComesBeforeTheProperty() {
    Properties properties = new Properties();
    assertThat(CudaLibraries.offered(Map.of(), properties)).isEmpty();
    properties.setProperty(CudaLibraries.PROPERTY, "/usual");
    assertThat(CudaLibraries.offered(Map.of(), properties))
        .contains(new CudaLibraries(Path.of("/usual")));
    assertThat(CudaLibraries.offered(Map.of(CudaLibraries.VARIABLE, "/named"), properties))
        .contains(new CudaLibraries(Path.of("/named")));
    assertThat(CudaLibraries.offered(Map.of(CudaLibraries.VARIABLE, "none"), properties)).isEmpty();
  }

  @Test
  void aLaunchThatNamesItsOwnPyTorchIsLeftAlone() {
    CudaState state =
        CudaState.find(
            Map.of("PYTORCH_LIBRARY_PATH", "/own"),
            Optional.empty(),
            () -> GOOD,
            CudaStateTest::never);
    assertThat(state.obstacle()).isEqualTo(Obstacle.OTHER_LIBRARIES);
  }
}
