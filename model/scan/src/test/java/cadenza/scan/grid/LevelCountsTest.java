package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Level;
import cadenza.scan.Progress;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelCountsTest {
  @Test
  void countsWhatThePyramidHolds() {
    Random random = new Random(4);
    int[] grid = new int[3 * 5000];
    float[] coord = new float[grid.length];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = random.nextInt(i % 3 == 2 ? 3 : 70);
    }
    // Random rows share voxels; the pyramid keeps such rows on level 0, so distinct ones go in.
    int[] distinct =
        java.util.stream.IntStream.range(0, 5000)
            .mapToObj(i -> java.util.List.of(grid[3 * i], grid[3 * i + 1], grid[3 * i + 2]))
            .distinct()
            .flatMap(java.util.List::stream)
            .mapToInt(Integer::intValue)
            .toArray();
    int[] counts = LevelCounts.of(grid, 9);
    int[] built =
        PyramidBuilder.build(
                distinct,
                java.util.Arrays.copyOf(coord, distinct.length),
                0.02f,
                9,
                Progress.none())
            .levels()
            .stream()
            .mapToInt(Level::voxelCount)
            .toArray();
    assertThat(counts).isEqualTo(built).endsWith(1);
    assertThat(LevelCounts.of(new int[0], 2)).containsExactly(0, 0);
  }
}
