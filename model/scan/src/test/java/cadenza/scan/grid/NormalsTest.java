package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NormalsTest {
  private static final int K = Normals.DEFAULT_NEIGHBORS;

  /// A room with a table-like block, a wardrobe against a wall and a lamp under the ceiling, as far
  /// as a scanner sees it: no floor below the furniture, no back of the wardrobe.
  private static PointCloud room(double noiseMeters, boolean ceiling) {
    return new Surfaces(1, noiseMeters)
        .box(0, 0, 0, 4, 3.2, 2.6, .04, false, true)
        .without(p ->
            (p[0] > 1.5 && p[0] < 2.7 && p[1] > 1.2 && p[1] < 2 && p[2] < .7)
                || (p[0] > 3.4 && p[1] > .2 && p[1] < 1.6 && p[2] < 2)
                || (p[5] < -.5 && !ceiling))
        .box(1.5, 1.2, 0, 2.7, 2.0, .75, .035, true, false)
        .box(3.4, .2, 0, 4, 1.6, 2, .035, true, false)
        .without(p -> p[0] > 3.9 && p[3] > .5)
        .ball(2, 2.4, 2.2, .15, 400)
        .cloud();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, .003, .006})
  void aRoomIsSeenFromInside(double noiseMeters) {
    PointCloud room = room(noiseMeters, true);
    Agreement agreement = Agreement.of(Normals.estimate(room, K, Progress.none()), room.normals());
    assertThat(agreement.sameSide()).as("%s", agreement).isGreaterThan(.99);
    assertThat(agreement.medianDegrees()).isLessThan(.5 + 900 * noiseMeters);
  }

  @Test
  void aRoomWithoutCeilingIsSeenFromInside() {
    PointCloud room = room(.003, false);
    Agreement agreement = Agreement.of(Normals.estimate(room, K, Progress.none()), room.normals());
    assertThat(agreement.sameSide()).as("%s", agreement).isGreaterThan(.99);
  }

  @Test
  void aFewStrayPointsFarAwayChangeNothing() {
    PointCloud room = room(.003, true);
    float[] positions = room.positions().clone();
    for (int i = 0; i < 20; i++) {
      positions[3 * 997 * i] += 300 * (i % 5 - 2);
      positions[3 * 997 * i + 1] += 1e5f;
    }
    PointCloud strayed = PointCloud.builder(positions).build();
    Agreement agreement =
        Agreement.of(Normals.estimate(strayed, K, Progress.none()), room.normals());
    assertThat(agreement.sameSide()).as("%s", agreement).isGreaterThan(.99);
    assertThat(UpAxis.detect(strayed).axis()).isEqualTo(UpAxis.Z);
  }

  @Test
  void whereTheRoomStandsInTheWorldDoesNotMatter() {
    PointCloud room = room(.003, true);
    float[] here = Normals.estimate(room, K, Progress.none());
    PointCloud far = room.toBuilder().origin(432_100.5, 5_400_000.25, 120).build();
    assertThat(Normals.estimate(far, K, Progress.none())).isEqualTo(here);
  }

  @Test
  void aSmallClosedThingIsSeenFromOutside() {
    PointCloud ball = new Surfaces(3, .001).ball(.2, .1, .3, .2, 8000).cloud();
    Agreement agreement = Agreement.of(Normals.estimate(ball, K, Progress.none()), ball.normals());
    assertThat(agreement.sameSide()).isEqualTo(1);
    assertThat(agreement.medianDegrees()).isLessThan(3);
  }

  @Test
  void aKnownSensorDecides() {
    // Four walls round a block; the sensor sees the walls from inside, the block from outside.
    PointCloud room = room(.003, true);
    double[] sensor = {.8, 2.6, 1.4};
    float[] normals = Normals.estimate(room, K, sensor, Progress.none());
    int visible = 0;
    int right = 0;
    for (int i = 0; i < normals.length; i += 3) {
      double facing = 0;
      double distance = 0;
      double cosine = 0;
      for (int axis = 0; axis < 3; axis++) {
        double d = sensor[axis] - room.positions()[i + axis];
        facing += d * room.normals()[i + axis];
        distance += d * d;
        cosine += normals[i + axis] * room.normals()[i + axis];
      }
      if (facing > .1 * Math.sqrt(distance)) {
        visible++;
        right += cosine > 0 ? 1 : 0;
      }
    }
    assertThat(right).isGreaterThan(visible * 995 / 1000);
  }

  @Test
  void aDepthImageFacesItsCamera() {
    // A wall at 4 m and things before it, seen from the origin along z; the pieces do not touch.
    float[] positions = new float[3 * 160 * 120];
    Random random = new Random(8);
    int at = 0;
    for (int v = 0; v < 120; v++) {
      for (int u = 0; u < 160; u++) {
        float dx = (u - 80) / 140f;
        float dy = (v - 60) / 140f;
        boolean box = (u / 40 + v / 40) % 2 == 0;
        float depth = (box ? 1.5f + u / 400f : 4 - v / 200f) + .002f * random.nextFloat();
        positions[at++] = dx * depth;
        positions[at++] = dy * depth;
        positions[at++] = depth;
      }
    }
    PointCloud image = PointCloud.builder(positions).build();
    float[] normals = Normals.estimate(image, K, Progress.none());
    int facing = 0;
    for (int i = 0; i < normals.length; i += 3) {
      double cosine =
          normals[i] * positions[i]
              + normals[i + 1] * positions[i + 1]
              + normals[i + 2] * positions[i + 2];
      facing += cosine < 0 ? 1 : 0;
    }
    assertThat(facing).isGreaterThan(normals.length / 3 * 995 / 1000);
  }

  @Test
  void linesOfALaserScannerStillMakePlanes() {
    // Points 1 mm apart along lines that are 2 cm apart: the 24 nearest all lie on one line.
    float[] positions = new float[3 * 60 * 1000];
    int at = 0;
    Random random = new Random(4);
    for (int line = 0; line < 60; line++) {
      for (int i = 0; i < 1000; i++) {
        positions[at++] = i * .001f;
        positions[at++] = line * .02f;
        positions[at++] = random.nextFloat() * 1e-5f;
      }
    }
    float[] normals = Normals.estimate(PointCloud.builder(positions).build(), K, Progress.none());
    int flat = 0;
    for (int i = 0; i < normals.length; i += 3) {
      flat += normals[i + 2] > .9 ? 1 : 0;
    }
    assertThat(flat).isGreaterThan(normals.length / 3 * 95 / 100);
  }

  @Test
  void everyPointGetsADefinedAnswer() {
    float nan = Float.NaN;
    float[] normals =
        Normals.estimate(
            PointCloud.builder(new float[] {0, 0, 0, nan, 0, 0, 100, 0, 0}).build(),
            K,
            Progress.none());
    assertThat(normals[3]).isNaN();
    for (int i : new int[] {0, 6}) {
      double length =
          Math.sqrt(
              normals[i] * normals[i]
                  + normals[i + 1] * normals[i + 1]
                  + normals[i + 2] * normals[i + 2]);
      assertThat(length).isCloseTo(1, within(1e-6));
    }
    assertThat(Normals.estimate(PointCloud.builder(new float[0]).build(), K, Progress.none()))
        .isEmpty();
    float[] alone =
        Normals.estimate(PointCloud.builder(new float[] {5, 5, 5}).build(), K, Progress.none());
    assertThat(alone).containsExactly(0, 0, 1);
    float[] same = new float[3 * 500];
    assertThat(Normals.estimate(PointCloud.builder(same).build(), K, Progress.none()))
        .doesNotContain(nan)
        .contains(1);
  }

  @Test
  void sameCloudSameNormals() {
    PointCloud room = room(.003, true);
    assertThat(Normals.estimate(room, K, Progress.none()))
        .isEqualTo(Normals.estimate(room, K, Progress.none()));
  }

  @Test
  void badArgumentsAreRefusedAndCancelIsHeard() {
    PointCloud cloud = PointCloud.builder(new float[9]).build();
    assertThatThrownBy(() -> Normals.estimate(cloud, 2, Progress.none()))
        .hasMessageContaining("at least 3");
    for (int reports : new int[] {0, 2, 10}) {
      PointCloud room = room(0, true);
      assertThatThrownBy(() -> Normals.estimate(room, K, new CancelledProgress(reports)))
          .isInstanceOf(CancellationException.class);
    }
  }
}
