package cadenza.app.viewport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScrollingTest {
  @Test
  void aWheelZoomsAndWithShiftMoves() {
    Scrolling wheel = Scrolling.of(0, 40, false, false, false, false);
    assertThat(wheel.isPan()).isFalse();
    assertThat(wheel.notches()).isCloseTo(1, within(1e-9));
    // JavaFX turns the wheel by a quarter where Shift is held, on some systems.
    Scrolling across = Scrolling.of(40, 0, false, false, true, false);
    assertThat(across).isEqualTo(new Scrolling(true, 40, 0, 1));
  }

  @Test
  void twoFingersMoveAndSlideOnAndZoomWithControl() {
    assertThat(Scrolling.of(3, -7, true, false, false, false).isPan()).isTrue();
    Scrolling sliding = Scrolling.of(3, -7, true, true, false, false);
    assertThat(sliding).isEqualTo(new Scrolling(true, 3, -7, 0));
    assertThat(Scrolling.of(0, 10, true, false, false, true).isPan()).isFalse();
    assertThat(Scrolling.of(0, 10, true, true, false, true).notches()).isZero();
  }
}
