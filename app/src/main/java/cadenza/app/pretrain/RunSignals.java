package cadenza.app.pretrain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Duration;
import java.util.Map;

/// Ends a run of this process with everything saved when the process is told to end, and obeys
/// words on standard input.
public final class RunSignals implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final RunControl control;
  private final Thread ending;

  /// Listens for the end of the process; the run is that of the calling thread.
  public RunSignals(RunControl control) {
    this.control = control;
    Thread running = Thread.currentThread();
    // Java ends the process when this thread has ended, and so waits for the run to save.
    this.ending =
        new Thread(
            () -> {
              control.stop();
              try {
                running.join(PATIENCE);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "cadenza-stop");
    Runtime.getRuntime().addShutdownHook(ending);
  }

  /// Obeys `pause`, `go` and `stop`, one a line, until there is no more; then stops the run.
  public void obey(Reader words, PretrainEvents events) {
    Thread.ofPlatform()
        .daemon()
        .name("cadenza-words")
        .start(() -> {
          try (BufferedReader lines = new BufferedReader(words)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
              switch (line.strip()) {
                case "pause" -> {
                  control.pause();
                  events.tell("paused", Map.of());
                }
                case "go" -> {
                  control.goOn();
                  events.tell("resumed", Map.of());
                }
                case "stop" -> control.stop();
                default -> {}
              }
            }
          } catch (IOException e) {
            // As good as its end: whoever spoke is gone.
          }
          control.stop();
        });
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException e) {
      // The process is ending already, which is what the hook waits for.
    }
  }
}
