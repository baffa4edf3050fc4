package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.FeaturePyramid.Features;
import org.junit.jupiter.api.Test;

class CosinesTest {
  private static Features rows(float... values) {
    return new Features(2, values, new int[0]);
  }

  @Test
  void rowsWithoutDirectionAreTheWorst() {
    Features exact = rows(1, 0, 1, 0, 0, 2, 1, 1, 3, 4);
    double[] cosines = Cosines.of(rows(1, 0, Float.NaN, 0, 0, 0, 1, 0, 6, 8), exact);
    assertThat(cosines).containsExactly(new double[] {-1, -1, Math.sqrt(.5), 1, 1}, within(1e-12));
  }

  @Test
  void whatIsNotFiniteIsNotNear() {
    Features exact = rows(1, 0, 1, 0, 1, 0);
    Cosines.checkRounded(rows(1, 0, 1, 0, 1, .01f), exact, 0);
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Cosines.checkRounded(rows(1, 0, 1, 0, 1, value), exact, 0))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining(value + " on level 0 is finite");
    }
    assertThatThrownBy(() -> Cosines.checkRounded(rows(1, 0, 1, 0, 1, .5f), exact, 0))
        .hasMessageContaining("worst");
    assertThatThrownBy(() -> Cosines.checkRounded(rows(1, 0, 1, .1f, 1, .1f), exact, 0))
        .hasMessageContaining("median");
  }
}
