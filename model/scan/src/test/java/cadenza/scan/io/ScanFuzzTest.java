package cadenza.scan.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;

/// The readers of PLY, PCD and text on any bytes at all; `docs/fuzzing.md` says how to look for
/// more.
class ScanFuzzTest {
  @FuzzTest(maxDuration = "4m")
  void ply(byte[] bytes) {
    FuzzedFile.open(new PlyReader(), "a.ply", bytes);
  }

  @FuzzTest(maxDuration = "4m")
  void pcd(byte[] bytes) {
    FuzzedFile.open(new PcdReader(), "a.pcd", bytes);
  }

  @FuzzTest(maxDuration = "4m")
  void text(byte[] bytes) {
    FuzzedFile.open(new XyzReader(), List.of("a.xyz", "a.csv"), bytes);
  }
}
