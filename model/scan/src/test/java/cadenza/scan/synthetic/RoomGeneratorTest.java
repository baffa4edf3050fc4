package cadenza.scan.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoomGeneratorTest {
  @Test
  void aSeedGivesTheSameBytesWithAnyNumberOfThreads() {
    PointCloud once = RoomGenerator.generate(RoomKind.BATHROOM, 12, Progress.none());
    try (ForkJoinPool one = new ForkJoinPool(1);
        ForkJoinPool many = new ForkJoinPool(5)) {
      for (ForkJoinPool pool : new ForkJoinPool[] {one, many}) {
        PointCloud again =
            pool.submit(() -> RoomGenerator.generate(RoomKind.BATHROOM, 12, Progress.none()))
                .join();
        assertThat(Arrays.equals(again.positions(), once.positions())).isTrue();
        assertThat(Arrays.equals(again.normals(), once.normals())).isTrue();
        assertThat(Arrays.equals(again.colors(), once.colors())).isTrue();
        assertThat(again.attributes()).isEqualTo(once.attributes());
      }
    }
    PointCloud other = RoomGenerator.generate(RoomKind.BATHROOM, 13, Progress.none());
    assertThat(Arrays.equals(other.positions(), once.positions())).isFalse();
  }

  @ParameterizedTest
  @EnumSource(RoomKind.class)
  void aRoomIsAnOrderlyScan(RoomKind kind) {
    PointCloud cloud = RoomGenerator.generate(kind, 5, Progress.none());
    int n = cloud.pointCount();
    assertThat(n).isBetween(200_000, 400_000);
    assertThat(cloud.finiteCount()).isEqualTo(n);
    normalsAreUnit(cloud);
    oneLabelAnInstance(cloud);
    coloursSayMoreThanOneThing(cloud);
    double[] low = cloud.bounds().min();
    double[] high = cloud.bounds().max();
    assertThat(low[2]).isBetween(-0.2, 0.01);
    assertThat(high[2]).isBetween(2.3, 3.3);
    assertThat(cloud.bounds().extent(0)).isBetween(1.9, 8.5);
    assertThat(cloud.bounds().extent(1)).isBetween(1.9, 8.5);
  }

  private static void normalsAreUnit(PointCloud cloud) {
    float[] normals = cloud.normals();
    double worst = 0;
    for (int i = 0; i < normals.length; i += 3) {
      double x = normals[i];
      double y = normals[i + 1];
      double z = normals[i + 2];
      worst = Math.max(worst, Math.abs(x * x + y * y + z * z - 1));
    }
    assertThat(worst).isLessThan(1e-5);
    Attribute label = cloud.attribute(Attribute.LABEL).orElseThrow();
    double floorUp = 0;
    int floors = 0;
    for (int i = 0; i < cloud.pointCount(); i++) {
      if (label.getInt(i) == SemanticClass.FLOOR.id()
          && Math.abs(cloud.positions()[3 * i + 2]) < 0.02) {
        floorUp += normals[3 * i + 2];
        floors++;
      }
    }
    assertThat(floorUp / floors).isGreaterThan(0.95);
  }

  private static void oneLabelAnInstance(PointCloud cloud) {
    Attribute label = cloud.attribute(Attribute.LABEL).orElseThrow();
    Attribute instance = cloud.attribute(Attribute.INSTANCE).orElseThrow();
    Map<Integer, Integer> labelOf = new HashMap<>();
    Set<Integer> mixed = new HashSet<>();
    for (int i = 0; i < cloud.pointCount(); i++) {
      Integer before = labelOf.putIfAbsent(instance.getInt(i), label.getInt(i));
      if (before != null && before != label.getInt(i)) {
        mixed.add(instance.getInt(i));
      }
    }
    assertThat(mixed).isEmpty();
    assertThat(labelOf).doesNotContainKey(0).doesNotContainValue(0).hasSizeGreaterThan(12);
  }

  private static void coloursSayMoreThanOneThing(PointCloud cloud) {
    byte[] rgb = cloud.colors();
    double sum = 0;
    double squares = 0;
    int clipped = 0;
    for (int i = 0; i < rgb.length; i++) {
      int value = rgb[i] & 255;
      sum += value;
      squares += (double) value * value;
      clipped += value == 255 || value == 0 ? 1 : 0;
    }
    double mean = sum / rgb.length;
    double deviation = Math.sqrt(squares / rgb.length - mean * mean);
    assertThat(mean).isBetween(70.0, 190.0);
    assertThat(deviation).isGreaterThan(20);
    assertThat(clipped).isLessThan(rgb.length / 10);
  }

  @Test
  void seedsMakeAllKinds() {
    Set<RoomKind> kinds = new HashSet<>();
    for (long seed = 0; seed < 60; seed++) {
      kinds.add(RoomGenerator.kindOf(seed));
    }
    assertThat(kinds).containsExactlyInAnyOrder(RoomKind.values());
  }

  @Test
  void stopsWhenNobodyWantsTheRoom() {
    Progress unwanted =
        new Progress() {
          @Override
          public void report(double fraction, String step) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> RoomGenerator.generate(RoomKind.KITCHEN, 1, unwanted))
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void classesAreNumberedDenselyAndNamed() {
    SemanticClass[] classes = SemanticClass.values();
    assertThat(classes).hasSize(22);
    for (int id = 0; id < classes.length; id++) {
      assertThat(SemanticClass.byId(id)).contains(classes[id]);
    }
    assertThat(SemanticClass.byId(99)).isEmpty();
    assertThat(Arrays.stream(classes).map(SemanticClass::rgb).distinct()).hasSize(22);
    assertThat(SemanticClass.SHOWER_CURTAIN.displayName()).isEqualTo("shower curtain");
  }
}
