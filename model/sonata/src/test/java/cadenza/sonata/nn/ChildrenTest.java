package cadenza.sonata.nn;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.PyramidBuilder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChildrenTest {
  /// A floor of 100 voxels a row, the first half of all rows in its corner.
  private static Pyramid crowded(int rows) {
    int[] grid = new int[3 * rows];
    for (int i = rows / 2; i < rows; i++) {
      grid[3 * i] = i / 100;
      grid[3 * i + 1] = i % 100;
    }
    return PyramidBuilder.build(grid, new float[3 * rows], 0.02f, 2, Progress.none());
  }

  @Test
  void stretchesHoldEveryVoxelOnceAndStaySmallHoweverCrowdedACell() {
    int rows = 20_000;
    Pyramid pyramid = crowded(rows);
    RowOrder order = RowOrder.of(pyramid.levels().getFirst());
    RowOrder coarser = RowOrder.of(pyramid.levels().get(1));
    int[] parents = pyramid.levels().getFirst().parents();
    int[] parentAt = order.parents(parents, coarser);
    Children children = new Children(parents, order, coarser);
    for (int voxels : new int[] {1, 100, 3000, 1 << 20}) {
      int[] seen = new int[rows];
      for (int begin = 0; begin < children.parentCount(); ) {
        int end = children.endOfStretch(begin, voxels);
        int[] held = children.rows(begin, end);
        int[][] members = children.members(begin, end);
        if (end > begin + 1) {
          assertThat(held.length).isLessThanOrEqualTo(voxels);
          assertThat((long) members.length * (end - begin)).isLessThanOrEqualTo(8L * voxels);
        }
        for (int parent = begin; parent < end; parent++) {
          int column = parent - begin;
          int[] rowsOfParent =
              IntStream.range(0, members.length)
                  .map(rank -> held[members[rank][column]])
                  .distinct()
                  .toArray();
          for (int row : rowsOfParent) {
            seen[row]++;
            assertThat(parentAt[row]).isEqualTo(parent);
          }
        }
        begin = end;
      }
      assertThat(Arrays.stream(seen).allMatch(times -> times == 1)).as("each once").isTrue();
    }
  }
}
