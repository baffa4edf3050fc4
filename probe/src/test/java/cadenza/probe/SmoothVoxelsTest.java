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
import java.util.Random;
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
      xyz[3 * i + 1] = Math.floorDiv(i, EDGE) + .5f;
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

  /// Numbers that rise along x, a third of them from each level.
  private List<float[]> slope() {
    List<float[]> parts = new ArrayList<>();
    for (int k = FIRST; k < pyramid.levels().size(); k++) {
      Level level = pyramid.levels().get(k);
      float[] rows = new float[level.voxelCount()];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = (level.gridCoord()[3 * i] + .5f) * (1 << k) / EDGE / 3;
      }
      parts.add(rows);
    }
    return parts;
  }

  private List<float[]> zero() {
    List<float[]> parts = new ArrayList<>();
    for (Level level : pyramid.levels().subList(FIRST, pyramid.levels().size())) {
      parts.add(new float[level.voxelCount()]);
    }
    return parts;
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
    List<float[]> parts = zero();
    parts.forEach(part -> Arrays.fill(part, .1f));
    for (float value : voxels.sum(parts)) {
      assertThat(value).isCloseTo(.3f, within(1e-5f));
    }
  }

  @Test
  void aSlopeHasNoSteps() {
    float voxel = 1f / EDGE;
    assertThat(largestStep(voxels.sum(slope()))).isBetween(voxel * .9f, voxel * 1.2f);
  }

  @Test
  void aPeakStaysAtItsPlaceAndHigh() {
    List<float[]> parts = zero();
    int peak = parts.getFirst().length / 2 + 3;
    parts.getFirst()[peak] = 1;
    float[] fine = voxels.sum(parts);
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
    assertThat(highest).isBetween(.8f, 1.4f);
  }

  @Test
  void itStartsAtTheFinestLevelToo() {
    SmoothVoxels finest = new SmoothVoxels(scan, pyramid, 0, Progress.none());
    List<float[]> parts = new ArrayList<>();
    for (Level level : pyramid.levels()) {
      float[] part = new float[level.voxelCount()];
      Arrays.fill(part, -.1f);
      parts.add(part);
    }
    for (float value : finest.sum(parts)) {
      assertThat(value).isCloseTo(-.5f, within(1e-5f));
    }
    assertThatThrownBy(() -> new SmoothVoxels(scan, pyramid, 3, Progress.none()))
        .hasMessageContaining("too coarse");
  }

  @Test
  void smoothLikenessIsThatOfTheRowsWhereFeaturesDoNotChange() {
    List<FeaturePyramid.Features> levels = new ArrayList<>();
    Random random = new Random(4);
    for (Level level : pyramid.levels()) {
      float[] values = new float[3 * level.voxelCount()];
      for (int i = 0; i < level.voxelCount(); i++) {
        // Two halves of the floor, along y, each the same all over.
        boolean far = level.gridCoord()[3 * i + 1] >= EDGE / 2 >> levels.size();
        values[3 * i] = far ? 1 : 3;
        values[3 * i + 1] = far ? 2 : -1;
        values[3 * i + 2] = levels.size();
      }
      levels.add(new FeaturePyramid.Features(3, values, level.parents()));
    }
    FeaturePyramid halves = new FeaturePyramid(levels);
    SimilarityIndex index = SimilarityIndex.of(halves);
    SmoothLikeness flowing = SmoothLikeness.of(index, pyramid, Progress.none());
    int asked = random.nextInt(EDGE * EDGE);
    SmoothLikeness.Answer answer = flowing.ask(Similarity.to(halves, asked));
    assertThat(answer.rows()).isEqualTo(index.ofRows(Similarity.to(halves, asked)));
    float[] exact = index.ofVoxels(answer.rows());
    int[] coord = pyramid.levels().getFirst().gridCoord();
    float least = Math.min(answer.rows()[0], answer.rows()[answer.rows().length - 1]);
    float most = Math.max(answer.rows()[0], answer.rows()[answer.rows().length - 1]);
    for (int i = 0; i < exact.length; i++) {
      int y = coord[3 * i + 1];
      if (y < 4 || y >= EDGE - 4) {
        assertThat(answer.voxels()[i]).isCloseTo(exact[i], within(.05f));
      }
      assertThat(answer.voxels()[i]).isBetween(least - 1e-6f, most + 1e-6f);
    }
  }
}
