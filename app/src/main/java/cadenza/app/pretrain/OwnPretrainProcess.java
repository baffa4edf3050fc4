package cadenza.app.pretrain;

import cadenza.app.bench.OwnProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pretrains in this program started again, with the same Java and options.
///
/// Nothing ends it with the window: that closes its standard input, at which it saves and ends by
/// itself.
public final class OwnPretrainProcess implements PretrainProcess {
  private static final int LAST_WORDS_BYTES = 4000;

  @Override
  public Running start(List<String> arguments) throws IOException {
    Path words = Files.createTempFile("cadenza-pretrain", ".log");
    words.toFile().deleteOnExit();
    Process process =
        new ProcessBuilder(OwnProcess.command(arguments)).redirectError(words.toFile()).start();
    return new Started(process, words);
  }

  private static final class Started implements Running {
    private final Process process;
    private final Path words;
    private final BufferedReader lines;
    private final Writer orders;

    Started(Process process, Path words) {
      this.process = process;
      this.words = words;
      lines = process.inputReader(StandardCharsets.UTF_8);
      orders = process.outputWriter(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable String readLine() throws IOException {
      return lines.readLine();
    }

    @Override
    public void say(String word) {
      try {
        orders.write(word + "\n");
        orders.flush();
      } catch (IOException gone) {
        // It is over, which its last line and exit code tell.
      }
    }

    @Override
    public int exitCode() throws InterruptedException {
      return process.waitFor();
    }

    @Override
    public String lastWords() {
      try (RandomAccessFile file = new RandomAccessFile(words.toFile(), "r")) {
        file.seek(Math.max(0, file.length() - LAST_WORDS_BYTES));
        byte[] end = new byte[(int) (file.length() - file.getFilePointer())];
        file.readFully(end);
        return new String(end, StandardCharsets.UTF_8).strip();
      } catch (IOException unreadable) {
        return "";
      }
    }

    @Override
    public void kill() {
      process.destroyForcibly();
    }
  }
}
