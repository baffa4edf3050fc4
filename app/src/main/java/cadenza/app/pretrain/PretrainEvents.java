package cadenza.app.pretrain;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a run tells, one JSON object a line: to the run's log and, if wished, to whoever started it
/// (docs/pretraining.md). Numbers that are none are left out, because JSON has no word for them.
public final class PretrainEvents implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final @Nullable PrintWriter out;
  private @Nullable Writer log;

  /// @param out gets every line, or null
  public PretrainEvents(@Nullable PrintWriter out) {
    this.out = out;
  }

  /// Lines from now on go into a file, too.
  ///
  /// @param appends whether what it holds is kept
  public void logTo(Path file, boolean appends) throws IOException {
    log =
        Files.newBufferedWriter(
            file,
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            appends ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  /// Writes a line.
  public synchronized void tell(String type, Map<String, ?> values) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", type);
    values.forEach((name, value) -> {
      if (!(value instanceof Double number) || Double.isFinite(number)) {
        line.put(name, value);
      }
    });
    try {
      String text = JSON.writeValueAsString(line);
      if (out != null) {
        out.println(text);
        out.flush();
      }
      if (log != null) {
        log.write(text + "\n");
        log.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the run's log cannot be written", e);
    }
  }

  /// Writes a record's components as a line.
  public void tell(String type, Record values) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) JSON.convertValue(values, Map.class))
        .forEach((name, value) -> map.put(String.valueOf(name), value));
    tell(type, map);
  }

  @Override
  public synchronized void close() throws IOException {
    if (log != null) {
      log.close();
    }
  }
}
