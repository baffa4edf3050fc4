package cadenza.scan.io.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurfaceSamplerTest {
  private static final MeshBuilder.Corner[] CORNERS = new MeshBuilder.Corner[20];

  static {
    for (int i = 0; i < CORNERS.length; i++) {
      CORNERS[i] = new MeshBuilder.Corner(i, -1, -1);
    }
  }

  /// A unit square of two triangles and, far away, one of a tenth of its area.
  private static Mesh squareAndTriangle(double x) {
    MeshBuilder mesh = new MeshBuilder(false);
    mesh.addVertex(x, 0, 0);
    mesh.addVertex(x + 1, 0, 0);
    mesh.addVertex(x + 1, 1, 0);
    mesh.addVertex(x, 1, 0);
    mesh.addVertex(x + 10, 0, 0);
    mesh.addVertex(x + 10, .2, 0);
    mesh.addVertex(x + 10, 0, 1);
    mesh.addTriangle(CORNERS[0], CORNERS[1], CORNERS[2], -1);
    mesh.addTriangle(CORNERS[0], CORNERS[2], CORNERS[3], -1);
    mesh.addTriangle(CORNERS[4], CORNERS[5], CORNERS[6], -1);
    mesh.addTriangle(CORNERS[4], CORNERS[4], CORNERS[6], -1);
    return mesh.build(List.of());
  }

  private static PointCloud sample(Mesh mesh, int points) throws Exception {
    return new SurfaceSampler(mesh).sample(points, Progress.none());
  }

  @Test
  void everyPartOfASurfaceGetsItsShare() throws Exception {
    PointCloud cloud = sample(squareAndTriangle(0), 11_000);
    int[] cells = new int[100];
    int behind = 0;
    for (int i = 0; i < cloud.pointCount(); i++) {
      if (cloud.world(i, 0) > 5) {
        behind++;
        assertThat(cloud.world(i, 0)).isEqualTo(10);
      } else {
        assertThat(cloud.world(i, 2)).isZero();
        cells[(int) (cloud.world(i, 0) * 10) + 10 * (int) (cloud.world(i, 1) * 10)]++;
      }
    }
    assertThat(behind).isBetween(999, 1001);
    for (int cell : cells) {
      // 100 points each; thrown at random they would scatter by 10
      assertThat(cell).isBetween(90, 110);
    }
  }

  @Test
  void normalsPointAwayFromTheSideThatTurnsLeft() throws Exception {
    PointCloud cloud = sample(squareAndTriangle(0), 110);
    for (int i = 0; i < 110; i++) {
      boolean isBehind = cloud.world(i, 0) > 5;
      assertThat(cloud.normals()[3 * i + (isBehind ? 0 : 2)]).isEqualTo(1);
    }
  }

  @Test
  void theSameMeshGivesTheSamePoints() throws Exception {
    assertThat(sample(squareAndTriangle(0), 100_000).positions())
        .isEqualTo(sample(squareAndTriangle(0), 100_000).positions());
  }

  @Test
  void oneOrNoPointIsPossible() throws Exception {
    assertThat(sample(squareAndTriangle(0), 1).pointCount()).isEqualTo(1);
    assertThat(sample(squareAndTriangle(0), 0).pointCount()).isZero();
  }

  @Test
  void surveyCoordinatesKeepATenthOfAMillimetre() throws Exception {
    PointCloud cloud = sample(squareAndTriangle(5_648_349.25), 1000);
    assertThat(cloud.origin()[0]).isNotZero();
    assertThat(cloud.bounds().max()[0]).isCloseTo(5_648_359.25, within(1e-5));
  }

  @Test
  void theNumberOfPointsFollowsTheAreaWithinBounds() {
    assertThat(Density.OF_ROOMS.points(12.3, Long.MAX_VALUE)).isEqualTo(123_000);
    assertThat(Density.OF_ROOMS.points(1e-9, Long.MAX_VALUE)).isEqualTo(50_000);
    assertThat(Density.OF_ROOMS.points(1e9, Long.MAX_VALUE)).isEqualTo(5_000_000);
    assertThat(Density.OF_ROOMS.points(12.3, 1000)).isEqualTo(1000);
  }

  @Test
  void whatHasNoAreaOrNoNumbersIsCounted() {
    MeshBuilder builder = new MeshBuilder(false);
    builder.addVertex(0, 0, 0);
    builder.addVertex(1, 0, 0);
    builder.addVertex(0, 1, 0);
    builder.addVertex(Double.NaN, 0, 0);
    builder.addVertex(1e300, 0, 0);
    builder.addTriangle(CORNERS[0], CORNERS[1], CORNERS[2], -1);
    builder.addTriangle(CORNERS[0], CORNERS[1], CORNERS[3], -1);
    builder.addTriangle(CORNERS[0], CORNERS[2], CORNERS[4], -1);
    builder.addTriangle(CORNERS[0], CORNERS[1], CORNERS[1], -1);
    builder.addTriangle(CORNERS[0], CORNERS[1], CORNERS[5], -1);
    SurfaceSampler sampler = new SurfaceSampler(builder.build(List.of()));
    assertThat(sampler.area()).isEqualTo(.5);
    assertThat(sampler.notNumbers()).isEqualTo(2);
    assertThat(sampler.withoutArea()).isEqualTo(1);
    assertThat(builder.outside()).isEqualTo(1);
  }

  @Test
  void polygonsThatAreNotConvexKeepTheirArea() {
    double[][][] polygons = {
      {{0, 0}, {4, 0}, {4, 4}, {2, 1}, {0, 4}}, // a crown: 16 less a notch of 6
      {{0, 0}, {1, 3}, {0, 6}, {6, 3}}, // an arrowhead: 18 less 3
      {{0, 0}, {3, 0}, {3, 1}, {1, 1}, {1, 3}, {0, 3}}, // an L
    };
    double[] areas = {10, 15, 5};
    for (int i = 0; i < polygons.length; i++) {
      double[][] polygon = polygons[i];
      double[] sum = new double[1];
      int[] count = new int[1];
      Polygon.cut(
          polygon.length,
          (corner, axis) -> axis == 1 ? 7 : polygon[corner][axis / 2],
          (a, b, c) -> {
            count[0]++;
            sum[0] +=
                Math.abs(
                    (polygon[b][0] - polygon[a][0]) * (polygon[c][1] - polygon[a][1])
                        - (polygon[b][1] - polygon[a][1]) * (polygon[c][0] - polygon[a][0]));
          });
      assertThat(count[0]).isEqualTo(polygon.length - 2);
      assertThat(sum[0] / 2).isCloseTo(areas[i], within(1e-12));
    }
  }

  @Test
  void texturesAreSampledBetweenPixelsAndBeyondEdges() {
    Texture texture =
        new Texture(
            new int[] {0x000000, 0xff0000, 0x00ff00, 0x0000ff},
            2,
            2,
            Texture.Wrap.REPEAT,
            Texture.Wrap.CLAMP,
            Texture.AS_IT_IS);
    float[] rgb = new float[3];
    texture.sample(.75, .25, rgb);
    assertThat(rgb).containsExactly(1, 0, 0);
    texture.sample(.5, .5, rgb);
    assertThat(rgb).containsExactly(.25f, .25f, .25f);
    texture.sample(-.25, -3, rgb); // one picture further left, the upper row
    assertThat(rgb).containsExactly(1, 0, 0);
    Texture mirrored = texture.with(Texture.Wrap.MIRROR, Texture.Wrap.MIRROR, Texture.AS_IT_IS);
    mirrored.sample(1.25, .25, rgb);
    assertThat(rgb).containsExactly(1, 0, 0);
    mirrored.sample(-.25, -.25, rgb);
    assertThat(rgb).containsExactly(0, 0, 0);
    texture.sample(1e300, Double.MAX_VALUE, rgb);
    assertThat(rgb[2]).isBetween(0f, 1f);
  }
}
