package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

/// What the system holds for a process that takes step after step: in a process of its own, whose
/// Java heap is all there from the start and which compiles simply, so what grows is libtorch's
/// memory.
class PretrainingMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/statm");
  private static final int STEPS = 500;
  private static final int WARM = 100;

  @Test
  void fiveHundredStepsHoldNoMoreThanTheFirstHundred() throws Exception {
    assumeTrue(Files.exists(STATUS), "only Linux tells resident memory here");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms128m",
                "-Xmx128m",
                "-XX:+AlwaysPreTouch",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                PretrainingMemoryTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    try (Scanner numbers = new Scanner(said.substring(said.lastIndexOf(':') + 1))) {
      long warm = numbers.nextLong();
      long most = numbers.nextLong();
      System.out.printf("resident pages at most in %d steps: %d, later: %d%n", WARM, warm, most);
      assertThat((double) most / warm).isLessThan(1.05);
    }
  }

  /// Prints the most pages resident after each of the first hundred steps, and after each later
  /// one.
  public static void main(String[] arguments) throws Exception {
    List<ViewPoints> scenes = PretrainingTest.scenes().subList(0, 1);
    try (Pretraining run = new Pretraining(PretrainingTest.preset(0, STEPS), 1)) {
      long warm = 0;
      long most = 0;
      while (run.steps() < STEPS) {
        run.step(run.batches().batch(scenes, run.steps(), Progress.none()));
        long pages = residentPages();
        if (run.steps() <= WARM) {
          warm = Math.max(warm, pages);
        } else {
          most = Math.max(most, pages);
        }
        if (run.steps() % 50 == 0) {
          System.out.println("step " + run.steps() + " pages " + pages);
        }
      }
      System.out.println("pages: " + warm + " " + most);
    }
  }

  private static long residentPages() throws Exception {
    try (Scanner numbers = new Scanner(Files.readString(STATUS))) {
      numbers.nextLong(); // of the address space
      return numbers.nextLong();
    }
  }
}
