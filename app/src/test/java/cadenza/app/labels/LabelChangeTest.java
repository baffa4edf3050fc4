package cadenza.app.labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelChangeTest {
  @Test
  void keepsEveryPointOfRandomChanges() {
    Random random = new Random(1);
    for (int round = 0; round < 300; round++) {
      int pointCount = 1 + random.nextInt(5000);
      double share = random.nextDouble();
      int[] points =
          IntStream.range(0, pointCount).filter(point -> random.nextDouble() < share).toArray();
      LabelChange.Points change = randomChange(points, random);
      LabelChange packed = LabelChange.of(7, change);
      LabelChange read = LabelChange.unpack(7, packed.packed(), pointCount);
      assertThat(read.size()).isEqualTo(points.length);
      assertThat(read.scan()).isEqualTo(7);
      assertSame(read.points(pointCount), change);
    }
  }

  @Test
  void keepsTheLastPointThereCanBe() {
    int last = Integer.MAX_VALUE - 1;
    LabelChange.Points change = randomChange(new int[] {0, last - 1, last}, new Random(2));
    assertSame(LabelChange.of(1, change).points(Integer.MAX_VALUE), change);
  }

  @Test
  void aStrokeOfAThousandScatteredPointsTakesLessThanTwoBytesAPoint() {
    Random random = new Random(3);
    int[] points = random.ints(1000, 0, 50_000).distinct().sorted().toArray();
    int n = points.length;
    short[] after = new short[n];
    Arrays.fill(after, (short) 3);
    LabelChange.Points change =
        new LabelChange.Points(points, new short[n], new int[n], after, new int[n]);
    assertThat(LabelChange.of(1, change).packed()).hasSizeLessThan(2 * n);
  }

  @Test
  void refusesDamagedBytesOrReadsThemWithinTheScan() {
    Random random = new Random(4);
    int[] points = IntStream.range(0, 3000).filter(point -> random.nextBoolean()).toArray();
    for (int[] some : new int[][] {points, {3, 4, 5, 80}}) {
      byte[] packed = LabelChange.of(1, randomChange(some, random)).packed();
      for (int round = 0; round < 3000; round++) {
        byte[] damaged = packed.clone();
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
        int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
        byte[] cut = Arrays.copyOf(damaged, length);
        try {
          LabelChange.Points read = LabelChange.unpack(1, cut, 3000).points(3000);
          assertThat(read.points()).isSorted();
          assertThat(Arrays.stream(read.points())).allMatch(point -> point >= 0 && point < 3000);
        } catch (IllegalArgumentException refused) {
          assertThat(refused).hasMessageMatching(".+");
        }
      }
    }
  }

  @Test
  void refusesPointsThatDoNotAscend() {
    LabelChange.Points change = randomChange(new int[] {5, 4}, new Random(5));
    assertThatIllegalArgumentException().isThrownBy(() -> LabelChange.of(1, change));
  }

  private static LabelChange.Points randomChange(int[] points, Random random) {
    int n = points.length;
    short[] before = new short[n];
    short[] after = new short[n];
    int[] strokesBefore = new int[n];
    int[] strokesAfter = new int[n];
    for (int i = 0; i < n; i++) {
      boolean same = i > 0 && random.nextInt(10) > 0;
      before[i] = same ? before[i - 1] : (short) random.nextInt(1 << 15);
      after[i] = same ? after[i - 1] : (short) random.nextInt(1 << 15);
      strokesBefore[i] = same ? strokesBefore[i - 1] : random.nextInt(Integer.MAX_VALUE);
      strokesAfter[i] = same ? strokesAfter[i - 1] : random.nextInt(Integer.MAX_VALUE);
    }
    return new LabelChange.Points(points, before, strokesBefore, after, strokesAfter);
  }

  private static void assertSame(LabelChange.Points one, LabelChange.Points other) {
    assertThat(one.points()).isEqualTo(other.points());
    assertThat(one.classesBefore()).isEqualTo(other.classesBefore());
    assertThat(one.strokesBefore()).isEqualTo(other.strokesBefore());
    assertThat(one.classesAfter()).isEqualTo(other.classesAfter());
    assertThat(one.strokesAfter()).isEqualTo(other.strokesAfter());
  }
}
