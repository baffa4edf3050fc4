package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.NpyArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridSampleTest {
  private static PointCloud cloud(float... positions) {
    return PointCloud.builder(positions).build();
  }

  private static float[] randomPositions(int points, float extent, long seed) {
    Random random = new Random(seed);
    float[] positions = new float[3 * points];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (random.nextFloat() - .3f) * extent;
    }
    return positions;
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "B", "L"})
  void voxelsAreThoseOfTheReference(String scene) throws Exception {
    Map<String, NpyArray> golden = Golden.read("transform_" + scene + ".npz");
    float[] raw;
    if (scene.equals("L")) {
      float[] whole = Golden.read("transform_A.npz").get("raw_coord").floats();
      int[] rows = golden.get("raw_index_in_A").ints();
      raw = new float[3 * rows.length];
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(whole, 3 * rows[i], raw, 3 * i, 3);
      }
    } else {
      raw = golden.get("raw_coord").floats();
    }
    int[] picked = golden.get("picked_raw_index").ints();
    GridSample replayed = GridSample.of(cloud(raw), .02f, picked, Progress.none());
    assertThat(replayed.gridCoord()).isEqualTo(golden.get("grid_coord").ints());
    assertThat(replayed.inverse()).isEqualTo(golden.get("inverse").ints());
    assertThat(replayed.coord()).isEqualTo(golden.get("coord").floats());

    GridSample own = GridSample.of(cloud(raw), .02f, 7, Progress.none());
    assertThat(own.gridCoord()).isEqualTo(golden.get("grid_coord").ints());
    assertThat(own.inverse()).isEqualTo(golden.get("inverse").ints());
  }

  @Test
  void everyVoxelIsOnceThereAndItsPickLiesInIt() {
    float[] positions = randomPositions(5000, 1, 3);
    GridSample sample = GridSample.of(cloud(positions), .05f, 1, Progress.none());
    Map<List<Integer>, Integer> rows = new HashMap<>();
    long last = 0;
    for (int voxel = 0; voxel < sample.voxelCount(); voxel++) {
      int[] g = Arrays.copyOfRange(sample.gridCoord(), 3 * voxel, 3 * voxel + 3);
      assertThat(rows.put(List.of(g[0], g[1], g[2]), voxel)).isNull();
      long key = GridSample.key(g[0], g[1], g[2]);
      assertThat(voxel == 0 || Long.compareUnsigned(last, key) < 0).isTrue();
      last = key;
      assertThat(sample.inverse()[sample.picked()[voxel]]).isEqualTo(voxel);
    }
    assertThat(Arrays.stream(sample.inverse()).distinct().count()).isEqualTo(sample.voxelCount());
    assertThat(Arrays.stream(sample.inverse()).min()).hasValue(0);
  }

  @Test
  void theSeedDecidesThePickAndNothingElse() {
    PointCloud cloud = cloud(randomPositions(20_000, 1, 5));
    GridSample first = GridSample.of(cloud, .1f, 42, Progress.none());
    GridSample again = GridSample.of(cloud, .1f, 42, Progress.none());
    GridSample other = GridSample.of(cloud, .1f, 43, Progress.none());
    assertThat(again.picked()).isEqualTo(first.picked());
    assertThat(other.gridCoord()).isEqualTo(first.gridCoord());
    assertThat(other.inverse()).isEqualTo(first.inverse());
    int differing = 0;
    for (int i = 0; i < first.voxelCount(); i++) {
      differing += first.picked()[i] == other.picked()[i] ? 0 : 1;
    }
    // 20 points a voxel: about 19 of 20 picks change.
    assertThat(differing).isGreaterThan(first.voxelCount() * 8 / 10);
  }

  @Test
  void picksAreSpreadEvenlyOverTheMembersOfAVoxel() {
    float[] positions = new float[30];
    for (int i = 0; i < 10; i++) {
      positions[3 * i + 2] = i * .001f;
    }
    int[] hits = new int[10];
    for (int seed = 0; seed < 2000; seed++) {
      hits[GridSample.of(cloud(positions), 1, seed, Progress.none()).picked()[0]]++;
    }
    assertThat(Arrays.stream(hits).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(130, 270));
  }

  @Test
  void pointsThatAreNotFiniteAreSkippedButKeepTheirRow() {
    float nan = Float.NaN;
    float inf = Float.POSITIVE_INFINITY;
    GridSample sample =
        GridSample.of(
            cloud(nan, 0, 0, 0, 0, 0, 1, inf, 1, 1, 1, 1.005f, 1, 1, 1.01f),
            .02f,
            0,
            Progress.none());
    assertThat(sample.voxelCount()).isEqualTo(2);
    int[] inverse = sample.inverse();
    assertThat(inverse[0]).isEqualTo(-1);
    assertThat(inverse[2]).isEqualTo(-1);
    assertThat(inverse[3]).isEqualTo(inverse[4]).isNotEqualTo(inverse[1]);
    assertThat(sample.coord()).doesNotContain(nan);
  }

  @Test
  void aCloudWithoutFinitePointsHasNoVoxels() {
    GridSample sample = GridSample.of(cloud(Float.NaN, 0, 0), .02f, 0, Progress.none());
    assertThat(sample.voxelCount()).isZero();
    assertThat(sample.inverse()).containsExactly(-1);
    assertThat(PyramidBuilder.build(sample, 3, Progress.none()).levels()).hasSize(3);
  }

  @Test
  void theOriginOfTheCloudDropsOut() {
    float[] positions = randomPositions(3000, 4, 9);
    PointCloud near = cloud(positions);
    PointCloud utm = near.toBuilder().origin(689_123.25, 5_301_777.5, 412.125).build();
    GridSample there = GridSample.of(utm, .02f, 1, Progress.none());
    GridSample here = GridSample.of(near, .02f, 1, Progress.none());
    assertThat(there.gridCoord()).isEqualTo(here.gridCoord());
    assertThat(there.coord()).isEqualTo(here.coord());
  }

  @Test
  void aScanTooLongForItsGridIsRefusedWithAGridThatWorks() {
    PointCloud cloud = cloud(0, 0, 0, 10, 2000, 1);
    GridRangeException e =
        catchThrowableOfType(
            GridRangeException.class, () -> GridSample.of(cloud, .02f, 0, Progress.none()));
    assertThat(e).hasMessageContaining("2000").hasMessageContaining("0.02");
    assertThat(e.coarserGridSizeMeters()).isBetween(.0305, .031);
    assertThat(e).hasMessageContaining("0.0306");
    GridSample sample = GridSample.of(cloud, (float) e.coarserGridSizeMeters(), 0, Progress.none());
    assertThat(Curve.depthOf(sample.gridCoord())).isEqualTo(16);
  }

  @Test
  void theLargestGridThatFitsIsAccepted() {
    GridSample sample = GridSample.of(cloud(0, 0, 0, 0, 0, 65534), 1, 0, Progress.none());
    assertThat(sample.gridCoord()).contains(65534);
    PyramidBuilder.build(sample, 5, Progress.none());
    assertThatThrownBy(() -> GridSample.of(cloud(0, 0, 0, 0, 0, 65535), 1, 0, Progress.none()))
        .isInstanceOf(GridRangeException.class);
    assertThatThrownBy(() -> GridSample.of(cloud(0, 0, -1e38f, 0, 0, 3e38f), 1, 0, Progress.none()))
        .isInstanceOf(GridRangeException.class);
  }

  @Test
  void badArgumentsAreNamed() {
    PointCloud cloud = cloud(0, 0, 0, 1, 1, 1);
    for (float grid : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> GridSample.of(cloud, grid, 0, Progress.none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("grid size");
    }
    assertThatThrownBy(() -> GridSample.of(cloud, .1f, new int[] {0, 0}, Progress.none()))
        .hasMessageContaining("does not lie in voxel");
    assertThatThrownBy(() -> GridSample.of(cloud, .1f, new int[] {0}, Progress.none()))
        .hasMessageContaining("2 voxels");
  }

  @Test
  void cancelled() {
    Progress cancelled = new CancelledProgress();
    assertThatThrownBy(() -> GridSample.of(cloud(0, 0, 0), .02f, 0, cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
