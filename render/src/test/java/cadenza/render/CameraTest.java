package cadenza.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Bounds;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;
  private static final Vec3 POINT = new Vec3(0.7, -1.3, 0.9);

  private final SplittableRandom random = new SplittableRandom(7);

  private Camera anyCamera(boolean orthographic) {
    return new Camera(
        new Vec3(random.nextDouble(-2, 2), random.nextDouble(-2, 2), random.nextDouble(-2, 2)),
        random.nextDouble(6, 9),
        random.nextDouble(-4, 4),
        random.nextDouble(-1.5, 1.5),
        random.nextDouble(0.4, 1.2),
        orthographic);
  }

  private static void assertSamePixel(Camera before, Camera after, Vec3 point) {
    double[] a = before.project(point, WIDTH, HEIGHT);
    double[] b = after.project(point, WIDTH, HEIGHT);
    assertThat(b[0]).isCloseTo(a[0], within(1e-6));
    assertThat(b[1]).isCloseTo(a[1], within(1e-6));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void unprojectUndoesProject(boolean orthographic) {
    for (int i = 0; i < 200; i++) {
      Camera camera = anyCamera(orthographic);
      double[] at = camera.project(POINT, WIDTH, HEIGHT);
      Vec3 back = camera.unproject(at[0], at[1], at[2], WIDTH, HEIGHT);
      assertThat(back.distance(POINT)).isLessThan(1e-9);
      Ray ray = camera.ray(at[0], at[1], WIDTH, HEIGHT);
      Vec3 nearest = ray.at(POINT.minus(ray.origin()).dot(ray.direction()));
      assertThat(nearest.distance(POINT)).isLessThan(1e-9);
      assertThat(ray.direction().length()).isCloseTo(1, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void matricesAgreeWithProject(boolean orthographic) {
    for (int i = 0; i < 200; i++) {
      Camera camera = anyCamera(orthographic);
      double near = 0.5;
      double far = 40;
      double[] m = camera.clipFromWorld((double) WIDTH / HEIGHT, near, far);
      double[] clip = new double[4];
      for (int row = 0; row < 4; row++) {
        clip[row] =
            m[4 * row] * POINT.x()
                + m[4 * row + 1] * POINT.y()
                + m[4 * row + 2] * POINT.z()
                + m[4 * row + 3];
      }
      double[] at = camera.project(POINT, WIDTH, HEIGHT);
      assertThat((clip[0] / clip[3] + 1) / 2 * WIDTH).isCloseTo(at[0], within(1e-6));
      assertThat((1 - clip[1] / clip[3]) / 2 * HEIGHT).isCloseTo(at[1], within(1e-6));
      Vec3 onNear = camera.unproject(10, 20, near, WIDTH, HEIGHT);
      Vec3 onFar = camera.unproject(10, 20, far, WIDTH, HEIGHT);
      assertThat(clipDepth(m, onNear)).isCloseTo(-1, within(1e-6));
      assertThat(clipDepth(m, onFar)).isCloseTo(1, within(1e-6));
    }
  }

  private static double clipDepth(double[] m, Vec3 p) {
    double z = m[8] * p.x() + m[9] * p.y() + m[10] * p.z() + m[11];
    double w = m[12] * p.x() + m[13] * p.y() + m[14] * p.z() + m[15];
    return z / w;
  }

  @Test
  void axesAreOrthonormalStraightUpAndDownToo() {
    for (double pitch : new double[] {-Math.PI / 2, -0.4, 0, 1.1, Math.PI / 2}) {
      Camera camera = new Camera(Vec3.ZERO, 3, 0.8, pitch, 1, false);
      assertThat(camera.right().length()).isCloseTo(1, within(1e-12));
      assertThat(camera.up().length()).isCloseTo(1, within(1e-12));
      assertThat(camera.back().length()).isCloseTo(1, within(1e-12));
      assertThat(camera.right().dot(camera.up())).isCloseTo(0, within(1e-12));
      assertThat(camera.right().dot(camera.back())).isCloseTo(0, within(1e-12));
      assertThat(camera.up().dot(camera.back())).isCloseTo(0, within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void zoomKeepsThePivotUnderTheCursor(boolean orthographic) {
    for (double factor : new double[] {0.1, 0.8, 1.25, 7}) {
      Camera camera = anyCamera(orthographic);
      Camera zoomed = camera.zoomAt(POINT, factor);
      assertSamePixel(camera, zoomed, POINT);
      assertThat(zoomed.distance()).isCloseTo(camera.distance() * factor, within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void panMovesTheGrabbedPointByThePixelsOfTheDrag(boolean orthographic) {
    for (int i = 0; i < 50; i++) {
      Camera camera = anyCamera(orthographic);
      double[] before = camera.project(POINT, WIDTH, HEIGHT);
      double[] after = camera.pan(POINT, 31, -17, HEIGHT).project(POINT, WIDTH, HEIGHT);
      assertThat(after[0] - before[0]).isCloseTo(31, within(1e-6));
      assertThat(after[1] - before[1]).isCloseTo(-17, within(1e-6));
      assertThat(after[2]).isCloseTo(before[2], within(1e-9));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void orbitLeavesThePivotWhereItIs(boolean orthographic) {
    for (int i = 0; i < 50; i++) {
      Camera camera = anyCamera(orthographic);
      Camera turned = camera.orbit(POINT, random.nextDouble(-3, 3), random.nextDouble(-0.5, 0.5));
      assertSamePixel(camera, turned, POINT);
      assertThat(turned.depth(POINT)).isCloseTo(camera.depth(POINT), within(1e-9));
    }
  }

  @Test
  void orbitStopsAtThePoles() {
    Camera camera = new Camera(Vec3.ZERO, 3, 0, 1, 1, false).orbit(0, 5);
    assertThat(camera.pitchRadians()).isEqualTo(Math.PI / 2);
  }

  @Test
  void pivotDepthKeepsThePicture() {
    Camera camera = anyCamera(false);
    Camera moved = camera.withPivotDepth(POINT);
    assertSamePixel(camera, moved, new Vec3(0.1, 0.2, 0.3));
    assertThat(moved.distance()).isCloseTo(camera.depth(POINT), within(1e-9));
  }

  @Test
  void orthographicShowsTheTargetPlaneAtTheSameSize() {
    Camera camera = anyCamera(false);
    Vec3 inPlane = camera.target().plus(camera.right().times(0.4)).plus(camera.up().times(-0.3));
    assertSamePixel(camera, camera.withOrthographic(true), inPlane);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void framingShowsAllCornersAndWastesLittle(boolean orthographic) {
    Bounds bounds = new Bounds(new double[] {-1, 3, 0}, new double[] {4, 6, 2.5});
    for (int[] shape : new int[][] {{640, 400}, {300, 500}}) {
      Camera camera =
          Camera.home(bounds, shape[0], shape[1])
              .withOrthographic(orthographic)
              .framing(bounds, shape[0], shape[1]);
      double widest = 0;
      for (int corner = 0; corner < 8; corner++) {
        double[] at =
            camera.project(
                new Vec3(
                    (corner & 1) == 0 ? -1 : 4,
                    (corner & 2) == 0 ? 3 : 6,
                    (corner & 4) == 0 ? 0 : 2.5),
                shape[0],
                shape[1]);
        assertThat(at[0]).isBetween(0.0, (double) shape[0]);
        assertThat(at[1]).isBetween(0.0, (double) shape[1]);
        widest = Math.max(widest, Math.abs(at[0] / shape[0] - 0.5));
        widest = Math.max(widest, Math.abs(at[1] / shape[1] - 0.5));
      }
      assertThat(widest).isGreaterThan(0.45);
    }
  }

  @Test
  void transitionStartsAndEndsExactlyAndTurnsTheShortWay() {
    Camera from = new Camera(Vec3.ZERO, 2, Math.toRadians(170), 0.1, 1, false);
    Camera to = new Camera(new Vec3(1, 2, 3), 8, Math.toRadians(-170), 0.5, 0.7, true);
    assertThat(from.towards(to, 0)).isEqualTo(from);
    Camera middle = from.towards(to, 0.5);
    assertThat(Math.abs(middle.yawRadians())).isCloseTo(Math.PI, within(1e-9));
    assertThat(middle.distance()).isCloseTo(4, within(1e-9));
    Camera end = from.towards(to, 1);
    assertThat(end.target()).isEqualTo(to.target());
    assertThat(end.orthographic()).isTrue();
  }

  @Test
  void refusesWhatIsNoCamera() {
    assertThatThrownBy(() -> new Camera(Vec3.ZERO, Double.NaN, 0, 0, 1, false))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Camera(Vec3.ZERO, 1, 0, 0, 0, false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void emptyBoundsGiveAUsableCamera() {
    assertThat(Camera.home(Bounds.empty()).distance()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aShiftMovesThePictureAndNothingElse(boolean orthographic) {
    for (int i = 0; i < 50; i++) {
      Camera camera = anyCamera(orthographic);
      Camera shifted = camera.withShift(0.25);
      double[] at = camera.project(POINT, WIDTH, HEIGHT);
      double[] moved = shifted.project(POINT, WIDTH, HEIGHT);
      assertThat(moved[0]).isCloseTo(at[0] + 0.25 * HEIGHT, within(1e-9));
      assertThat(moved[1]).isEqualTo(at[1]);
      assertThat(moved[2]).isEqualTo(at[2]);
      Vec3 back = shifted.unproject(moved[0], moved[1], moved[2], WIDTH, HEIGHT);
      assertThat(back.distance(POINT)).isLessThan(1e-9);
      double[] m = shifted.clipFromWorld((double) WIDTH / HEIGHT, 0.5, 40);
      double x = m[0] * POINT.x() + m[1] * POINT.y() + m[2] * POINT.z() + m[3];
      double w = m[12] * POINT.x() + m[13] * POINT.y() + m[14] * POINT.z() + m[15];
      assertThat((x / w + 1) / 2 * WIDTH).isCloseTo(moved[0], within(1e-6));
    }
  }

  @Test
  void looksFromOnePointToAnother() {
    Vec3 eye = new Vec3(3, -2, 1.5);
    Camera camera = Camera.lookingAt(eye, POINT, 0.8);
    assertThat(camera.eye().distance(eye)).isLessThan(1e-9);
    assertThat(camera.target()).isEqualTo(POINT);
    double[] at = camera.project(POINT, WIDTH, HEIGHT);
    assertThat(at[0]).isCloseTo(WIDTH / 2.0, within(1e-9));
    assertThatThrownBy(() -> Camera.lookingAt(eye, eye, 0.8)).hasMessageContaining("eye");
  }
}
