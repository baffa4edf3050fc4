package cadenza.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import org.junit.jupiter.api.Test;

class PreparedScansTest {
  private static PointCloud line() {
    float[] xyz = new float[300];
    float[] up = new float[300];
    for (int i = 0; i < 100; i++) {
      xyz[3 * i] = i * .1f;
      up[3 * i + 2] = 1;
    }
    return PointCloud.builder(xyz).normals(up).build();
  }

  @Test
  void geometryIsMadeOnceForAScanAndAGrid() {
    PreparedScans scans = new PreparedScans();
    PointCloud cloud = line();
    Prepared first = scans.of(cloud, .1f, 0, 3, Progress.none());
    Prepared again = scans.of(cloud, .1f, 0, 3, Progress.none());
    assertThat(again.pyramid()).isSameAs(first.pyramid());
    assertThat(first.seconds()).containsKey("pyramid");
    assertThat(again.seconds()).as("time it took now").isEmpty();
    assertThat(scans.of(cloud, .2f, 0, 3, Progress.none()).pyramid()).isNotSameAs(first.pyramid());
    assertThat(scans.of(cloud, .1f, 1, 3, Progress.none()).pyramid()).isNotSameAs(first.pyramid());
    assertThat(scans.of(cloud, .1f, 0, 2, Progress.none()).pyramid().levels()).hasSize(2);
    assertThat(scans.of(line(), .1f, 0, 3, Progress.none()).pyramid())
        .as("an equal scan is another scan")
        .isNotSameAs(first.pyramid());
  }

  @Test
  void aFewScansAreKept() {
    PreparedScans scans = new PreparedScans();
    PointCloud old = line();
    PointCloud used = line();
    Prepared ofOld = scans.of(old, .1f, 0, 1, Progress.none());
    Prepared ofUsed = scans.of(used, .1f, 0, 1, Progress.none());
    for (int i = 0; i < 3; i++) {
      scans.of(line(), .1f, 0, 1, Progress.none());
      assertThat(scans.of(used, .1f, 0, 1, Progress.none()).pyramid()).isSameAs(ofUsed.pyramid());
    }
    assertThat(scans.of(old, .1f, 0, 1, Progress.none()).pyramid()).isNotSameAs(ofOld.pyramid());
  }
}
