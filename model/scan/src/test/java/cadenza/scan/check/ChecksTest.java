package cadenza.scan.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksTest {
  private static float[] room(int points, long seed) {
    Random random = new Random(seed);
    float[] positions = new float[3 * points];
    for (int i = 0; i < points; i++) {
      positions[3 * i] = random.nextFloat() * 6;
      positions[3 * i + 1] = random.nextFloat() * 4;
      positions[3 * i + 2] = random.nextFloat() * 3;
    }
    return positions;
  }

  private static PointCloud cloud(float[] positions) {
    return PointCloud.builder(positions).build();
  }

  @Test
  void laterOnesOfEqualPointsAreDuplicates() {
    float[] positions = room(20_000, 1);
    BitSet expected = new BitSet();
    for (int copy = 1000; copy < 20_000; copy += 777) {
      System.arraycopy(positions, 3 * (copy - 999), positions, 3 * copy, 3);
      expected.set(copy);
    }
    assertThat(Duplicates.find(cloud(positions), Progress.none())).isEqualTo(expected);
  }

  @Test
  void zeroIsZeroWhateverItsSignAndWhatIsNoNumberEqualsNothing() {
    float nan = Float.NaN;
    float[] positions = {0, 0, 0, -0f, 0, -0f, nan, 1, 1, nan, 1, 1};
    BitSet found = Duplicates.find(cloud(positions), Progress.none());
    assertThat(found.stream()).containsExactly(1);
    assertThat(Duplicates.find(cloud(new float[0]), Progress.none()).isEmpty()).isTrue();
  }

  @Test
  void fewPointsFarAwayAreOutliers() {
    float[] positions = room(20_000, 2);
    positions[3 * 17] = 500;
    positions[3 * 18 + 2] = -40;
    Outliers found = Outliers.find(cloud(positions));
    assertThat(found.rows().stream()).containsExactly(17, 18);
    assertThat(found.farthestMeters()).isEqualTo(497, within(.1));
    assertThat(found.boxMeters()).isEqualTo(6, within(.1));
  }

  @Test
  void aSecondBuildingIsNoOutlier() {
    float[] positions = room(20_000, 3);
    for (int i = 0; i < 500; i++) {
      positions[3 * i] += 80;
    }
    assertThat(Outliers.find(cloud(positions)).rows().isEmpty()).isTrue();
    assertThat(Outliers.find(cloud(room(20_000, 4))).rows().isEmpty()).isTrue();
    assertThat(Outliers.find(cloud(new float[0])).rows().isEmpty()).isTrue();
    assertThat(Outliers.find(cloud(new float[30])).rows().isEmpty()).isTrue();
  }
}
