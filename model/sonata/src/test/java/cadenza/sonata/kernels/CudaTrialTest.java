package cadenza.sonata.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.pytorch.jni.LibUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaTrialTest {
  @TempDir Path folder;

  private Optional<String> shell(String script) {
    Path shell = Path.of("/bin/sh");
    assumeTrue(Files.isExecutable(shell), "no shell to play a trial");
    return new CudaTrial(List.of(shell.toString(), "-c", script))
        .failure(new CudaLibraries(folder));
  }

  @Test
  void aTrialThatWorks() {
    assertThat(shell("echo CUDA works")).isEmpty();
  }

  @Test
  void whatItSaysIsPassedOn() {
    assertThat(shell("echo driver too old >&2; exit 1")).contains("driver too old.");
    assertThat(shell("echo CUDA works; exit 3")).isPresent();
  }

  @Test
  void aProcessThatDiesSaysWithWhat() {
    assertThat(shell("kill -9 $$").orElseThrow()).contains("ended with code 137");
  }

  @Test
  void aCommandThatIsNotThere() {
    assertThat(new CudaTrial(List.of("/no/such/java")).failure(new CudaLibraries(folder)))
        .get()
        .asString()
        .contains("could not be tried");
  }

  /// The real trial, with PyTorch's libraries for the processor in place of those for CUDA.
  @Test
  void librariesWithoutCudaSeeNoDevice() {
    Torch.start();
    Path processors = Path.of(LibUtils.getLibtorchPath());
    assumeTrue(
        !Files.exists(processors.resolve(System.mapLibraryName("torch_cuda"))),
        "this PyTorch is one for CUDA");
    assertThat(CudaTrial.ofThisJava().orElseThrow().failure(new CudaLibraries(processors)))
        .contains("PyTorch sees no CUDA device.");
  }

  /// As above, with the JNI part for CUDA, which finds no CUDA to link with.
  @Test
  void theLoadersOwnWordsComeBack() throws Exception {
    Torch.start();
    Path processors = Path.of(LibUtils.getLibtorchPath());
    assumeTrue(
        !Files.exists(processors.resolve(System.mapLibraryName("torch_cuda"))),
        "this PyTorch is one for CUDA");
    assumeTrue(System.getProperty("os.name").startsWith("Linux"), "Linux's words");
    try (Stream<Path> files = Files.list(processors)) {
      for (Path file : files.filter(f -> !f.toString().contains("djl_torch")).toList()) {
        Files.createSymbolicLink(folder.resolve(file.getFileName()), file);
      }
    }
    assertThat(CudaTrial.ofThisJava().orElseThrow().failure(new CudaLibraries(folder)))
        .get()
        .asString()
        .contains("libc10_cuda.so: cannot open shared object file");
  }
}
