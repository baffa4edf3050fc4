package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeFileTest {
  @TempDir private Path folder;

  private static LinearProbe probe(boolean statistics) {
    ProbeScan plain = Synthetic.scan("Café \"1\"", new int[] {90, 20}, new int[] {5, 7}, 3, 1, 1);
    float[] values = new float[90 * LocalStatistics.CHANNELS];
    Random random = new Random(1);
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    ProbeScan scan =
        new ProbeScan(plain.name(), plain.features(), LocalStatistics.of(values), Synthetic.SOURCE);
    return new LinearProbeTrainer("1.2")
        .train(
            List.of(Synthetic.examples(scan, 3, 30, 2)),
            Synthetic.classes(3),
            new TrainSettings(.02, statistics, true, 77, -5),
            Progress.none());
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    for (boolean statistics : new boolean[] {false, true}) {
      LinearProbe probe = probe(statistics);
      Path file = folder.resolve("p" + statistics + ".probe");
      ProbeFile.write(probe, file);
      LinearProbe read = ProbeFile.read(file);
      assertThat(read.classes()).isEqualTo(probe.classes());
      assertThat(read.source()).isEqualTo(probe.source());
      assertThat(read.bias()).isEqualTo(probe.bias());
      assertThat(read.levelWeights()).hasSize(2);
      for (int s = 0; s < 2; s++) {
        assertThat(read.levelWeights().get(s)).isEqualTo(probe.levelWeights().get(s));
      }
      assertThat(read.statisticsWeights()).isEqualTo(probe.statisticsWeights());
      assertThat(read.provenance()).isEqualTo(probe.provenance());
    }
  }

  @Test
  void noCutOrFlippedByteGoesUnnoticed() {
    byte[] whole = ProbeFile.bytes(probe(false));
    for (int length = 0; length < whole.length; length += 1 + length / 50) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ProbeFile.parse(cut)).isInstanceOf(DamagedProbeException.class);
    }
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      assertThatThrownBy(() -> ProbeFile.parse(flipped)).isInstanceOf(DamagedProbeException.class);
    }
  }

  @Test
  void otherFilesAreRefusedWithWords() throws Exception {
    Path foreign = folder.resolve("room.ply");
    Files.writeString(foreign, "ply\nformat ascii 1.0\n");
    assertThatThrownBy(() -> ProbeFile.read(foreign))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("room.ply is not a probe")
        .hasMessageContaining("Choose a .probe file");
    Path empty = Files.createFile(folder.resolve("empty.probe"));
    assertThatThrownBy(() -> ProbeFile.read(empty)).hasMessageContaining("is not a probe");
    byte[] bytes = ProbeFile.bytes(probe(false));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    Path newer = folder.resolve("newer.probe");
    Files.write(
        newer, text.replace("\"format\":1", "\"format\":2").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ProbeFile.read(newer)).hasMessageContaining("newer Cadenza");
    Path cut = folder.resolve("cut.probe");
    Files.write(cut, Arrays.copyOf(bytes, bytes.length - 9));
    assertThatThrownBy(() -> ProbeFile.read(cut))
        .hasMessageContaining("cut.probe is a probe that was cut off");
  }
}
