package cadenza.scan.io.e57;

import cadenza.scan.io.FuzzedFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The reader of E57 on any bytes at all; `docs/fuzzing.md` says how to look for more.
class E57FuzzTest {
  private static final int PAGE = 1024;

  /// A whole file. Changes to it are found out by the checksums, mostly.
  @FuzzTest(maxDuration = "4m")
  void files(byte[] bytes) {
    FuzzedFile.open(new E57Reader(), "a.e57", bytes);
  }

  /// A file whose checksums and the first words of whose header are put right before it is read, so
  /// that changes reach the XML section, the packets and the bits in them.
  @FuzzTest(maxDuration = "4m")
  void insides(byte[] bytes) {
    int pages = Math.max(1, Math.ceilDiv(bytes.length, PAGE));
    ByteBuffer file =
        ByteBuffer.wrap(Arrays.copyOf(bytes, pages * PAGE)).order(ByteOrder.LITTLE_ENDIAN);
    file.put(0, "ASTM-E57".getBytes(StandardCharsets.US_ASCII)).putInt(8, 1).putLong(40, PAGE);
    FuzzedFile.open(new E57Reader(), "a.e57", TestE57.withChecksums(file.array()));
  }

  /// The XML section of a sound file; it tells of a hundred bytes of points at byte 48.
  @FuzzTest(maxDuration = "4m")
  void descriptions(byte[] bytes) {
    TestScan points = new TestScan("a", 8).cartesian(new double[24]);
    FuzzedFile.open(
        new E57Reader(),
        "a.e57",
        new TestE57().add(points).bytes(new String(bytes, StandardCharsets.UTF_8)));
  }
}
