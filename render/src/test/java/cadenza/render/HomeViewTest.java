package cadenza.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Bounds;
import cadenza.scan.PointCloud;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HomeViewTest {
  @Test
  void straysDoNotMakeTheRoomSmall() {
    float[] xyz = Rooms.room(50_000, 1).positions().clone();
    for (int i = 0; i < 50; i++) {
      xyz[3 * 900 * i] = 400 + i;
    }
    Bounds bounds = HomeView.bounds(PointCloud.builder(xyz).origin(0, 0, 7).build());
    assertThat(bounds.extent(0)).isCloseTo(4, within(0.05));
    assertThat(bounds.max()[2]).isCloseTo(9.5, within(0.05));
  }

  @Test
  void aRoomIsSeenFromTheDefaultCorner() {
    PointCloud room = Rooms.room(50_000, 2);
    Camera camera = HomeView.of(room, 160, 100);
    assertThat(camera.yawRadians()).isEqualTo(Camera.home(room.bounds(), 160, 100).yawRadians());
  }

  @Test
  void twoWallsAreSeenFromWhereTheSensorWas() {
    SplittableRandom random = new SplittableRandom(3);
    float[] xyz = new float[3 * 20_000];
    for (int i = 0; i < 20_000; i++) {
      float along = (float) random.nextDouble(3);
      xyz[3 * i] = i % 2 == 0 ? along : 0;
      xyz[3 * i + 1] = i % 2 == 0 ? 0 : along;
      xyz[3 * i + 2] = (float) random.nextDouble(2.5);
    }
    Camera camera = HomeView.of(PointCloud.builder(xyz).build(), 160, 100);
    assertThat(camera.eye().x()).isGreaterThan(1.5);
    assertThat(camera.eye().y()).isGreaterThan(1.5);
  }

  @Test
  void nothingGivesAUsableCamera() {
    float nan = Float.NaN;
    assertThat(HomeView.of(PointCloud.builder(new float[0]).build(), 16, 10).distance())
        .isPositive();
    assertThat(HomeView.of(PointCloud.builder(new float[] {nan, 0, 0}).build(), 16, 10).distance())
        .isPositive();
    assertThat(HomeView.of(PointCloud.builder(new float[] {1, 2, 3}).build(), 16, 10).distance())
        .isPositive();
  }
}
