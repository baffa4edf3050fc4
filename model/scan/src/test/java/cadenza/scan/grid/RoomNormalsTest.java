package cadenza.scan.grid;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.scan.synthetic.RoomKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Normals and up axis of generated rooms, which know both: furnished, noisy, seen from several
/// places.
class RoomNormalsTest {
  @ParameterizedTest
  @CsvSource({"BATHROOM, 1, .98", "BEDROOM, 2, .98"})
  void agreeWithTheGenerator(RoomKind kind, long seed, double sameSide) {
    PointCloud room = RoomGenerator.generate(kind, seed, Progress.none());
    PointCloud bare = PointCloud.builder(room.positions()).build();
    float[] normals = Normals.estimate(bare, Normals.DEFAULT_NEIGHBORS, Progress.none());
    Agreement agreement = Agreement.of(normals, room.normals());
    assertThat(agreement.sameSide()).as("%s", agreement).isGreaterThan(sameSide);
    assertThat(agreement.medianDegrees()).isLessThan(6);
    assertThat(UpAxis.detect(bare).axis()).isEqualTo(UpAxis.Z);
  }
}
