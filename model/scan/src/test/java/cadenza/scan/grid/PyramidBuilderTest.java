package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Level;
import cadenza.scan.NeighborPairs;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.io.NpyArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PyramidBuilderTest {

  @ParameterizedTest
  @ValueSource(strings = {"tiny_A", "tiny_B", "base_B"})
  void levelsAreTheStagesOfTheReference(String scene) throws Exception {
    Map<String, NpyArray> golden = Golden.read(scene + "_geometry.npz");
    Pyramid pyramid =
        PyramidBuilder.build(
            golden.get("s0_grid_coord").ints(),
            golden.get("s0_coord").floats(),
            .02f,
            5,
            Progress.none());
    for (int k = 0; k < 5; k++) {
      Level level = pyramid.levels().get(k);
      String stage = "s" + k + "_";
      int voxels = level.voxelCount();
      assertThat(level.gridCoord()).isEqualTo(golden.get(stage + "grid_coord").ints());
      assertThat(level.depth()).isEqualTo(golden.get(stage + "depth").ints()[0]);
      long[] codes = golden.get(stage + "code").longs();
      int[] order = golden.get(stage + "order").ints();
      for (Curve curve : Curve.values()) {
        int row = curve.row();
        long[] own = curve.encode(level.gridCoord(), level.depth());
        for (int i = 0; i < voxels; i++) {
          assertThat(own[i]).isEqualTo(codes[row * voxels + i]);
          assertThat(level.order()[row][i]).isEqualTo(order[row * voxels + i]);
        }
      }
      float[] coord = golden.get(stage + "coord").floats();
      for (int i = 0; i < coord.length; i++) {
        assertThat(level.coord()[i]).isCloseTo(coord[i], within(1e-6f));
      }
      if (k < 4) {
        assertThat(level.parents())
            .isEqualTo(golden.get("s" + (k + 1) + "_pooling_inverse").ints());
      } else {
        assertThat(level.parents()).isEmpty();
      }
    }
  }

  private static int[] randomVoxels(Random random, int count, int edge, boolean sharedAllowed) {
    List<Integer> cells = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cells.add(random.nextInt(edge * edge * edge));
    }
    List<Integer> kept = sharedAllowed ? cells : cells.stream().distinct().toList();
    int[] gridCoord = new int[3 * kept.size()];
    for (int i = 0; i < kept.size(); i++) {
      gridCoord[3 * i] = kept.get(i) / (edge * edge);
      gridCoord[3 * i + 1] = kept.get(i) / edge % edge;
      gridCoord[3 * i + 2] = kept.get(i) % edge;
    }
    return gridCoord;
  }

  /// For each tap the rows it reads, -1 where it reads none; every voxel against every other.
  private static int[][] bruteForce(int[] gridCoord) {
    int rows = gridCoord.length / 3;
    int[][] read = new int[NeighborPairs.TAPS][rows];
    for (int tap = 0; tap < NeighborPairs.TAPS; tap++) {
      for (int p = 0; p < rows; p++) {
        read[tap][p] = -1;
        for (int q = rows - 1; q >= 0; q--) {
          if (gridCoord[3 * q] == gridCoord[3 * p] + tap / 9 - 1
              && gridCoord[3 * q + 1] == gridCoord[3 * p + 1] + tap / 3 % 3 - 1
              && gridCoord[3 * q + 2] == gridCoord[3 * p + 2] + tap % 3 - 1) {
            read[tap][p] = q;
          }
        }
      }
    }
    return read;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void neighboursAreThoseOfEveryVoxelHeldAgainstEveryOther(boolean sharedAllowed) {
    Random random = new Random(17);
    for (int edge : new int[] {1, 2, 3, 7, 8, 20, 300}) {
      int[] gridCoord = randomVoxels(random, 300, edge, sharedAllowed);
      if (edge == 300) {
        // Far apart, and in both corners of the cube: nothing may wrap round.
        gridCoord[0] = gridCoord[1] = gridCoord[2] = 65534;
        gridCoord[3] = gridCoord[4] = gridCoord[5] = 0;
        gridCoord[6] = gridCoord[7] = 65534;
        gridCoord[8] = 65533;
      }
      int rows = gridCoord.length / 3;
      Level level =
          PyramidBuilder.build(gridCoord, new float[3 * rows], 1, 1, Progress.none())
              .levels()
              .getFirst();
      NeighborPairs pairs = level.neighbors();
      int[][] expected = bruteForce(gridCoord);
      for (int tap = 0; tap < NeighborPairs.TAPS; tap++) {
        if (tap == NeighborPairs.CENTER) {
          continue;
        }
        int[] read = new int[rows];
        Arrays.fill(read, -1);
        for (int i = 0; i < pairs.output(tap).length; i++) {
          assertThat(read[pairs.output(tap)[i]]).as("row written twice").isEqualTo(-1);
          read[pairs.output(tap)[i]] = pairs.input(tap)[i];
        }
        assertThat(read).as("edge %d tap %d", edge, tap).isEqualTo(expected[tap]);
      }
      if (!sharedAllowed) {
        assertThat(pairs.isSymmetric()).isTrue();
      }
    }
  }

  @Test
  void everyLevelHoldsTheMeanAndTheHalfOfItsChildren() {
    Random random = new Random(23);
    int[] gridCoord = randomVoxels(random, 3000, 30, true);
    float[] coord = new float[gridCoord.length];
    for (int i = 0; i < coord.length; i++) {
      coord[i] = gridCoord[i] + random.nextFloat();
    }
    Pyramid pyramid = PyramidBuilder.build(gridCoord, coord, 1, 4, Progress.none());
    for (int k = 0; k + 1 < 4; k++) {
      Level level = pyramid.levels().get(k);
      Level parent = pyramid.levels().get(k + 1);
      double[] sum = new double[3 * parent.voxelCount()];
      int[] members = new int[parent.voxelCount()];
      for (int i = 0; i < level.voxelCount(); i++) {
        int to = level.parents()[i];
        members[to]++;
        for (int axis = 0; axis < 3; axis++) {
          assertThat(parent.gridCoord()[3 * to + axis])
              .isEqualTo(level.gridCoord()[3 * i + axis] / 2);
          sum[3 * to + axis] += level.coord()[3 * i + axis];
        }
      }
      for (int i = 0; i < sum.length; i++) {
        assertThat(members[i / 3]).isPositive();
        assertThat(parent.coord()[i]).isCloseTo((float) (sum[i] / members[i / 3]), within(1e-4f));
      }
      for (int row = 1; row < parent.voxelCount(); row++) {
        long before = lexicographic(parent, row - 1);
        assertThat(lexicographic(parent, row)).isGreaterThan(before);
      }
      for (Curve curve : Curve.values()) {
        long[] codes = curve.encode(level.gridCoord(), level.depth());
        int[] order = level.order()[curve.row()];
        for (int i = 1; i < order.length; i++) {
          long before = codes[order[i - 1]];
          assertThat(
                  before < codes[order[i]]
                      || (before == codes[order[i]] && order[i - 1] < order[i]))
              .as("ascending, equal codes in row order")
              .isTrue();
        }
      }
    }
  }

  private static long lexicographic(Level level, int row) {
    int[] g = level.gridCoord();
    return ((long) g[3 * row] << 16 | g[3 * row + 1]) << 16 | g[3 * row + 2];
  }

  @Test
  void coordinatesThatCannotBeNumberedAreRefused() {
    assertThatThrownBy(
            () -> PyramidBuilder.build(new int[] {0, -1, 0}, new float[3], 1, 2, Progress.none()))
        .hasMessageContaining("-1");
    assertThatThrownBy(() ->
            PyramidBuilder.build(new int[] {0, 65535, 0}, new float[3], 1, 2, Progress.none()))
        .hasMessageContaining("coarser");
    assertThatThrownBy(() -> PyramidBuilder.build(new int[3], new float[3], 1, 0, Progress.none()))
        .hasMessageContaining("at least one level");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 8})
  void cancelledWhereverItStands(int reports) {
    int[] gridCoord = randomVoxels(new Random(1), 500, 30, false);
    Progress progress = new CancelledProgress(reports);
    assertThatThrownBy(
            () -> PyramidBuilder.build(gridCoord, new float[gridCoord.length], 1, 5, progress))
        .isInstanceOf(CancellationException.class);
  }
}
