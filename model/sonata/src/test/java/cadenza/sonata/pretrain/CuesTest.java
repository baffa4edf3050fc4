package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CuesTest {
  private static final int VIEWS = 400;

  private static ViewPoints view() {
    float[] coord = {0, 0, 0, 1, 2, 3};
    return new ViewPoints(
        coord, coord.clone(), new float[] {10, 20, 30, 200, 0, 0}, new float[] {0, 0, 1, 1, 0, 0});
  }

  @Test
  void aViewLacksColourOrNormalsButNeverBoth() {
    ViewRecipe.Cues cues = new ViewRecipe.Cues(0.5, 0.5, 0.5);
    Draws draws = new Draws(4);
    int grey = 0;
    int flat = 0;
    double lowest = 0;
    double highest = 0;
    for (int i = 0; i < VIEWS; i++) {
      ViewPoints view = view();
      Augmentation.weaken(view, cues, draws.stream(i));
      boolean isGrey = view.color()[0] == view.color()[3];
      boolean isFlat = view.normal()[2] == 0;
      assertThat(isGrey && isFlat).isFalse();
      grey += isGrey ? 1 : 0;
      flat += isFlat ? 1 : 0;
      float lift = view.coord()[2];
      assertThat(view.coord()[5] - lift).isCloseTo(3, within(1e-6f));
      lowest = Math.min(lowest, lift);
      highest = Math.max(highest, lift);
    }
    assertThat((double) grey / VIEWS).isBetween(0.4, 0.6);
    assertThat((double) flat / VIEWS).isBetween(0.18, 0.32); // where colour is there
    assertThat(lowest).isBetween(-0.5, -0.45);
    assertThat(highest).isBetween(0.45, 0.5);
  }
}
