package cadenza.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.render.splat.SplatRenderer;
import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffscreenTest {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 400;

  private final PointCloud room = Rooms.room(30_000, 3);
  private final Scene scene = Scene.of(room);
  private final Camera camera = HomeView.of(room, WIDTH, HEIGHT);

  @Test
  void aSmallPictureIsTheOneDrawnInOneGo() {
    try (Offscreen offscreen = Offscreen.java()) {
      Raster picture = offscreen.draw(scene, camera, WIDTH, HEIGHT, Progress.none());
      assertThat(picture.pixels()).isEqualTo(Picture.of(scene, camera, WIDTH, HEIGHT).pixels());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stripsShowNoSeams(boolean orthographic) {
    Camera from = camera.withOrthographic(orthographic);
    int[] whole = Picture.of(scene, from, WIDTH, HEIGHT).pixels();
    try (Offscreen offscreen = new Offscreen(new SplatRenderer(), WIDTH * HEIGHT / 5)) {
      Raster picture = offscreen.draw(scene, from, WIDTH, HEIGHT, Progress.none());
      // Coordinates are rounded elsewhere in a strip: a splat may win or lose a pixel at its rim.
      Pictures.assertSimilar(picture.pixels(), whole, 0.4, WIDTH * HEIGHT / 500);
    }
  }

  @Test
  void fixedPointsGrowWithThePicture() {
    Style fixed = Style.DEFAULT.withPointSize(PointSize.fixed(2));
    assertThat(fixed.scaled(4).pointSize()).isEqualTo(PointSize.fixed(8));
    assertThat(Style.DEFAULT.scaled(4)).isEqualTo(Style.DEFAULT);
  }

  @Test
  void onATransparentBackgroundOnlyPointsAreSeen() {
    Scene clear = scene.withStyle(Style.DEFAULT.withBackground(Background.TRANSPARENT));
    try (Offscreen offscreen = Offscreen.java()) {
      int[] pixels = offscreen.draw(clear, camera, WIDTH, HEIGHT, Progress.none()).pixels();
      assertThat(pixels[0]).isZero();
      assertThat(pixels[HEIGHT / 2 * WIDTH + WIDTH / 2] >>> 24).isEqualTo(0xff);
    }
  }

  @Test
  void cancellingEndsIt() {
    AtomicInteger reports = new AtomicInteger();
    Progress impatient =
        new Progress() {
          @Override
          public void report(double fraction, String step) {
            reports.incrementAndGet();
          }

          @Override
          public boolean isCancelled() {
            return reports.get() > 0;
          }
        };
    try (Offscreen offscreen = new Offscreen(new SplatRenderer(), WIDTH * HEIGHT / 5)) {
      assertThatThrownBy(() -> offscreen.draw(scene, camera, WIDTH, HEIGHT, impatient))
          .isInstanceOf(CancellationException.class);
    }
    assertThat(reports.get()).isLessThan(3);
  }

  @Test
  void aTurntableComesBackToWhereItBegan() {
    Turntable turn = new Turntable(camera, 8, false);
    assertThat(turn.camera(0)).isEqualTo(camera);
    assertThat(turn.camera(2).target()).isEqualTo(camera.target());
    assertThat(turn.camera(2).eye().z()).isEqualTo(camera.eye().z());
    assertThat(turn.camera(8).eye().distance(camera.eye())).isLessThan(1e-9);
    Vec3 right = camera.right();
    assertThat(turn.camera(1).eye().minus(camera.eye()).dot(right)).isPositive();
    Turntable clockwise = new Turntable(camera, 8, true);
    assertThat(clockwise.camera(1).eye().minus(camera.eye()).dot(right)).isNegative();
    assertThatThrownBy(() -> new Turntable(camera, 1, false)).hasMessageContaining("2 to 9999");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aFramedTurnKeepsTheWholeBoxInThePicture(boolean orthographic) {
    Bounds box = new Bounds(new double[] {-4, 1, 0}, new double[] {5, 3, 2.5});
    Camera framed = Turntable.framing(camera.withOrthographic(orthographic), box, WIDTH, HEIGHT);
    assertThat(framed.pitchRadians()).isEqualTo(camera.pitchRadians());
    Turntable turn = new Turntable(framed, 17, true);
    double nearest = Double.POSITIVE_INFINITY;
    for (int frame = 0; frame < 17; frame++) {
      for (int corner = 0; corner < 8; corner++) {
        Vec3 at =
            new Vec3((corner & 1) == 0 ? -4 : 5, (corner & 2) == 0 ? 1 : 3, 2.5 * (corner >> 2));
        double[] pixel = turn.camera(frame).project(at, WIDTH, HEIGHT);
        nearest = Math.min(nearest, Math.min(pixel[0], WIDTH - pixel[0]));
        nearest = Math.min(nearest, Math.min(pixel[1], HEIGHT - pixel[1]));
      }
    }
    assertThat(nearest).isBetween(0.0, 0.1 * HEIGHT);
  }
}
