package cadenza.app.viewport.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.render.ClipBox;
import cadenza.scan.PointCloud;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RoomFitTest {
  /// A room of 6 by 3 by 2 m around (100, 50, 1), turned.
  private static PointCloud room(double degrees) {
    Random random = new Random(7);
    int count = 20_000;
    float[] positions = new float[3 * count];
    double yaw = Math.toRadians(degrees);
    for (int i = 0; i < count; i++) {
      double u = 6 * random.nextDouble() - 3;
      double v = 3 * random.nextDouble() - 1.5;
      positions[3 * i] = (float) (u * Math.cos(yaw) - v * Math.sin(yaw));
      positions[3 * i + 1] = (float) (u * Math.sin(yaw) + v * Math.cos(yaw));
      positions[3 * i + 2] = (float) (2 * random.nextDouble() - 1);
    }
    return PointCloud.builder(positions).origin(100, 50, 1).build();
  }

  @Test
  void aTurnedRoomGetsATurnedBox() {
    for (double degrees : new double[] {-40, -12.5, 20, 33}) {
      PointCloud cloud = room(degrees);
      ClipBox box = RoomFit.around(cloud, cloud.bounds());
      assertThat(Math.toDegrees(box.yawRadians())).isCloseTo(degrees, within(1.0));
      assertThat(2 * box.half(0)).isCloseTo(6, within(0.1));
      assertThat(2 * box.half(1)).isCloseTo(3, within(0.1));
      assertThat(box.center().x()).isCloseTo(100, within(0.05));
      assertThat(box.center().y()).isCloseTo(50, within(0.05));
    }
  }

  @Test
  void aRoomThatIsStraightKeepsItsBounds() {
    PointCloud cloud = room(0);
    assertThat(RoomFit.around(cloud, cloud.bounds())).isEqualTo(ClipBox.of(cloud.bounds()));
  }
}
