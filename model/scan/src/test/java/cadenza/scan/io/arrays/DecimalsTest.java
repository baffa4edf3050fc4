package cadenza.scan.io.arrays;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DecimalsTest {
  private static String coordinate(double origin, float offset) {
    StringBuilder out = new StringBuilder();
    new Decimals(origin).append(out, offset);
    return out.toString();
  }

  @Test
  void coordinatesHaveTheFewestDigits() {
    assertThat(coordinate(0, 1)).isEqualTo("1");
    assertThat(coordinate(0, -0.1f)).isEqualTo("-0.1");
    assertThat(coordinate(0, Float.NaN)).isEqualTo("NaN");
    assertThat(coordinate(5648349, 0.8951f)).isEqualTo("5648349.8951");
    assertThat(coordinate(-3, 0.05f)).isEqualTo("-2.95");
    assertThat(coordinate(-3, 2.95f)).isEqualTo("-0.05");
    assertThat(coordinate(100, -100)).isEqualTo("0");
    assertThat(coordinate(1000, 12)).isEqualTo("1012");
    assertThat(coordinate(0.5, 0.25f)).isEqualTo("0.75");
  }

  @Test
  void theyGiveTheSameOffsetBack() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      double origin = Math.rint(random.nextGaussian() * Math.pow(10, random.nextInt(8)));
      float offset = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(-3, 4)));
      double read = Double.parseDouble(coordinate(origin, offset));
      // what a double cannot hold beside the origin, no text can
      double held = origin == 0 ? offset : origin + offset;
      boolean isSame = (float) (read - origin) == offset;
      assertThat(isSame || read == held).as("%s + %s", origin, offset).isTrue();
    }
  }
}
