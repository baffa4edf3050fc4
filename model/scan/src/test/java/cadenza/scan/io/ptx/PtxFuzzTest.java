package cadenza.scan.io.ptx;

import cadenza.scan.io.FuzzedFile;
import com.code_intelligence.jazzer.junit.FuzzTest;

/// The readers of PTX and PTS on any bytes at all; `docs/fuzzing.md` says how to look for more.
class PtxFuzzTest {
  @FuzzTest(maxDuration = "4m")
  void ptx(byte[] bytes) {
    FuzzedFile.open(new PtxReader(), "a.ptx", bytes);
  }

  @FuzzTest(maxDuration = "4m")
  void pts(byte[] bytes) {
    FuzzedFile.open(new PtsReader(), "a.pts", bytes);
  }
}
