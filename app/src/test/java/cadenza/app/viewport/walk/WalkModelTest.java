package cadenza.app.viewport.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.viewport.OpenViewport;
import cadenza.app.viewport.walk.WalkModel.Direction;
import cadenza.render.Camera;
import cadenza.render.Pick;
import cadenza.render.Vec3;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WalkModelTest {
  private final OpenViewport viewport = new OpenViewport();
  private final WalkModel model = new WalkModel(viewport.model());

  @AfterEach
  void close() {
    viewport.close();
  }

  private Camera camera() {
    return viewport.model().camera();
  }

  private void advance(double seconds) {
    for (double time = 0; time < seconds - 1e-9; time += 0.02) {
      model.advance(0.02);
    }
  }

  @Test
  void startingMovesNothing() {
    viewport.model().toggleOrthographic();
    Vec3 eye = camera().eye();
    model.start();
    assertThat(model.isActive()).isTrue();
    assertThat(camera().orthographic()).isFalse();
    assertThat(camera().eye().distance(eye)).isLessThan(1e-9);
    advance(0.5);
    assertThat(camera().eye().distance(eye)).isLessThan(1e-9);
  }

  @Test
  void aheadIsLevelAndAsFastAsTold() {
    model.start();
    Vec3 eye = camera().eye();
    Vec3 view = camera().back().times(-1);
    model.hold(Direction.AHEAD);
    advance(1);
    Vec3 way = camera().eye().minus(eye);
    assertThat(way.z()).isCloseTo(0, within(1e-9));
    assertThat(way.dot(view)).isPositive();
    // A little of the second goes by until the full speed is reached.
    assertThat(way.length())
        .isBetween(0.8 * model.speedProperty().get(), model.speedProperty().get());
    model.release(Direction.AHEAD);
    advance(1);
    Vec3 stopped = camera().eye();
    advance(1);
    assertThat(camera().eye()).isEqualTo(stopped);
  }

  @Test
  void shiftRunsTwoKeysAreNotFasterAndOppositesStand() {
    model.start();
    Vec3 eye = camera().eye();
    model.hold(Direction.UP);
    model.hold(Direction.RIGHT);
    advance(2);
    double walked = camera().eye().distance(eye);
    assertThat(walked).isLessThan(2 * model.speedProperty().get());
    model.run(true);
    Vec3 before = camera().eye();
    advance(2);
    assertThat(camera().eye().distance(before)).isGreaterThan(2.5 * walked);
    model.letGo();
    model.hold(Direction.UP);
    model.hold(Direction.DOWN);
    Vec3 still = camera().eye();
    advance(1);
    assertThat(camera().eye()).isEqualTo(still);
  }

  @Test
  void looksFromWhereTheEyeIs() {
    model.start();
    Vec3 eye = camera().eye();
    Vec3 mark = camera().unproject(400, 300, 1, OpenViewport.WIDTH, OpenViewport.HEIGHT);
    model.look(30, 12);
    assertThat(camera().eye().distance(eye)).isLessThan(1e-9);
    double[] at = camera().project(mark, OpenViewport.WIDTH, OpenViewport.HEIGHT);
    assertThat(at[0]).isCloseTo(430, within(8.0)); // what was grabbed follows the pointer
    assertThat(at[1]).isCloseTo(312, within(2.0));
  }

  @Test
  void theWheelChangesTheSpeedWithinReason() {
    model.start();
    double usual = model.speedProperty().get();
    model.changeSpeed(1);
    assertThat(model.speedProperty().get()).isGreaterThan(usual);
    model.changeSpeed(-1000);
    assertThat(model.speedProperty().get()).isPositive().isLessThan(usual / 50);
  }

  @Test
  void standsUponAPointLookingLevel() {
    model.start();
    Pick floor = viewport.pick(820);
    model.standAt(floor);
    Vec3 eye = camera().eye();
    assertThat(eye.x()).isCloseTo(floor.world().x(), within(1e-9));
    assertThat(eye.y()).isCloseTo(floor.world().y(), within(1e-9));
    assertThat(eye.z()).isCloseTo(floor.world().z() + 1.2, within(0.02));
    assertThat(camera().pitchRadians()).isZero();
  }

  @Test
  void anotherScanEndsTheWalk() {
    model.start();
    model.hold(Direction.AHEAD);
    viewport.open("other");
    assertThat(model.isActive()).isFalse();
    Camera before = camera();
    advance(0.5);
    assertThat(camera()).isEqualTo(before);
  }
}
