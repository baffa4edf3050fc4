package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UpAxisTest {
  /// A furnished room, z up.
  private static PointCloud room() {
    PointCloud room =
        new Surfaces(6, .004)
            .box(0, 0, 0, 5, 3.6, 2.5, .05, false, true)
            .box(.5, .4, 0, 2.5, 2.1, .5, .04, true, false)
            .box(3.2, 1.2, 0, 4.2, 2.4, .75, .04, true, false)
            .box(4.4, 2.6, 0, 5, 3.6, 1.1, .04, true, false)
            .cloud();
    return PointCloud.builder(room.positions()).origin(10, 20, 1).build();
  }

  @ParameterizedTest
  @EnumSource(names = {"Y", "Z"})
  void theCommonFramesAreFound(UpAxis up) {
    UpAxis.Detection detection = UpAxis.detect(up.fromZUp(room()));
    assertThat(detection.axis()).isEqualTo(up);
    assertThat(detection.confidence()).isGreaterThan(.6);
    assertThat(detection.reason()).endsWith(".").contains(up.label().substring(1));
  }

  @ParameterizedTest
  @EnumSource(names = {"MINUS_Y", "MINUS_Z"})
  void furnitureOnTheCeilingTurnsTheSign(UpAxis up) {
    assertThat(UpAxis.detect(up.fromZUp(room())).axis()).isEqualTo(up);
  }

  @ParameterizedTest
  @EnumSource
  void turningUpIsARotationThatLosesNothing(UpAxis up) {
    PointCloud cloud =
        PointCloud.builder(new float[] {1, 2, 3, -4, 5.5f, 0, Float.NaN, 1, 1})
            .origin(1e6, 2e6, 3)
            .normals(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1})
            .colors(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9})
            .attribute(Attribute.ofInts(Attribute.LABEL, new int[] {7, 8, 9}))
            .build();
    PointCloud turned = up.toZUp(cloud);
    float[] n = turned.normals();
    double determinant =
        n[0] * (n[4] * n[8] - n[5] * n[7])
            - n[1] * (n[3] * n[8] - n[5] * n[6])
            + n[2] * (n[3] * n[7] - n[4] * n[6]);
    assertThat(determinant).as("right-handed").isEqualTo(1);
    for (int k = 0; k < 3; k++) {
      assertThat(turned.world(0, k))
          .isEqualTo(
              cloud.world(0, 0) * n[k]
                  + cloud.world(0, 1) * n[3 + k]
                  + cloud.world(0, 2) * n[6 + k]);
    }
    int axis = up == UpAxis.X || up == UpAxis.MINUS_X ? 0 : up.label().endsWith("y") ? 1 : 2;
    int sign = up.label().startsWith("+") ? 1 : -1;
    assertThat(turned.world(1, 2)).isEqualTo(sign * cloud.world(1, axis));
    assertThat(turned.colors()).isEqualTo(cloud.colors());
    assertThat(turned.attributes()).isEqualTo(cloud.attributes());
    PointCloud back = up.fromZUp(turned);
    assertThat(back.positions()).usingComparatorWithPrecision(0f).isEqualTo(cloud.positions());
    assertThat(back.origin()).isEqualTo(cloud.origin());
  }

  @Test
  void yUpBecomesXMinusZY() {
    PointCloud turned = UpAxis.Y.toZUp(PointCloud.builder(new float[] {1, 2, 3}).build());
    assertThat(turned.positions()).containsExactly(1, -3, 2);
  }

  @Test
  void aDepthImageIsInItsCamerasFrame() {
    float[] positions = new float[3 * 200 * 150];
    int at = 0;
    for (int v = 0; v < 150; v++) {
      for (int u = 0; u < 200; u++) {
        float dx = (u - 100) / 180f;
        float dy = (v - 75) / 180f;
        float depth = dy > .1f ? Math.min(3, 1.2f / dy) : 3; // a floor 1.2 m below, a wall at 3 m
        positions[at++] = dx * depth;
        positions[at++] = dy * depth;
        positions[at++] = depth;
      }
    }
    PointCloud image = PointCloud.builder(positions).build();
    assertThat(UpAxis.detect(image).axis()).isEqualTo(UpAxis.MINUS_Y);
    PointCloud openGl = UpAxis.MINUS_Z.toZUp(image); // turned about x: y up, looking along -z
    assertThat(UpAxis.detect(openGl).axis()).isEqualTo(UpAxis.Y);
  }

  @Test
  void littleToGoByIsSaid() {
    assertThat(UpAxis.detect(PointCloud.builder(new float[30]).build()).confidence()).isZero();
    assertThat(UpAxis.detect(PointCloud.builder(new float[3000]).build()).confidence()).isZero();
    assertThatThrownBy(() -> UpAxis.detect(room(), new CancelledProgress()))
        .isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> UpAxis.detect(room(), new CancelledProgress(3)))
        .isInstanceOf(CancellationException.class);
  }

  /// Neither surfaces nor few points: each of its cells holds one, and every neighbourhood is a
  /// blob.
  @Test
  void aVolumeOfPointsIsAnsweredWithoutBeingSure() {
    PointCloud volume = ThinnedTest.volume(1_000_000);
    UpAxis.Detection detection = assertTimeout(Duration.ofSeconds(60), () -> UpAxis.detect(volume));
    assertThat(detection.confidence()).isLessThan(.6);
    assertThat(detection.reason()).endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "rooms-ipad-tudelft/user/808-60.ply, Y",
    "rooms-ipad-tudelft/pix4d_database/470_db.ply, Z",
    "rooms-redwood-fused/icl_nuim_livingroom_sofa_1cm.ply, Z",
    "rooms-redwood-fused/icl_nuim_livingroom1_corner_2cm.ply, Z",
    "rooms-pcl/test/office1.pcd, MINUS_Y",
    "rooms-pcl/tutorials/region_growing_rgb_tutorial.pcd, MINUS_Y",
    "rooms-pcl/tutorials/room_scan1.pcd, Z",
    "rooms-redwood-open3d/fragment.pcd, MINUS_Y",
    "rooms-redwood-open3d/ColoredICP/frag_115.ply, MINUS_Y",
    "labelled-synthetic-cc0/living.ply, Z",
    "labelled-synthetic-cc0/bedroom.ply, Z",
    "labelled-rooms-cc0/room_003.ply, Z",
    "labelled-rooms-cc0/room_010.ply, Z",
    "labelled-rooms-cc0/room_016.ply, Z"
  })
  void realScans(String name, UpAxis up) throws Exception {
    UpAxis.Detection detection = UpAxis.detect(Scans.read(name));
    System.out.println(name + " " + detection);
    assertThat(detection.axis()).isEqualTo(up);
  }

  @ParameterizedTest
  @CsvSource({
    "labelled-synthetic-cc0/living.ply", "labelled-rooms-cc0/room_007.ply",
    "rooms-pcl/tutorials/room_scan1.pcd", "rooms-ipad-tudelft/pix4d_database/470_db.ply"
  })
  void realScansLaidOnTheirSide(String name) throws Exception {
    PointCloud scan = UpAxis.Y.fromZUp(Scans.read(name));
    assertThat(UpAxis.detect(scan).axis()).isEqualTo(UpAxis.Y);
  }

  @Test
  void labels() {
    assertThat(UpAxis.MINUS_Y.label()).isEqualTo("-y");
    assertThat(UpAxis.Z.toZUp(room()).positions()).isNotEmpty();
    assertThat(UpAxis.detect(room(), Progress.none()).axis()).isEqualTo(UpAxis.Z);
  }
}
