package cadenza.sonata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.Progress;
import cadenza.sonata.io.ElementType;
import cadenza.sonata.io.StoredTensor;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Weights stay in their file until they are used, and what happens if the file does not.
class WeightsStorageTest {
  private static final SonataConfig WIDE =
      new SonataConfig(
          9, List.of(1, 1), List.of(64, 128), List.of(1, 2), List.of(16, 16), 4, 0, true);

  @TempDir Path folder;

  private Path written(String name) throws Exception {
    Checkpoint weights = Checkpoint.untrained(WIDE, InputTransform.official(), 1);
    Path file = folder.resolve(name);
    if (name.endsWith(".pth")) {
      TestPth.ofTraining(weights.tensors(), new TestPth.Code()).write(file);
    } else {
      weights.writeSafetensors(file);
    }
    return file;
  }

  @Test
  void openingCopiesNoTensor() throws Exception {
    for (String name : new String[] {"w.pth", "w.safetensors"}) {
      Checkpoint read = Checkpoint.read(written(name), WIDE, Progress.none());
      assertThat(read.tensors()).isNotEmpty().allMatch(tensor -> tensor.data().isMapped());
    }
  }

  @Test
  void aFileOfTheBaseModelOpensInThreeSecondsAndIsNotHeld() throws Exception {
    SonataConfig base = SonataConfig.base();
    Checkpoint weights = NameSeededWeights.checkpoint(base);
    Path pth =
        TestPth.ofTraining(weights.tensors(), new TestPth.Code()).write(folder.resolve("w.pth"));
    Path safetensors = folder.resolve("w.safetensors");
    weights.writeSafetensors(safetensors);
    var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (Path file : List.of(pth, safetensors)) {
      assertThat(Files.size(file)).isGreaterThan(433_000_000);
      long allocated = thread.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      Checkpoint read = Checkpoint.read(file, base, Progress.none());
      double seconds = (System.nanoTime() - start) * 1e-9;
      allocated = thread.getCurrentThreadAllocatedBytes() - allocated;
      System.out.printf(
          Locale.ROOT,
          "%s: %.2f s, %,d bytes on the heap%n",
          file.getFileName(),
          seconds,
          allocated);
      assertThat(seconds).isLessThan(3);
      assertThat(allocated).isLessThan(20_000_000);
      assertThat(read.parameterCount()).isEqualTo(108_461_376);
    }
  }

  @Test
  void aFileThatShrinksWhileItIsReadIsNoCrash() throws Exception {
    for (String name : new String[] {"w.pth", "w.safetensors"}) {
      Path file = written(name);
      Checkpoint read = Checkpoint.read(file, WIDE, Progress.none());
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(4096);
      }
      StoredTensor last = read.tensors().getLast();
      assertThatThrownBy(last::floats)
          .isInstanceOf(UncheckedIOException.class)
          .hasRootCauseInstanceOf(InternalError.class)
          .hasMessageContaining("the file changed while it was read");
      assertThatThrownBy(read::sha256).isInstanceOf(UncheckedIOException.class);
      Path copy = folder.resolve("copy.safetensors");
      assertThatThrownBy(() -> read.writeSafetensors(copy))
          .isInstanceOf(UncheckedIOException.class);
      assertThat(copy).doesNotExist();
      assertThatThrownBy(() -> Encoder.open(read, DeviceChoice.CPU, Progress.none()))
          .isInstanceOf(UncheckedIOException.class)
          .cause()
          .isInstanceOf(WeightsException.class);
    }
  }

  @Test
  void otherTypesAreConvertedInPieces() {
    short[] bits = new short[200_001];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToFloat16(i % 1000);
    }
    StoredTensor tensor =
        new StoredTensor(
            "h", ElementType.FLOAT16, new long[] {bits.length}, MemorySegment.ofArray(bits));
    float[] floats = tensor.floats();
    for (int i = 0; i < floats.length; i++) {
      assertThat(floats[i]).isEqualTo(i % 1000);
    }
  }

  @Test
  void writtenFilesHaveTheUsualPermissions() throws Exception {
    Assumptions.assumeTrue(
        folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this system has no such permissions");
    Path plain = Files.createFile(folder.resolve("plain"));
    assertThat(Files.getPosixFilePermissions(written("w.safetensors")))
        .isEqualTo(Set.copyOf(Files.getPosixFilePermissions(plain)));
  }
}
