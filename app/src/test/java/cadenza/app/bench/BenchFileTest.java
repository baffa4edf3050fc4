package cadenza.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchFileTest {
  @TempDir Path directory;

  @Test
  void theE57FileHasThePointsItIsMadeOf() throws Exception {
    for (int points : new int[] {1, 6001, 20_003}) {
      PointCloud cloud = BenchFile.cloud(points);
      ScanContents contents =
          ScanFormats.read(BenchFile.E57.write(points, directory), Progress.none());
      assertThat(contents.warnings()).isEmpty();
      assertThat(contents.cloud().positions()).containsExactly(cloud.positions(), within(1e-5f));
      assertThat(contents.cloud().colors()).isEqualTo(cloud.colors());
    }
  }
}
