package cadenza.app.viewport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RoundLengthTest {
  @Test
  void isOneTwoOrFiveAndNotLonger() {
    assertThat(RoundLength.atMost(1.99).meters()).isCloseTo(1, within(1e-12));
    assertThat(RoundLength.atMost(4.999999999999).meters()).isCloseTo(5, within(1e-12));
    for (double meters = 1e-5; meters < 1e5; meters *= 1.37) {
      double round = RoundLength.atMost(meters).meters();
      assertThat(round).isBetween(meters / 2.51, meters * 1.0001);
    }
  }

  @Test
  void isToldInTheUnitOfFewestDigits() {
    assertThat(RoundLength.atMost(2300).words()).isEqualTo("2 km");
    assertThat(RoundLength.atMost(74).words()).isEqualTo("50 m");
    assertThat(RoundLength.atMost(0.21).words()).isEqualTo("20 cm");
    assertThat(RoundLength.atMost(0.0052).words()).isEqualTo("5 mm");
    assertThat(RoundLength.atMost(0.0002).words()).isEqualTo("0.20 mm");
  }
}
