package cadenza.render.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScreenMaskTest {
  private static final int WIDTH = 150;
  private static final int HEIGHT = 90;

  private interface Inside {
    boolean at(double x, double y);
  }

  private static void assertPixels(ScreenMask mask, Inside inside) {
    int count = 0;
    for (int y = -3; y < HEIGHT + 3; y++) {
      for (int x = -3; x < WIDTH + 3; x++) {
        boolean expected =
            x >= 0 && y >= 0 && x < WIDTH && y < HEIGHT && inside.at(x + 0.5, y + 0.5);
        assertThat(mask.contains(x, y)).as("pixel %d, %d", x, y).isEqualTo(expected);
        if (expected) {
          count++;
          assertThat(mask.mayTouch(x, y, x, y)).isTrue();
        }
      }
    }
    assertThat(mask.pixelCount()).isEqualTo(count);
    assertThat(mask.isEmpty()).isEqualTo(count == 0);
  }

  /// Winding number by angle-free crossing counts, straight from the definition.
  private static boolean inside(double[] xy, double x, double y, FillRule rule) {
    int winding = 0;
    int crossings = 0;
    for (int i = 0; i < xy.length; i += 2) {
      int j = (i + 2) % xy.length;
      boolean above = xy[i + 1] <= y;
      if (above != xy[j + 1] <= y) {
        double at = xy[i] + (xy[j] - xy[i]) * (y - xy[i + 1]) / (xy[j + 1] - xy[i + 1]);
        if (at <= x) {
          winding += above ? 1 : -1;
          crossings++;
        }
      }
    }
    return rule == FillRule.EVEN_ODD ? crossings % 2 != 0 : winding != 0;
  }

  @Test
  void aCircleHoldsThePixelsWhoseCentresAreWithinIt() {
    ScreenMask mask = ScreenMask.circle(WIDTH, HEIGHT, 60.3, 41.8, 17.5);
    assertPixels(mask, (x, y) -> Math.hypot(x - 60.3, y - 41.8) <= 17.5);
  }

  @Test
  void aCircleSmallerThanAPixelHoldsThePixelUnderIt() {
    ScreenMask mask = ScreenMask.circle(WIDTH, HEIGHT, 60.05, 41.95, 0.2);
    assertThat(mask.pixelCount()).isEqualTo(1);
    assertThat(mask.contains(60, 41)).isTrue();
  }

  @Test
  void shapesAreCutOffAtThePicture() {
    assertPixels(
        ScreenMask.circle(WIDTH, HEIGHT, -4, HEIGHT + 2, 20),
        (x, y) -> Math.hypot(x + 4, y - HEIGHT - 2) <= 20);
    assertPixels(ScreenMask.circle(WIDTH, HEIGHT, 900, 900, 20), (x, y) -> false);
    assertPixels(ScreenMask.box(WIDTH, HEIGHT, -50, -50, 1e9, 1e9), (x, y) -> true);
  }

  @Test
  void aStrokeHoldsEverythingNearItsLine() {
    for (double[] end : new double[][] {{120, 70}, {20, 80}, {20.5, 15}, {100, 15}, {5, 3}}) {
      ScreenMask mask = ScreenMask.stroke(WIDTH, HEIGHT, 20.5, 15, end[0], end[1], 6);
      assertPixels(
          mask,
          (x, y) -> {
            double dx = end[0] - 20.5;
            double dy = end[1] - 15;
            double square = dx * dx + dy * dy;
            double t =
                square == 0 ? 0 : Math.clamp(((x - 20.5) * dx + (y - 15) * dy) / square, 0, 1);
            return Math.hypot(x - 20.5 - t * dx, y - 15 - t * dy) <= 6;
          });
    }
  }

  @Test
  void aBoxMayBeDraggedFromAnyCorner() {
    assertPixels(
        ScreenMask.box(WIDTH, HEIGHT, 90, 70, 30, 20),
        (x, y) -> x > 30 && x < 90 && y > 20 && y < 70);
  }

  @ParameterizedTest
  @EnumSource(FillRule.class)
  void polygonsAgreeWithTheDefinition(FillRule rule) {
    SplittableRandom random = new SplittableRandom(4);
    for (int round = 0; round < 30; round++) {
      double[] xy = new double[2 * (3 + random.nextInt(12))];
      for (int i = 0; i < xy.length; i++) {
        // Also on whole and half pixels, where edges meet centres.
        xy[i] = Math.rint(2 * random.nextDouble(-30, i % 2 == 0 ? 180 : 120)) / 2;
        if (round % 2 == 0) {
          xy[i] += random.nextDouble(0.1);
        }
      }
      assertPixels(ScreenMask.polygon(WIDTH, HEIGHT, xy, rule), (x, y) -> inside(xy, x, y, rule));
    }
  }

  @Test
  void anOutlineThatLoopsOverItselfKeepsTheOverlapByWinding() {
    double[] twice = {10, 10, 60, 10, 60, 60, 10, 60, 10, 10, 60, 10, 60, 60, 10, 60};
    assertThat(ScreenMask.polygon(WIDTH, HEIGHT, twice, FillRule.NON_ZERO).pixelCount())
        .isEqualTo(2500);
    assertThat(ScreenMask.polygon(WIDTH, HEIGHT, twice, FillRule.EVEN_ODD).isEmpty()).isTrue();
  }

  @Test
  void outlinesWithoutAnInsideAreEmpty() {
    double[] line = {3, 3, 80, 40, 3, 3};
    assertThat(ScreenMask.polygon(WIDTH, HEIGHT, line, FillRule.NON_ZERO).isEmpty()).isTrue();
    assertThat(ScreenMask.polygon(WIDTH, HEIGHT, new double[] {1, 2}, FillRule.NON_ZERO).isEmpty())
        .isTrue();
    double[] flat = {3, 3.5, 80, 3.5, 40, 3.5};
    assertThat(ScreenMask.polygon(WIDTH, HEIGHT, flat, FillRule.NON_ZERO).isEmpty()).isTrue();
    assertThat(ScreenMask.empty().mayTouch(-1e9, -1e9, 1e9, 1e9)).isFalse();
  }

  @Test
  void numbersThatAreNoneAreRefused() {
    assertThatThrownBy(() -> ScreenMask.circle(WIDTH, HEIGHT, Double.NaN, 3, 4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> ScreenMask.polygon(WIDTH, HEIGHT, new double[] {1, 2, 3}, FillRule.EVEN_ODD))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rectanglesFarFromTheShapeAreKnownToMissIt() {
    ScreenMask mask = ScreenMask.circle(1600, 1000, 800, 500, 100);
    assertThat(mask.mayTouch(0, 0, 600, 1000)).isFalse();
    assertThat(mask.mayTouch(0, 0, 1600, 380)).isFalse();
    assertThat(mask.mayTouch(700, 400, 712, 412)).as("a corner of its box").isFalse();
    assertThat(mask.mayTouch(0, 0, 1600, 1000)).isTrue();
    assertThat(mask.mayTouch(Double.NaN, 0, 1600, 1000)).isFalse();
  }
}
