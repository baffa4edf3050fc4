package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationTest {
  private static final List<ProbeClass> CLASSES = Synthetic.classes(4);

  @Test
  void scoresAreThoseByHand() {
    // Truth 1: three right, one taken for 2. Truth 2: one right, one taken for 4. Truth 3: one
    // taken for 1. Class 4 is not in the truth. Unlabelled: 0, -1, 255.
    int[] truth = {1, 1, 1, 1, 2, 2, 3, 0, -1, 255};
    int[] predicted = {1, 1, 1, 2, 2, 4, 1, 1, 2, 3};
    Evaluation evaluation = Evaluation.of(CLASSES, truth, predicted);
    assertThat(evaluation.confusion())
        .isDeepEqualTo(new long[][] {{3, 1, 0, 0}, {0, 1, 0, 1}, {1, 0, 0, 0}, {0, 0, 0, 0}});
    assertThat(evaluation.points()).isEqualTo(7);
    assertThat(evaluation.points(0)).isEqualTo(4);
    assertThat(evaluation.iou(0)).hasValue(3.0 / 5);
    assertThat(evaluation.iou(1)).hasValue(1.0 / 3);
    assertThat(evaluation.iou(2)).hasValue(0);
    assertThat(evaluation.iou(3)).isEmpty();
    assertThat(evaluation.accuracy(0)).hasValue(3.0 / 4);
    assertThat(evaluation.accuracy(3)).isEmpty();
    assertThat(evaluation.meanIou()).isCloseTo((3.0 / 5 + 1.0 / 3) / 3, within(1e-12));
    assertThat(evaluation.meanAccuracy()).isCloseTo((3.0 / 4 + 1.0 / 2) / 3, within(1e-12));
    assertThat(evaluation.accuracy()).isCloseTo(4.0 / 7, within(1e-12));
  }

  @Test
  void nothingScoredHasNoScore() {
    Evaluation nothing = Evaluation.of(CLASSES, new int[] {0, 9}, new int[] {1, 2});
    assertThat(nothing.meanIou()).isNaN();
    assertThat(nothing.meanAccuracy()).isNaN();
    assertThat(nothing.accuracy()).isNaN();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> Evaluation.of(CLASSES, new int[] {1}, new int[] {9}))
        .hasMessageContaining("no class 9");
    assertThatThrownBy(() -> new Evaluation(CLASSES, new long[4][3]))
        .hasMessageContaining("a row and a column");
  }
}
