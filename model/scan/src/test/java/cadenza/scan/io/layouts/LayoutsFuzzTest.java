package cadenza.scan.io.layouts;

import cadenza.scan.io.FuzzedFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What lies beside the mesh of a ScanNet scene, as any bytes at all; `docs/fuzzing.md` says how to
/// look for more.
class LayoutsFuzzTest {
  private static final byte[] MESH =
      """
      ply
      format ascii 1.0
      element vertex 2
      property float x
      property float y
      property float z
      end_header
      1 2 3
      4 5 6
      """
          .getBytes(StandardCharsets.US_ASCII);

  @FuzzTest(maxDuration = "4m")
  void scenes(byte[] bytes) {
    FuzzedFile.open(
        new ScanNetReader(),
        "s_vh_clean_2.ply",
        MESH,
        Map.of(
            "s_vh_clean_2.labels.ply", bytes,
            "s_vh_clean_2.0.01.segs.json", bytes,
            "s.aggregation.json", bytes));
  }
}
