package cadenza.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawPlanTest {
  private static final int WIDTH = 320;
  private static final int HEIGHT = 200;
  private static final PointCloud ROOM = Rooms.room(400_000, 3);
  private static final DrawOrder ORDER = DrawOrder.of(ROOM);

  private static Projection projection(Camera camera) {
    return Projection.of(camera, ORDER, WIDTH, HEIGHT, PointSize.adaptive(1), 0, 1);
  }

  private static Camera home() {
    return Camera.home(ROOM.bounds(), WIDTH, HEIGHT);
  }

  @Test
  void whatIsNotManyIsDrawnWhole() {
    DrawPlan plan = DrawPlan.complete(ORDER, projection(home()), null, WIDTH, HEIGHT);
    assertThat(plan.isWhole()).isTrue();
    assertThat(plan.points()).isEqualTo(400_000).isEqualTo(plan.pointsInSight());
    assertThat(plan.pointsBefore(plan.size())).isEqualTo(400_000);
    for (int entry = 0; entry < plan.size(); entry++) {
      assertThat(plan.gap(entry)).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5_000, 40_000, 150_000})
  void aBudgetIsKeptAndUsed(int budget) {
    DrawPlan plan = DrawPlan.of(ORDER, projection(home()), null, WIDTH, HEIGHT, budget);
    assertThat(plan.isWhole()).isFalse();
    assertThat(plan.points()).isBetween((long) (budget * 0.9), (long) budget);
    for (int entry = 0; entry < plan.size(); entry++) {
      double all = ORDER.pointCount(plan.cell(entry));
      assertThat((double) plan.gap(entry))
          .isCloseTo(Math.sqrt(all / plan.count(entry)), within(1e-3));
    }
  }

  @Test
  void whatIsNearKeepsMoreOfItsPoints() {
    Camera inside = new Camera(new Vec3(3.5, 2.5, 1.2), 2.5, 0.6, 0.1, 1.2, false);
    Projection projection = projection(inside);
    DrawPlan plan = DrawPlan.of(ORDER, projection, null, WIDTH, HEIGHT, 10_000);
    double nearest = 0;
    double farthest = 1;
    double least = Double.POSITIVE_INFINITY;
    double most = 0;
    for (int entry = 0; entry < plan.size(); entry++) {
      double apart = projection.pixelsApart(ORDER, plan.cell(entry));
      double share = (double) plan.count(entry) / ORDER.pointCount(plan.cell(entry));
      if (apart > most) {
        most = apart;
        nearest = share;
      }
      if (apart < least) {
        least = apart;
        farthest = share;
      }
    }
    assertThat(nearest).isGreaterThan(3 * farthest);
  }

  /// Every point that a picture shows is in its plan, also where most of the cloud is out of sight.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nothingInSightIsLeftOut(boolean orthographic) {
    Camera camera = new Camera(new Vec3(1, 1, 1), 0.8, 0.7, 0.3, 0.9, orthographic);
    DrawPlan plan = DrawPlan.complete(ORDER, projection(camera), null, WIDTH, HEIGHT);
    assertThat(plan.pointsInSight()).isLessThan(300_000);
    BitSet planned = new BitSet();
    for (int entry = 0; entry < plan.size(); entry++) {
      for (int i = 0; i < plan.count(entry); i++) {
        planned.set(ORDER.pointOfSlot()[ORDER.slot(plan.cell(entry), i)]);
      }
    }
    for (int point = 0; point < ROOM.pointCount(); point++) {
      Vec3 world = new Vec3(ROOM.world(point, 0), ROOM.world(point, 1), ROOM.world(point, 2));
      double[] at = camera.project(world, WIDTH, HEIGHT);
      boolean isInFront = orthographic || at[2] > camera.nearMeters();
      if (isInFront && at[0] >= 0 && at[1] >= 0 && at[0] < WIDTH && at[1] < HEIGHT) {
        assertThat(planned.get(point)).isTrue();
      }
    }
  }

  @Test
  void cellsOutsideOfTheClipBoxAreLeftOut() {
    ClipBox box = new ClipBox(new Vec3(2, 1.5, 0.5), new Vec3(0.8, 0.8, 0.6), 0.5);
    DrawPlan plan = DrawPlan.complete(ORDER, projection(home()), box, WIDTH, HEIGHT);
    assertThat(plan.points()).isLessThan(200_000);
    BitSet planned = new BitSet();
    for (int entry = 0; entry < plan.size(); entry++) {
      for (int i = 0; i < plan.count(entry); i++) {
        planned.set(ORDER.pointOfSlot()[ORDER.slot(plan.cell(entry), i)]);
      }
    }
    for (int point = 0; point < ROOM.pointCount(); point++) {
      if (box.contains(
          new Vec3(ROOM.world(point, 0), ROOM.world(point, 1), ROOM.world(point, 2)))) {
        assertThat(planned.get(point)).isTrue();
      }
    }
  }

  @Test
  void advancingTakesAtLeastOneCellAndEndsAtTheEnd() {
    DrawPlan plan = DrawPlan.complete(ORDER, projection(home()), null, WIDTH, HEIGHT);
    assertThat(plan.advance(0, 0)).isEqualTo(1);
    assertThat(plan.advance(plan.size() - 1, 1e9)).isEqualTo(plan.size());
    int half = plan.advance(0, 200_000);
    assertThat(plan.pointsBefore(half)).isBetween(190_000L, 200_000L);
  }
}
