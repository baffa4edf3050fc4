package cadenza.app.pretrain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// What a saved run must know of the program that runs it.
public final class PretrainNotes {
  /// Name of its preset.
  public static final String PRESET = "preset";

  /// Its length.
  public static final String STEPS = "steps";

  /// The command that began it.
  public static final String COMMAND = "command";

  /// How long it has run.
  static final String MINUTES = "minutes";

  static final String SCENES = "scenes";

  private PretrainNotes() {}

  static void requireSame(Map<String, String> now, Map<String, String> then, Path file)
      throws IOException {
    if (!Objects.equals(now.get(SCENES), then.get(SCENES))) {
      throw new IOException(
          "this run learnt from other scans, or they were changed since: it goes on only with the"
              + " same; or begin another without --resume: "
              + file);
    }
    for (String name : new String[] {PRESET, STEPS}) {
      if (!String.valueOf(now.get(name)).equals(then.get(name))) {
        throw new IOException(
            "this run began with %s %s, not %s: %s"
                .formatted(name, then.get(name), now.get(name), file));
      }
    }
  }
}
