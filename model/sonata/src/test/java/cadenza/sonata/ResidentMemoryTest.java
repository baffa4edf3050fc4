package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Scanner;
import org.junit.jupiter.api.Test;

/// What the system holds for a process that encodes again and again. A process of its own, whose
/// Java heap is all there from the start: so what grows is libtorch's memory and Java's outside its
/// heap, not the heap that other tests filled.
class ResidentMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/statm");
  private static final int RUNS = 200;
  private static final int WARM = 10;
  private static final int SIDE = 48;

  @Test
  void twoHundredEncodesHoldNoMoreThanTheTenth() throws Exception {
    assumeTrue(Files.exists(STATUS), "only Linux tells resident memory here");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms96m",
                "-Xmx96m",
                "-XX:+AlwaysPreTouch",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ResidentMemoryTest.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    try (Scanner numbers = new Scanner(said.substring(said.lastIndexOf(':') + 1))) {
      long tenth = numbers.nextLong();
      long most = numbers.nextLong();
      System.out.printf("resident pages after the tenth %d, at most %d%n", tenth, most);
      assertThat((double) most / tenth).isLessThan(1.05);
    }
  }

  /// Encodes and prints the pages resident after the tenth run, and the most ever after it. Scans
  /// differ in size, as a person's do, so that memory kept by shape would show.
  public static void main(String[] arguments) throws Exception {
    try (Encoder encoder =
        Encoder.open(
            NameSeededWeights.checkpoint(Golden.tiny()), DeviceChoice.CPU, Progress.none())) {
      long tenth = 0;
      long most = 0;
      for (int run = 1; run <= RUNS; run++) {
        Pyramid pyramid = floor(SIDE - run % WARM);
        encoder.encode(pyramid, features(pyramid), Progress.none());
        long pages = residentPages();
        tenth = run == WARM ? pages : tenth;
        most = run < WARM ? 0 : Math.max(most, pages);
      }
      System.out.println("pages: " + tenth + " " + most);
    }
  }

  private static Pyramid floor(int side) {
    Random random = new Random(1);
    int[] grid = new int[3 * side * side];
    float[] coord = new float[grid.length];
    for (int i = 0; i < side * side; i++) {
      grid[3 * i] = i / side;
      grid[3 * i + 1] = i % side;
      grid[3 * i + 2] = random.nextInt(4);
      for (int axis = 0; axis < 3; axis++) {
        coord[3 * i + axis] = grid[3 * i + axis] * 0.02f;
      }
    }
    return PyramidBuilder.build(grid, coord, 0.02f, 5, Progress.none());
  }

  private static float[] features(Pyramid pyramid) {
    Random random = new Random(2);
    float[] features = new float[pyramid.levels().getFirst().voxelCount() * 9];
    for (int i = 0; i < features.length; i++) {
      features[i] = random.nextFloat();
    }
    return features;
  }

  private static long residentPages() throws Exception {
    try (Scanner numbers = new Scanner(Files.readString(STATUS))) {
      numbers.nextLong(); // of the address space
      return numbers.nextLong();
    }
  }
}
