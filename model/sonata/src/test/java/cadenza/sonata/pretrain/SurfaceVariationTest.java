package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Level;
import cadenza.scan.Progress;
import cadenza.scan.grid.PyramidBuilder;
import org.junit.jupiter.api.Test;

/// Variation where it is known: on planes, at edges, inside a solid.
class SurfaceVariationTest {
  private static final int SIDE = 9;

  /// Voxels of a cube's lattice that a rule takes.
  private static Level level(Rule rule) {
    int[] grid = new int[3 * SIDE * SIDE * SIDE];
    int count = 0;
    for (int x = 0; x < SIDE; x++) {
      for (int y = 0; y < SIDE; y++) {
        for (int z = 0; z < SIDE; z++) {
          if (rule.takes(x, y, z)) {
            grid[count++] = x;
            grid[count++] = y;
            grid[count++] = z;
          }
        }
      }
    }
    int[] taken = java.util.Arrays.copyOf(grid, count);
    float[] coord = new float[count];
    for (int i = 0; i < count; i++) {
      coord[i] = 100 + 0.1f * taken[i];
    }
    return PyramidBuilder.build(taken, coord, 0.1f, 1, Progress.none()).levels().getFirst();
  }

  private interface Rule {
    boolean takes(int x, int y, int z);
  }

  private static float at(Level level, int x, int y, int z) {
    float[] variation = SurfaceVariation.of(level);
    for (int row = 0; row < variation.length; row++) {
      int[] grid = level.gridCoord();
      if (grid[3 * row] == x && grid[3 * row + 1] == y && grid[3 * row + 2] == z) {
        return variation[row];
      }
    }
    throw new AssertionError("no such voxel");
  }

  @Test
  void planesAreFlatWhicheverWayTheyLie() {
    assertThat(at(level((x, y, z) -> z == 4), 4, 4, 4)).isCloseTo(0, within(1e-5f));
    assertThat(at(level((x, y, z) -> x == 4), 4, 2, 4)).isCloseTo(0, within(1e-5f));
    assertThat(at(level((x, y, z) -> x == z), 4, 4, 4)).isCloseTo(0, within(1e-5f));
  }

  @Test
  void aSolidLiesAllAround() {
    assertThat(at(level((x, y, z) -> true), 4, 4, 4)).isCloseTo(1f / 3, within(1e-4f));
  }

  @Test
  void anEdgeIsBentAndAPlaneBesideItIsNot() {
    Level corner = level((x, y, z) -> z == 0 || x == 0);
    assertThat(at(corner, 0, 4, 0)).isBetween(0.08f, 0.12f);
    assertThat(at(corner, 4, 4, 0)).isCloseTo(0, within(1e-5f));
  }

  @Test
  void aLonePointCountsAsFlat() {
    assertThat(at(level((x, y, z) -> x + y + z == 0), 0, 0, 0)).isZero();
  }
}
