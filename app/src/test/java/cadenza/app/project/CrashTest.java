package cadenza.app.project;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.labels.Edit;
import cadenza.app.labels.LabelChange;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A window that is killed, again and again, while it writes as fast as it can. The same project is
/// opened each time: a loss would pile up.
///
/// `mvn -pl app test -Dtest=CrashTest -Dcadenza.crashes=50` kills as often as asked.
class CrashTest {
  private static final int CRASHES = Integer.getInteger("cadenza.crashes", 10);

  @TempDir Path folder;

  /// The whole history in a number: every edit with every byte of it, done or undone.
  static String digest(List<Edit> edits, int done) {
    CRC32 crc = new CRC32();
    for (Edit edit : edits) {
      String words = edit.name() + edit.classes() + edit.views();
      crc.update(words.getBytes(StandardCharsets.UTF_8));
      for (LabelChange change : edit.labels()) {
        crc.update(change.scan());
        crc.update(change.packed());
      }
    }
    return edits.size() + " " + done + " " + crc.getValue();
  }

  @Test
  void aKilledWindowLosesAtMostTheStrokeUnderWay() throws Exception {
    Path file = folder.resolve("killed.cadenza");
    ProjectFile.write(ProjectContents.none(), file);
    Random random = new Random(7);
    int written = 0;
    int withLog = 0;
    for (int crash = 0; crash < CRASHES; crash++) {
      String before = digestOf(file);
      String acknowledged = before;
      String underWay = before;
      Process child = start(file, crash);
      try (BufferedReader lines = child.inputReader()) {
        assertThat(lines.readLine()).isEqualTo("open");
        // Some are killed at once, some after many edits, all at any moment of the next ones.
        int writtenBefore = random.nextInt(25);
        long delayMicros = random.nextInt(20_000);
        int writtenNow = 0;
        Thread killer = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("made ")) {
            underWay = line.substring(5);
          } else if (line.equals("written")) {
            acknowledged = underWay;
            writtenNow++;
          }
          if (killer == null && writtenNow == writtenBefore) {
            killer = killAfter(child, delayMicros);
          }
        }
        written += writtenNow;
        Objects.requireNonNull(killer).join();
      }
      assertThat(child.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).as("killed, not ended").isEqualTo(128 + 9);
      withLog += Files.exists(ProjectFile.logOf(file)) ? 1 : 0;
      assertThat(digestOf(file)).as("crash %d", crash).isIn(acknowledged, underWay);
    }
    assertThat(written).isGreaterThan(5 * CRASHES);
    assertThat(withLog).isPositive();
    Files.writeString(
        Path.of("target", "crash-test.txt"),
        "%d crashes, %d edits written, %s at the end%n"
            .formatted(CRASHES, written, digestOf(file)));
  }

  private static Thread killAfter(Process child, long micros) {
    return Thread.ofPlatform()
        .start(() -> {
          try {
            child.waitFor(micros, TimeUnit.MICROSECONDS);
          } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
          }
          child.toHandle().destroyForcibly(); // as the other one, but leaves the pipe to be read
        });
  }

  private String digestOf(Path file) throws IOException {
    ProjectContents contents = ProjectFile.read(file);
    contents.replayed();
    // Redoing everything must fit, too.
    new ProjectContents(
            contents.scans(),
            contents.origins(),
            contents.edits(),
            contents.edits().size(),
            contents.counters(),
            contents.probes(),
            contents.settings())
        .replayed();
    return digest(contents.edits(), contents.done());
  }

  private static Process start(Path file, int seed) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            java,
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CrashChild.class.getName(),
            file.toString(),
            Integer.toString(seed))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
