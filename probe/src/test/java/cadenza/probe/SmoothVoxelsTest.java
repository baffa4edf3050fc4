package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Level;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import cadenza.scan.grid.GridSample;
import cadenza.scan.grid.PyramidBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmoothVoxelsTest {
  private static final int EDGE = 64;
  private static final int FIRST = 2;

  private final Pyramid pyramid = floor();
  private final FeaturePyramid scan = features(pyramid);
  private final SmoothVoxels voxels = new SmoothVoxels(scan, pyramid, FIRST, Progress.none());

  /// A floor of 64 by 64 voxels.
  private static Pyramid floor() {
    float[] xyz = new float[3 * EDGE * EDGE];
    for (int i = 0; i < EDGE * EDGE; i++) {
      xyz[3 * i] = i % EDGE + .5f;
      xyz[3 * i + 1] = i / EDGE + .5f;
    }
    PointCloud cloud = PointCloud.builder(xyz).build();
    return PyramidBuilder.build(GridSample.of(cloud, 1, 0, Progress.none()), 5, Progress.none());
  }

  private static FeaturePyramid features(Pyramid pyramid) {
    List<FeaturePyramid.Features> levels = new ArrayList<>();
    for (Level level : pyramid.levels()) {
      levels.add(new FeaturePyramid.Features(1, new float[level.voxelCount()], level.parents()));
    }
    return new FeaturePyramid(levels);
  }

  /// Numbers that rise along x, a value for each row of level 2.
  private float[] slope() {
    Level level = pyramid.levels().get(FIRST);
    float[] rows = new float[level.voxelCount()];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = (level.gridCoord()[3 * i] + .5f) * 4 / EDGE;
    }
    return rows;
  }

  private float largestStep(float[] ofVoxels) {
    float[][] grid = new float[EDGE][EDGE];
    int[] coord = pyramid.levels().getFirst().gridCoord();
    for (int i = 0; i < ofVoxels.length; i++) {
      grid[coord[3 * i + 1]][coord[3 * i]] = ofVoxels[i];
    }
    float largest = 0;
    for (float[] line : grid) {
      for (int x = EDGE / 4; x < EDGE * 3 / 4; x++) {
        largest = Math.max(largest, Math.abs(line[x] - line[x - 1]));
      }
    }
    return largest;
  }

  @Test
  void whatIsTheSameEverywhereStaysSo() {
    float[] rows = new float[pyramid.levels().get(FIRST).voxelCount()];
    Arrays.fill(rows, .37f);
    for (float value : voxels.smooth(rows)) {
      assertThat(value).isCloseTo(.37f, within(1e-5f));
    }
  }

  @Test
  void aSlopeHasNoSteps() {
    float block = largestStep(voxels.exact(slope()));
    assertThat(block).isCloseTo(4f / EDGE, within(1e-5f));
    assertThat(largestStep(voxels.smooth(slope()))).isLessThan(block / 2);
  }

  @Test
  void thePeakStaysAtItsPlaceAndHigh() {
    float[] rows = new float[pyramid.levels().get(FIRST).voxelCount()];
    int peak = rows.length / 2 + 3;
    rows[peak] = 1;
    float[] fine = voxels.smooth(rows);
    int[] rowOfVoxel = scan.rowsOf(0, FIRST);
    float highest = 0;
    int at = -1;
    for (int i = 0; i < fine.length; i++) {
      if (fine[i] > highest) {
        highest = fine[i];
        at = i;
      }
    }
    assertThat(rowOfVoxel[at]).isEqualTo(peak);
    assertThat(highest).isBetween(.8f, 1f);
  }

  @Test
  void exactIsTheRowsOwnAndRowsKnowTheirVoxels() {
    float[] rows = slope();
    int[] rowOfVoxel = scan.rowsOf(0, FIRST);
    float[] fine = voxels.exact(rows);
    for (int i = 0; i < fine.length; i++) {
      assertThat(fine[i]).isEqualTo(rows[rowOfVoxel[i]]);
    }
    assertThat(voxels.voxelCounts()).containsOnly(16);
  }

  @Test
  void itStartsAtTheFinestLevelToo() {
    SmoothVoxels finest = new SmoothVoxels(scan, pyramid, 0, Progress.none());
    float[] rows = new float[EDGE * EDGE];
    Arrays.fill(rows, -.5f);
    for (float value : finest.smooth(rows)) {
      assertThat(value).isCloseTo(-.5f, within(1e-5f));
    }
    assertThat(finest.exact(rows)).isEqualTo(rows);
    assertThatThrownBy(() -> new SmoothVoxels(scan, pyramid, 3, Progress.none()))
        .hasMessageContaining("too coarse");
  }
}
