package cadenza.app.cli;

import cadenza.sonata.ConfigFormat;
import cadenza.sonata.SonataConfig;
import cadenza.sonata.WeightsException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that describes a network, as `--config` takes it.
final class ConfigFile {
  private static final long LONGEST = 1 << 20;
  private static final String ADVICE =
      "Name a JSON file with the arguments of the network, such as enc_depths.";

  private ConfigFile() {}

  /// @throws WeightsException if it holds no network; names the file and what is wrong with it
  static SonataConfig read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new WeightsException(file, "it is no file that describes a network", ADVICE);
    }
    if (Files.size(file) > LONGEST) {
      throw new WeightsException(
          file, "with " + Files.size(file) + " bytes it is no description of a network", ADVICE);
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (CharacterCodingException binary) {
      throw new WeightsException(file, "it is no text", ADVICE, binary);
    } catch (IOException unreadable) {
      throw new WeightsException(
          file, "it cannot be read", "Check that it may be read.", unreadable);
    }
    if (!text.strip().startsWith("{")) {
      throw new WeightsException(file, "it is no JSON object", ADVICE);
    }
    try {
      return ConfigFormat.parse(text);
    } catch (IllegalArgumentException invalid) {
      throw new WeightsException(
          file,
          "it describes no network that can be used: " + invalid.getMessage(),
          ADVICE,
          invalid);
    }
  }
}
