package cadenza.render.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.render.Rooms;
import cadenza.render.Scene;
import cadenza.render.Selection;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.BitSet;
import java.util.concurrent.CancellationException;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

class ConnectedRegionTest {
  private static final PointCloud ROOM = Rooms.room(200_000, 3);
  private static final PointIndex INDEX = PointIndex.of(ROOM, Progress.none());
  private static final Likeness ANY = new Likeness(180, 1, Integer.MAX_VALUE);

  private static Selection grow(Scene scene, int point, Likeness likeness) {
    return ConnectedRegion.from(INDEX, scene, point, likeness, Progress.none()).points();
  }

  private static float at(int point, int axis) {
    return ROOM.positions()[3 * point + axis];
  }

  private static int first(IntPredicate wanted) {
    for (int i = 0; i < ROOM.pointCount(); i++) {
      if (wanted.test(i)) {
        return i;
      }
    }
    throw new AssertionError("no such point");
  }

  private static Selection where(IntPredicate wanted) {
    BitSet points = new BitSet();
    for (int i = 0; i < ROOM.pointCount(); i++) {
      if (wanted.test(i)) {
        points.set(i);
      }
    }
    return Selection.of(ROOM.pointCount(), points);
  }

  @Test
  void aFloorGrowsToItsWallsAndNotUpThem() {
    Selection floor = where(i -> at(i, 2) == 0);
    int start = first(i -> at(i, 2) == 0 && at(i, 0) < 1 && at(i, 1) < 1 && at(i, 0) > 0.5);
    Selection region = grow(Scene.of(ROOM), start, Likeness.SURFACE);
    assertThat(floor.minus(region).size()).isLessThan(floor.size() / 50);
    Selection above = region.minus(where(i -> at(i, 2) < 0.06));
    assertThat(above.isEmpty()).as("nothing of walls or box: %s", above).isTrue();
  }

  @Test
  void theTopOfTheBoxIsASurfaceOfItsOwn() {
    IntPredicate top = i -> at(i, 2) == 1 && at(i, 0) > 1.5 && at(i, 0) < 2.5;
    int start = first(i -> top.test(i) && Math.abs(at(i, 0) - 2) < 0.2);
    Selection region = grow(Scene.of(ROOM), start, Likeness.SURFACE);
    Selection whole = where(top);
    assertThat(whole.minus(region).size()).isLessThan(whole.size() / 25);
    assertThat(region.minus(where(i -> at(i, 2) > 0.94 && at(i, 2) < 1.01)).isEmpty()).isTrue();
  }

  @Test
  void theCloudsOwnNormalsAreUsedWhereItHasThem() {
    float[] normals = new float[3 * ROOM.pointCount()];
    for (int i = 0; i < ROOM.pointCount(); i++) {
      int axis = at(i, 2) == 0 || at(i, 2) == 1 || at(i, 2) == 2.5f ? 2 : 0;
      normals[3 * i + axis] = i % 2 == 0 ? 1 : -1;
    }
    PointCloud cloud = ROOM.toBuilder().normals(normals).build();
    PointIndex index = PointIndex.of(cloud, Progress.none());
    int start = first(i -> at(i, 2) == 0 && at(i, 0) < 1);
    Selection region =
        ConnectedRegion.from(index, Scene.of(cloud), start, Likeness.SURFACE, Progress.none())
            .points();
    Selection floor = where(i -> at(i, 2) == 0);
    assertThat(floor.minus(region).size()).isLessThan(floor.size() / 50);
    assertThat(region.minus(where(i -> at(i, 2) < 0.06)).isEmpty()).isTrue();
  }

  @Test
  void coloursBoundARegion() {
    // The box is of other colours than the room; with any normal all of it is one thing.
    int start = first(i -> at(i, 2) == 1 && at(i, 0) > 1.8 && at(i, 0) < 2.2);
    Selection region = grow(Scene.of(ROOM), start, ANY.withColorDifference(0.12));
    Selection box = where(i -> (ROOM.colors()[3 * i + 2] & 0xff) == 60);
    assertThat(region.size()).isGreaterThan(box.size() / 4);
    assertThat(region.minus(box).size()).isLessThan(region.size() / 20);
  }

  @Test
  void withoutBoundsEverythingConnectedIsTaken() {
    assertThat(grow(Scene.of(ROOM), 0, ANY).size()).isGreaterThan(ROOM.pointCount() * 99 / 100);
  }

  @Test
  void whatIsHiddenSeparates() {
    BitSet visible = where(i -> at(i, 2) < 0.5 || at(i, 2) > 0.7).toBitSet();
    int start = first(i -> at(i, 2) == 0);
    Selection region = grow(Scene.of(ROOM).withVisible(visible), start, ANY);
    assertThat(region.minus(where(i -> at(i, 2) < 0.5)).isEmpty()).isTrue();
    int hidden = first(i -> !visible.get(i));
    assertThat(grow(Scene.of(ROOM).withVisible(visible), hidden, ANY).isEmpty()).isTrue();
  }

  @Test
  void itEndsWhereItIsLargeEnoughAndSaysSo() {
    var region =
        ConnectedRegion.from(INDEX, Scene.of(ROOM), 0, new Likeness(180, 1, 1234), Progress.none());
    assertThat(region.points().size()).isEqualTo(1234);
    assertThat(region.limited()).isTrue();
  }

  @Test
  void oddCloudsAreSurvived() {
    float nan = Float.NaN;
    PointCloud odd =
        PointCloud.builder(new float[] {1, 1, 1, 1, 1, 1, nan, 0, 0, 1e6f, -1e6f, 3}).build();
    PointIndex index = PointIndex.of(odd, Progress.none());
    assertThat(ConnectedRegion.from(index, Scene.of(odd), 0, ANY, Progress.none()).points().size())
        .isGreaterThanOrEqualTo(2);
    assertThat(
            ConnectedRegion.from(index, Scene.of(odd), 2, ANY, Progress.none()).points().isEmpty())
        .isTrue();
  }

  @Test
  void itCanBeCancelled() {
    Progress cancelled =
        new Progress() {
          @Override
          public void report(double fraction, String step) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> ConnectedRegion.from(INDEX, Scene.of(ROOM), 0, ANY, cancelled))
        .isInstanceOf(CancellationException.class);
  }
}
