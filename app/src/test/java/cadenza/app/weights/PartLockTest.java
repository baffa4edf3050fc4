package cadenza.app.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.pipeline.LockFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// Who may load a file, or delete what is there of it, among threads and among processes.
class PartLockTest extends LocalDownload {
  /// What another process says that tries to lock the file.
  private record Other(Process process, BufferedReader said) implements AutoCloseable {
    static Other on(Path target) throws Exception {
      Path classes =
          Path.of(LockHolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  classes.toString(),
                  LockHolder.class.getName(),
                  PartLock.fileOf(target).toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      return new Other(process, process.inputReader());
    }

    String word() throws Exception {
      return said.readLine();
    }

    @Override
    public void close() throws IOException {
      process.getOutputStream().close();
      process.onExit().join();
    }
  }

  @Test
  void whatIsBeingLoadedIsNotDeleted() throws Exception {
    Files.write(part(), new byte[7]);
    try (LockFile _ = PartLock.take(target())) {
      assertThatThrownBy(() -> PartFile.discard(target()))
          .isInstanceOf(DownloadException.class)
          .hasMessageContaining("Another Cadenza is downloading");
      assertThat(part()).hasSize(7);
    }
    PartFile.discard(target());
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aLockOfAnotherProcessCounts() throws Exception {
    Files.write(part(), new byte[7]);
    serve(request -> LocalServer.serve(request, FILE, TAG));
    try (Other other = Other.on(target())) {
      assertThat(other.word()).isEqualTo("held");
      assertFails("Another Cadenza");
      assertThatThrownBy(() -> PartFile.discard(target())).hasMessageContaining("Another Cadenza");
      assertThat(part()).hasSize(7);
      assertThat(server.requests()).isEmpty();
    }
    fetch();
    assertThat(Files.readAllBytes(target())).isEqualTo(FILE);
  }

  @Test
  void otherProcessesAreKeptOutAlsoAfterThePartWasReadOrAskedForTwice() throws Exception {
    try (PartFile held = PartFile.open(target())) {
      assertThat(Files.readAllBytes(held.path())).isEmpty();
      assertThatThrownBy(() -> PartFile.open(target())).hasMessageContaining("Another Cadenza");
      try (Other other = Other.on(target())) {
        assertThat(other.word()).isEqualTo("refused");
      }
    }
    assertThat(PartLock.fileOf(target())).doesNotExist();
    assertThat(part()).doesNotExist();
  }
}
