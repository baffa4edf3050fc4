package cadenza.app.pretrain;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Starts `cadenza pretrain --json --controlled` as a process of its own: its memory is not the
/// window's, and what goes wrong in it does not close the window.
public interface PretrainProcess {
  /// Starts it.
  ///
  /// @param arguments of this program, the command first
  /// @throws IOException if the system does not allow it
  Running start(List<String> arguments) throws IOException;

  /// A run that was started.
  interface Running {
    /// Waits for the next line of its standard output; null at its end.
    @Nullable String readLine() throws IOException;

    /// Tells it `pause`, `go` or `stop`; nothing happens if it is over.
    void say(String word);

    /// Waits for its end.
    int exitCode() throws InterruptedException;

    /// The end of what it wrote for people.
    String lastWords();

    /// Ends it at once; what came after its last save is lost.
    void kill();
  }
}
