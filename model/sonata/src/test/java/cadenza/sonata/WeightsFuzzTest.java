package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.Progress;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Whatever the bytes are, they are weights or they are refused in words: nothing else is thrown,
/// nothing hangs. `mvn test` runs this on the inputs kept beside it, `docs/fuzzing.md` says how to
/// look for new ones.
class WeightsFuzzTest {
  /// Far above what any input takes, far below what a person would wait.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// A whole file of any kind.
  @FuzzTest(maxDuration = "4m")
  void files(byte[] bytes) {
    open(bytes);
  }

  /// A pickle in a sound archive that has one storage of sixteen numbers; an archive's checksums
  /// would keep changes of a whole file from getting this far.
  @FuzzTest(maxDuration = "4m")
  void pickles(byte[] bytes) throws IOException {
    TestPth pth = TestPth.ofPickle(new TestPth.Code());
    pth.records.put("m/data.pkl", bytes);
    pth.records.put("m/data/0", new byte[64]);
    open(pth.bytes());
  }

  /// The header of a safetensors file with sixteen numbers behind it.
  @FuzzTest(maxDuration = "4m")
  void headers(byte[] bytes) {
    ByteBuffer file =
        ByteBuffer.allocate(8 + bytes.length + 64)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(bytes.length)
            .put(bytes);
    open(file.array());
  }

  private static void open(byte[] bytes) {
    long start = System.nanoTime();
    try {
      WeightsFile file =
          WeightsFile.of(Path.of("fuzzed"), MemorySegment.ofArray(bytes), Progress.none());
      assertThat(file.kind().words()).isNotBlank();
      assertThat(file.parts().size()).isLessThanOrEqualTo(file.tensors().size());
      assertThat(file.likelyNetwork()).isNotNull();
      encoder(file, null, null);
      encoder(file, CheckpointTest.SMALL, null);
      encoder(file, CheckpointTest.SMALL, Branch.TEACHER);
      head(file);
    } catch (WeightsException e) {
      assertThat(e).hasMessageContaining(" — ").hasMessageNotContaining("\n");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
  }

  private static void encoder(
      WeightsFile file, @Nullable SonataConfig config, @Nullable Branch branch) {
    try {
      assertThat(Checkpoint.of(file, config, branch).sha256()).hasSize(64);
    } catch (WeightsException e) {
      assertThat(e).hasMessageContaining(" — ");
    }
  }

  private static void head(WeightsFile file) {
    try {
      assertThat(LinearHead.of(file).classes()).isPositive();
    } catch (WeightsException e) {
      assertThat(e).hasMessageContaining(" — ");
    }
  }
}
