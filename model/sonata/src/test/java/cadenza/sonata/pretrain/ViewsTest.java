package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.io.NpyArray;
import cadenza.sonata.Golden;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Crops against the reference's, and what views of a scene must have in common.
class ViewsTest {
  @Test
  void cropTakesTheNearestPoints() throws Exception {
    Map<String, NpyArray> fixture = Golden.npz("pre_view_crop.npz");
    assertThat(
            Crop.around(
                fixture.get("coord").floats(),
                fixture.get("center_index").ints()[0],
                fixture.get("size").ints()[0]))
        .isEqualTo(fixture.get("index").ints());
  }

  /// A floor and a wall, two metres each way, five centimetres apart; the number of a point is in
  /// its colour.
  private static ViewPoints corner() {
    int side = 40;
    int points = 2 * side * side;
    float[] coord = new float[3 * points];
    float[] color = new float[3 * points];
    float[] normal = new float[3 * points];
    for (int i = 0; i < points; i++) {
      boolean wall = i >= side * side;
      float u = i % side * .05f;
      float v = i / side % side * .05f;
      coord[3 * i] = u;
      coord[3 * i + 1] = wall ? 0 : v;
      coord[3 * i + 2] = wall ? v : 0;
      normal[3 * i + (wall ? 1 : 2)] = 1;
      Arrays.fill(color, 3 * i, 3 * i + 3, 20 + i % 200);
    }
    return ViewPoints.of(coord, color, normal);
  }

  private static ViewRecipe recipe(boolean unique) {
    return new ViewRecipe(0.06f, unique, 2000, 0.4, 1, 0.1, 0.4, 4, 0.02);
  }

  @Test
  void theSameSeedGivesTheSameViews() {
    ViewPoints scene = corner();
    Views first = Views.of(scene, recipe(true), 7);
    Views again = Views.of(scene, recipe(true), 7);
    Views other = Views.of(scene, recipe(true), 8);
    for (int i = 0; i < 2; i++) {
      assertThat(again.global().get(i).coord()).isEqualTo(first.global().get(i).coord());
      assertThat(again.global().get(i).color()).isEqualTo(first.global().get(i).color());
      assertThat(other.global().get(i).coord()).isNotEqualTo(first.global().get(i).coord());
    }
    for (int i = 0; i < 4; i++) {
      assertThat(again.local().get(i).coord()).isEqualTo(first.local().get(i).coord());
      assertThat(again.local().get(i).normal()).isEqualTo(first.local().get(i).normal());
    }
    assertThat(scene.coord()).as("the scene stays as it is").isEqualTo(corner().coord());
    assertThat(scene.color()).isEqualTo(corner().color());
  }

  @Test
  void viewsHaveTheSizesAskedFor() {
    for (int seed = 0; seed < 20; seed++) {
      Views views = Views.of(corner(), recipe(false), seed);
      assertThat(views.global()).hasSize(2);
      assertThat(views.local()).hasSize(4);
      for (ViewPoints view : views.global()) {
        assertThat(view.pointCount()).isBetween(800, 2000);
        check(view);
      }
      for (ViewPoints view : views.local()) {
        assertThat(view.pointCount()).isBetween(200, 800);
        check(view);
      }
    }
  }

  private static void check(ViewPoints view) {
    for (int i = 0; i < view.coord().length; i += 3) {
      double length =
          Math.sqrt(
              IntStream.range(i, i + 3)
                  .mapToDouble(c -> (double) view.normal()[c] * view.normal()[c])
                  .sum());
      assertThat(length).isCloseTo(1, within(1e-4));
      assertThat(view.color()[i]).isBetween(0f, 1f);
      assertThat(view.originCoord()[i]).isBetween(0f, 2f);
    }
  }

  @Test
  void globalViewsShareColoursAndLocalOnesHaveTheirOwn() {
    Views views = Views.of(corner(), recipe(false), 3);
    assertThat(disagreement(views.global().get(0), views.global().get(1))).isZero();
    assertThat(disagreement(views.global().get(0), views.local().get(0))).isGreaterThan(0.01);
  }

  /// Largest difference of colour at points both views show.
  private static double disagreement(ViewPoints a, ViewPoints b) {
    double most = -1;
    for (int i = 0; i < a.pointCount(); i++) {
      for (int j = 0; j < b.pointCount(); j++) {
        if (Arrays.equals(a.originCoord(), 3 * i, 3 * i + 3, b.originCoord(), 3 * j, 3 * j + 3)) {
          most = Math.max(most, Math.abs(a.color()[3 * i] - b.color()[3 * j]));
        }
      }
    }
    assertThat(most).as("views overlap").isNotNegative();
    return most;
  }

  @Test
  void localViewsBeginWhereNoOtherHasBeen() {
    ViewPoints scene = corner();
    for (int seed = 0; seed < 50; seed++) {
      Views.Crops crops = Views.Crops.draw(scene.coord(), recipe(false), new Draws(seed));
      Set<Integer> covered = new HashSet<>();
      Set<Integer> major = new HashSet<>(Arrays.stream(crops.global().get(0)).boxed().toList());
      assertThat(major).as("centre of the second view").contains(crops.global().get(1)[0]);
      for (int[] view : crops.local()) {
        assertThat(major).contains(view[0]);
        if (!covered.containsAll(major)) {
          assertThat(covered).doesNotContain(view[0]);
        } else {
          covered.clear();
        }
        Arrays.stream(view).forEach(covered::add);
      }
    }
  }

  @Test
  void voxelsAreUniqueWhereTheyShallBe() {
    for (ViewPoints view : Views.of(corner(), recipe(true), 1).global()) {
      int[] grid = ViewGrid.onLattice(view.coord(), 0.06f);
      Set<List<Integer>> voxels = new HashSet<>();
      for (int i = 0; i < grid.length; i += 3) {
        assertThat(voxels.add(List.of(grid[i], grid[i + 1], grid[i + 2]))).isTrue();
      }
      assertThat(voxels.size()).isGreaterThan(300);
    }
  }
}
