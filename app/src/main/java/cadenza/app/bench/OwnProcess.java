package cadenza.app.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs this program again with other arguments, as the same Java with the same options.
public final class OwnProcess {
  private OwnProcess() {}

  /// What starts this program with these arguments.
  public static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (!option.contains(
          "SharedArchive")) { // writing an archive at exit is no part of a measurement
        command.add(option);
      }
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "cadenza.app.cli.Main"));
    command.addAll(arguments);
    return command;
  }

  /// Runs a command that prints one JSON object on standard output. Its words go where this
  /// process's go.
  ///
  /// @throws IOException if it fails; the message says with what
  public static Map<String, Object> json(List<String> arguments) throws IOException {
    List<String> command = command(arguments);
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread end = new Thread(process::destroy, "end a measurement");
    Runtime.getRuntime().addShutdownHook(end); // a run must not outlive whoever wanted it
    try {
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException("the run " + arguments + " ended with exit code " + code);
      }
      return new ObjectMapper().readValue(out, new TypeReference<>() {});
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a run was under way", e);
    } finally {
      process.destroy();
      Runtime.getRuntime().removeShutdownHook(end);
    }
  }
}
