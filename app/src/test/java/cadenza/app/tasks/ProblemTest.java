package cadenza.app.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.io.ScanException;
import cadenza.sonata.DeviceException;
import cadenza.sonata.kernels.DeviceMemoryException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void aScanErrorIsSplitIntoWhatHappenedAndWhatToDo() {
    ScanException failure =
        new ScanException(Path.of("a", "b.ply"), "it is cut off", "Copy it again.");
    Problem problem = Problem.of("Opening b.ply", failure);
    assertThat(problem.what()).isEqualTo("b.ply: it is cut off");
    assertThat(problem.advice()).startsWith("Copy it again.");
  }

  @Test
  void aMissingFileIsNamed() {
    Problem problem = Problem.of("Opening", new NoSuchFileException("gone.ply"));
    assertThat(problem.what()).contains("gone.ply");
    assertThat(problem.advice()).isNotEmpty();
  }

  @Test
  void aMissingLibraryLeadsToTheDoctor() {
    Problem problem = Problem.of("Encoding", new UnsatisfiedLinkError("no torch"));
    assertThat(problem.advice()).contains("doctor");
  }

  @Test
  void aDeviceThatCannotBeUsedSaysSoItself() {
    Problem problem =
        Problem.of("Encoding", new DeviceException("CUDA was asked for. — Use --device auto."));
    assertThat(problem.what()).isEqualTo("CUDA was asked for.");
    assertThat(problem.advice()).isEqualTo("Use --device auto.");
  }

  @Test
  void aDeviceWithoutMemorySaysSoItself() {
    RuntimeException cause = new RuntimeException("CUDA out of memory");
    Problem told =
        Problem.of(
            "Encoding", new DeviceMemoryException("It ran out. — Use a coarser grid.", cause));
    assertThat(told.what()).isEqualTo("It ran out.");
    assertThat(told.advice()).isEqualTo("Use a coarser grid.");
    Problem bare = Problem.of("Encoding", new DeviceMemoryException("It ran out.", cause));
    assertThat(bare.what()).isEqualTo("It ran out.");
    assertThat(bare.advice()).contains("coarser grid");
  }
}
