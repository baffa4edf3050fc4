package cadenza.app.pretrain;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ends a run of this process with everything saved when the process is told to end, and obeys
/// words on standard input.
public final class RunSignals implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final RunControl control;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread ending;

  /// Listens for the end of the process, which waits until this is closed.
  public RunSignals(RunControl control) {
    this.control = control;
    // Java ends the process when this thread has ended, so it waits until the run has saved; not
    // for the run's thread to end, which may itself be waiting for the end of the process.
    this.ending =
        new Thread(
            () -> {
              control.stop();
              try {
                boolean isSaved = closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                assert isSaved : "the run did not save in time";
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
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(ending);
    } catch (IllegalStateException e) {
      // The process is ending already, which is what the hook waits for.
    }
  }
}
