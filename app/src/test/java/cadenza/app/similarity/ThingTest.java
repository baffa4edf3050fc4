package cadenza.app.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.SmallRoom;
import cadenza.scan.PointCloud;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThingTest {
  private final PointCloud cloud = SmallRoom.cloud(); // classes 1, 2, 3

  @Test
  void whatPeopleKnowAtSightComesFirst() {
    assertThat(Thing.in(cloud, Map.of(1, "floor", 2, "table", 3, "chair")))
        .contains(new Thing("chair", 3));
    assertThat(Thing.in(cloud, Map.of(1, "floor", 2, "table", 9, "chair")))
        .as("no chair is there")
        .contains(new Thing("table", 2));
    assertThat(Thing.in(cloud, Map.of(1, "floor", 2, "wall", 3, "wall"))).isEmpty();
    assertThat(Thing.in(cloud, Map.of())).isEmpty();
    assertThat(Thing.in(cloud.toBuilder().without("label").build(), Map.of(1, "chair"))).isEmpty();
  }

  @Test
  void theMiddleIsAPointOfTheThing() {
    int point = new Thing("chair", 3).middle(cloud);
    assertThat(cloud.attribute("label").orElseThrow().getInt(point)).isEqualTo(3);
    assertThat(cloud.world(point, 0)).isCloseTo(501, within(.06));
    assertThat(cloud.world(point, 2)).isCloseTo(11, within(.06));
  }

  @Test
  void theNearestPointIsFoundInWorldCoordinates() {
    NearestPoint found = NearestPoint.to(new double[] {500, -200, 12.5}, cloud);
    assertThat(found.distanceMeters()).isCloseTo(.5, within(1e-6));
    assertThat(cloud.world(found.index(), 2)).isCloseTo(12, within(1e-6));
    PointCloud none = PointCloud.builder(new float[] {Float.NaN, 0, 0}).build();
    assertThat(NearestPoint.to(new double[3], none).index()).isEqualTo(-1);
  }
}
