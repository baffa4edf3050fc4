package cadenza.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawOrderTest {
  @Test
  void holdsEveryFinitePointOnce() {
    PointCloud cloud = Rooms.room(200_000, 1);
    float[] xyz = cloud.positions().clone();
    xyz[3 * 17] = Float.NaN;
    xyz[3 * 4711 + 2] = Float.POSITIVE_INFINITY;
    DrawOrder order = DrawOrder.of(PointCloud.builder(xyz).origin(5e5, -3e6, 10).build());
    int[] points = order.pointOfSlot().clone();
    Arrays.sort(points);
    assertThat(points)
        .isEqualTo(IntStream.range(0, 200_000).filter(i -> i != 17 && i != 4711).toArray());
    for (int slot = 0; slot < order.slotCount(); slot += 97) {
      int point = order.pointOfSlot()[slot];
      assertThat(order.center()[0] + order.x()[slot]).isCloseTo(5e5 + xyz[3 * point], within(1e-6));
      assertThat(order.center()[1] + order.y()[slot])
          .isCloseTo(-3e6 + xyz[3 * point + 1], within(1e-6));
    }
  }

  @Test
  void everyBeginningOfACellIsAnEvenSample() {
    DrawOrder order = DrawOrder.of(Rooms.cube(300_000, 2));
    assertThat(order.cellCount()).isBetween(40, 200);
    for (int cell = 0; cell < order.cellCount(); cell++) {
      int all = order.pointCount(cell);
      assertThat(all).isBetween(1, DrawOrder.CELL);
      float[] sphere = Arrays.copyOfRange(order.cellSpheres(), 4 * cell, 4 * cell + 4);
      int some = all / 8;
      assertThat(low(order, cell, some, sphere) * 8.0 / low(order, cell, all, sphere))
          .isCloseTo(1, within(0.12));
    }
  }

  private static int low(DrawOrder order, int cell, int count, float[] sphere) {
    int low = 0;
    for (int i = 0; i < count; i++) {
      low += order.z()[order.slot(cell, i)] < sphere[2] ? 1 : 0;
    }
    return low;
  }

  @Test
  void everySlotIsInOneCell() {
    DrawOrder order = DrawOrder.of(Rooms.room(150_000, 12));
    BitSet seen = new BitSet();
    for (int cell = 0; cell < order.cellCount(); cell++) {
      for (int i = 0; i < order.pointCount(cell); i++) {
        assertThat(seen.get(order.slot(cell, i))).isFalse();
        seen.set(order.slot(cell, i));
      }
    }
    assertThat(seen.cardinality()).isEqualTo(order.slotCount());
    assertThat(seen.length()).isEqualTo(order.slotCount());
  }

  @Test
  void spheresHoldTheirCells() {
    DrawOrder order = DrawOrder.of(Rooms.room(150_000, 3));
    float[] spheres = order.cellSpheres();
    for (int cell = 0; cell < order.cellCount(); cell++) {
      for (int i = 0; i < order.pointCount(cell); i++) {
        int slot = order.slot(cell, i);
        double dx = order.x()[slot] - spheres[4 * cell];
        double dy = order.y()[slot] - spheres[4 * cell + 1];
        double dz = order.z()[slot] - spheres[4 * cell + 2];
        assertThat(Math.sqrt(dx * dx + dy * dy + dz * dz))
            .isLessThanOrEqualTo(spheres[4 * cell + 3]);
      }
    }
  }

  @Test
  void aSampleIsSpreadOverTheCloud() {
    PointCloud cloud = Rooms.room(200_000, 13);
    DrawOrder sample = DrawOrder.sampleOf(cloud, 50_000);
    assertThat(sample.slotCount()).isEqualTo(50_000);
    assertThat(Arrays.stream(sample.pointOfSlot()).distinct().count()).isEqualTo(50_000);
    assertThat(Arrays.stream(sample.pointOfSlot()).max().orElse(0)).isGreaterThan(190_000);
    assertThat(median(sample.spacingMeters()) / median(DrawOrder.of(cloud).spacingMeters()))
        .isCloseTo(2, within(0.3));
  }

  private static double median(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Test
  void spacingIsThatOfTheSurface() {
    // A plane of 4 m² with a point every centimetre.
    float[] xyz = new float[3 * 40_000];
    for (int i = 0; i < 40_000; i++) {
      xyz[3 * i] = i % 200 * 0.01f;
      int row = i / 200;
      xyz[3 * i + 1] = row * 0.01f;
    }
    DrawOrder order = DrawOrder.of(PointCloud.builder(xyz).build());
    float[] spacing = order.spacingMeters().clone();
    Arrays.sort(spacing);
    assertThat(spacing[20_000]).isCloseTo(0.01f, within(0.003f));
    assertThat(spacing[39_999]).isLessThan(0.02f);
    for (int tilt : order.tilts()) {
      assertThat(Math.abs((byte) (tilt >> 16))).isEqualTo(127);
    }
  }

  @Test
  void findsTheShellOfARoomAndLeavesTheFurniture() {
    PointCloud cloud = Rooms.room(60_000, 4);
    DrawOrder order = DrawOrder.of(cloud);
    int shell = 0;
    int shellFound = 0;
    for (int slot = 0; slot < order.slotCount(); slot++) {
      double x = cloud.world(order.pointOfSlot()[slot], 0);
      double y = cloud.world(order.pointOfSlot()[slot], 1);
      double z = cloud.world(order.pointOfSlot()[slot], 2);
      int tilt = order.tilts()[slot];
      boolean marked = (tilt & DrawOrder.SHELL) != 0;
      boolean box = x > 0.1 && x < 3.9 && y > 0.1 && y < 2.9 && z > 0.1 && z < 2.4;
      if (box) {
        assertThat(marked).isFalse();
      } else {
        shell++;
        shellFound += marked ? 1 : 0;
        if (marked && z > 2.49 && x > 0.2 && x < 3.8 && y > 0.2 && y < 2.8) {
          assertThat((byte) (tilt >> 16)).as("the ceiling faces down").isNegative();
        }
      }
    }
    assertThat((double) shellFound / shell).isGreaterThan(0.9);
  }

  @Test
  void emptyAndSinglePointCloudsAreFine() {
    assertThat(DrawOrder.of(PointCloud.builder(new float[0]).build()).slotCount()).isZero();
    DrawOrder one = DrawOrder.of(PointCloud.builder(new float[] {1, 2, 3}).build());
    assertThat(one.slotCount()).isEqualTo(1);
    assertThat(one.cellCount()).isEqualTo(1);
    assertThat(one.pointCount(0)).isEqualTo(1);
  }

  @Test
  void coincidentPointsAreFine() {
    DrawOrder order = DrawOrder.of(PointCloud.builder(new float[3 * 1000]).build());
    assertThat(order.slotCount()).isEqualTo(1000);
    assertThat(DrawOrder.of(PointCloud.builder(new float[60_000]).build()).cellCount())
        .isEqualTo(5);
  }
}
