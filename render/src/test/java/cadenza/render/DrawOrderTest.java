package cadenza.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import java.util.Arrays;
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
  void everySlabIsAnEvenSample() {
    DrawOrder order = DrawOrder.of(Rooms.cube(300_000, 2));
    assertThat(order.slabCount()).isEqualTo(5);
    for (int slab = 0; slab < order.slabCount(); slab++) {
      int[] octants = new int[8];
      for (int slot = order.slabStart(slab); slot < order.slabStart(slab + 1); slot++) {
        octants[
            (order.x()[slot] > 0 ? 1 : 0)
                | (order.y()[slot] > 0 ? 2 : 0)
                | (order.z()[slot] > 0 ? 4 : 0)]++;
      }
      // Dealing along the curve is much more even than chance, which would give ±90.
      for (int octant : octants) {
        assertThat(octant).isBetween(7_350, 7_650);
      }
    }
  }

  @Test
  void spheresHoldTheirBlocks() {
    DrawOrder order = DrawOrder.of(Rooms.room(150_000, 3));
    float[] spheres = order.blockSpheres();
    for (int block = 0; block < order.blockCount(); block++) {
      for (int slot = order.blockStart(block); slot < order.blockStart(block + 1); slot++) {
        double dx = order.x()[slot] - spheres[4 * block];
        double dy = order.y()[slot] - spheres[4 * block + 1];
        double dz = order.z()[slot] - spheres[4 * block + 2];
        assertThat(Math.sqrt(dx * dx + dy * dy + dz * dz))
            .isLessThanOrEqualTo(spheres[4 * block + 3]);
      }
    }
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
    assertThat(one.blockCount()).isEqualTo(1);
    assertThat(one.gapFactor(1)).isEqualTo(1);
  }

  @Test
  void coincidentPointsAreFine() {
    DrawOrder order = DrawOrder.of(PointCloud.builder(new float[3 * 1000]).build());
    assertThat(order.slotCount()).isEqualTo(1000);
  }
}
