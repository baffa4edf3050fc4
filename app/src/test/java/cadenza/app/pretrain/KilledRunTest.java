package cadenza.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.io.StoredTensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cadenza pretrain` as a process of its own, killed at random moments and gone on with.
class KilledRunTest {
  private static final int STEPS = 16;

  @TempDir Path folder;

  private List<String> command(Path out, String... more) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> option.startsWith("--") && !option.contains("add-modules"))
            .toList());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            "cadenza.app.cli.Main",
            "pretrain",
            folder.resolve("room.ply").toString(),
            "--steps=" + STEPS,
            "--seed=5",
            "--watch-every=0",
            "--set=network.encChannels=8,8,16,16,16",
            "--set=network.encNumHead=1,1,2,2,2",
            "--set=network.encDepths=1,1,1,1,1",
            "--set=network.encPatchSize=32,32,32,32,32",
            "--set=heads.hidden=16",
            "--set=heads.embedding=8",
            "--set=heads.prototypes=16",
            "--set=views.mostPoints=900",
            "--out=" + out));
    command.addAll(List.of(more));
    if (command.stream().noneMatch(word -> word.startsWith("--save-every"))) {
      command.add("--save-every=0.0001");
    }
    return command;
  }

  private Process start(Path out, String... more) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(out, more));
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("OMP_NUM_THREADS", "1");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(folder.resolve(out.getFileName() + ".txt").toFile()))
        .start();
  }

  private void runToTheEnd(Path out, String... more) throws Exception {
    Process process = start(out, more);
    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(said(out)).isZero();
  }

  private String said(Path out) throws IOException {
    return Files.readString(folder.resolve(out.getFileName() + ".txt"), StandardCharsets.UTF_8);
  }

  @Test
  void aKilledRunEndsWithTheSameBytes() throws Exception {
    SmallRoom.write(folder.resolve("room.ply"));
    Path whole = folder.resolve("whole.safetensors");
    runToTheEnd(whole);

    Path killed = folder.resolve("killed.safetensors");
    Path state = folder.resolve("killed.safetensors.run/state.safetensors");
    Random random = new Random(3);
    int kills = 0;
    while (kills < 3) {
      Process process = Files.exists(state) ? start(killed, "--resume") : start(killed);
      long before = Files.exists(state) ? Files.getLastModifiedTime(state).toMillis() : 0;
      while (process.isAlive()
          && (!Files.exists(state) || Files.getLastModifiedTime(state).toMillis() == before)) {
        Thread.sleep(5); // a run that is killed before its first save would begin again
      }
      process.waitFor(random.nextInt(400), TimeUnit.MILLISECONDS);
      process.destroyForcibly().waitFor();
      kills++;
    }
    runToTheEnd(killed, "--resume");

    // Not the bytes of the files: their cards tell names and times.
    assertThat(weights(killed)).isEqualTo(weights(whole));
    assertThat(said(killed)).contains("step %d of %d".formatted(STEPS, STEPS));
  }

  private static Map<String, List<Float>> weights(Path file) throws IOException {
    Map<String, List<Float>> weights = new TreeMap<>();
    for (StoredTensor tensor : Checkpoint.read(file, Progress.none()).tensors()) {
      List<Float> numbers = new ArrayList<>();
      for (float number : tensor.floats()) {
        numbers.add(number);
      }
      weights.put(tensor.name(), numbers);
    }
    return weights;
  }

  @Test
  void aSignalSavesAndOtherScansAreRefused() throws Exception {
    SmallRoom.write(folder.resolve("room.ply"));
    Path out = folder.resolve("stopped.safetensors");
    Path state = folder.resolve("stopped.safetensors.run/state.safetensors");
    Process process =
        start(out, "--save-every=60", "--report-every=1", "--set=views.gridSizeMeters=0.07");
    while (process.isAlive() && !said(out).contains("step 2 of")) {
      Thread.sleep(5);
    }
    process.destroy();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(said(out)).contains("and saved; --resume goes on");
    assertThat(state).exists();

    SmallRoom.write(folder.resolve("other.ply"));
    process = start(out, "--resume", folder.resolve("other.ply").toString());
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isNotZero();
    assertThat(said(out)).contains("this run learnt from other scans");

    runToTheEnd(out, "--resume"); // with the grid it began with, without being told
    assertThat(out).exists();
  }
}
