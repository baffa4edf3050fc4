package cadenza.scan.io;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The reference's scenes as it wrote them to PLY and as it holds them in memory (`raw_coord`,
/// `raw_color`, `raw_normal` of its transform fixtures), which must agree in every bit.
class GoldenScenesTest {
  private static Path resource(String name) throws Exception {
    return Path.of(GoldenScenesTest.class.getResource("/golden/io/" + name).toURI());
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "B"})
  void scenesAreReadBitByBit(String scene) throws Exception {
    PointCloud cloud =
        ScanFormats.read(resource("scene_" + scene + ".ply"), Progress.none()).cloud();
    Map<String, NpyArray> raw = Npz.read(resource("raw_" + scene + ".npz"));
    assertThat(cloud.origin()).containsExactly(0, 0, 0);
    assertThat(cloud.positions()).isEqualTo(raw.get("raw_coord").floats());
    assertThat(cloud.normals()).isEqualTo(raw.get("raw_normal").floats());
    assertThat(cloud.colors()).isEqualTo(raw.get("raw_color").values());
  }
}
