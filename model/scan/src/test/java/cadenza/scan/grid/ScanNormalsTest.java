package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Estimated normals against those that real scans bring along.
class ScanNormalsTest {
  @ParameterizedTest
  @CsvSource({
    "rooms-redwood-open3d/fragment.pcd, 6, .96",
    "rooms-redwood-open3d/ColoredICP/frag_115.ply, 2, .999"
  })
  void agreeWithTheFile(String name, double medianDegrees, double sameSide) throws Exception {
    PointCloud scan = Scans.read(name);
    float[] normals = Normals.estimate(scan, Normals.DEFAULT_NEIGHBORS, Progress.none());
    Agreement agreement = Agreement.of(normals, scan.normals());
    System.out.println(name + " " + agreement);
    assertThat(agreement.count()).isGreaterThan(60_000);
    assertThat(agreement.medianDegrees()).isLessThan(medianDegrees);
    assertThat(agreement.sameSide()).isGreaterThan(sameSide);
  }
}
