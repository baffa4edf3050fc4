package cadenza.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CurveTest {
  @Test
  void fewValuesAreKeptAsTheyAre() {
    Curve curve = new Curve();
    for (int step = 1; step <= 300; step++) {
      curve.add(10 * step, step);
    }
    assertThat(curve.at(1500)).isEqualTo(150);
    assertThat(curve.at(1509)).isEqualTo(150);
    assertThat(curve.at(9)).isNaN();
    assertThat(curve.latest()).isEqualTo(300);
    Curve.Columns columns = curve.columns(3000, 3001);
    assertThat(columns.size()).isEqualTo(300);
    assertThat(columns.column()[0]).isEqualTo(10);
    assertThat(columns.mean()).startsWith(1, 2, 3);
  }

  @Test
  void ofManyValuesPeaksAndMeansStayAndThereIsAPointAColumn() {
    Curve curve = new Curve();
    int steps = 100_000;
    double sum = 0;
    for (int step = 1; step <= steps; step++) {
      double value = step == 54_321 ? 1000 : step == 70_007 ? -1000 : Math.sin(step * 0.001);
      sum += value;
      curve.add(step, value);
    }
    Curve.Columns columns = curve.columns(steps, 320);
    assertThat(columns.size()).isEqualTo(320);
    int peak = 0;
    int hole = 0;
    for (int i = 0; i < columns.size(); i++) {
      assertThat(columns.column()[i]).isEqualTo(i);
      assertThat(columns.low()[i])
          .isLessThanOrEqualTo(columns.mean()[i])
          .isLessThanOrEqualTo(columns.high()[i]);
      peak = columns.high()[i] == 1000 ? i : peak;
      hole = columns.low()[i] == -1000 ? i : hole;
    }
    assertThat(peak).isCloseTo((int) Math.round(0.54321 * 319), within(1));
    assertThat(hole).isCloseTo((int) Math.round(0.70007 * 319), within(1));
    assertThat(curve.at(25_000)).isCloseTo(Math.sin(25), within(0.1));
    assertThat(curve.columns(steps, 1).mean()[0]).isCloseTo(sum / steps, within(1e-9));
  }

  @Test
  void aRunThatGoesOnForgetsWhatCameAfterItsLastSave() {
    Curve curve = new Curve();
    for (int step = 1; step <= 400; step++) {
      curve.add(step, step);
    }
    curve.cutAfter(250);
    assertThat(curve.latest()).isEqualTo(250);
    assertThat(curve.lastStep()).isEqualTo(250);
    curve.add(251, 7);
    assertThat(curve.at(251)).isEqualTo(7);
    assertThat(curve.at(250)).isEqualTo(250);
    curve.cutAfter(0);
    assertThat(curve.isEmpty()).isTrue();
    assertThat(curve.latest()).isNaN();
  }

  @Test
  void whatIsNoNumberIsLeftOut() {
    Curve curve = new Curve();
    curve.add(1, Double.NaN);
    assertThat(curve.isEmpty()).isTrue();
    curve.add(2, 5);
    curve.add(3, Double.POSITIVE_INFINITY);
    assertThat(curve.latest()).isEqualTo(5);
    assertThat(curve.columns(3, 10).high()).containsExactly(5);
  }
}
