package cadenza.sonata;

import cadenza.scan.Progress;
import cadenza.sonata.io.JsonText;
import cadenza.sonata.io.PthFile;
import cadenza.sonata.io.SafetensorsFile;
import cadenza.sonata.io.StateFile;
import cadenza.sonata.io.StoredTensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Weights of an encoder and everything needed to use them: the network's shape, the input it
/// expects, whether it ever learned anything.
///
/// # How it works
///
/// A file is mapped, not loaded: its tensors are views that the operating system pages in when
/// [Encoder#open] copies them to the device, so a large file is never held twice. Every tensor of
/// the network must be there in the right shape; what is missing, misshapen or unknown is named.
/// Tensors of a decoder (`dec.*`) are what [Decoder#open] copies; they are kept, and not looked at,
/// where the config names no decoder.
public final class Checkpoint {
  private final String name;
  private final SonataConfig config;
  private final InputTransform inputTransform;
  private final boolean trained;
  private final Map<String, StoredTensor> tensors;
  private @Nullable String sha256;

  private Checkpoint(
      String name,
      SonataConfig config,
      InputTransform inputTransform,
      boolean trained,
      List<StoredTensor> tensors) {
    this.name = name;
    this.config = config;
    this.inputTransform = inputTransform;
    this.trained = trained;
    this.tensors = new LinkedHashMap<>();
    tensors.forEach(tensor -> this.tensors.put(tensor.name(), tensor));
  }

  /// Opens a `.pth` or safetensors file, recognised by content.
  ///
  /// @throws WeightsException if it cannot be used; the message says why and what to do
  public static Checkpoint read(Path file, Progress progress) throws IOException {
    return read(file, null, progress);
  }

  /// Opens a file that does not say what network it is for.
  ///
  /// @param config the network, or null to take the file's own
  /// @throws WeightsException if it cannot be used; the message says why and what to do
  public static Checkpoint read(Path file, @Nullable SonataConfig config, Progress progress)
      throws IOException {
    progress.report(0, "Reading weights");
    StateFile state = open(file, progress);
    SonataConfig network = config;
    InputTransform input;
    try {
      if (network == null) {
        if (state.config().isEmpty()) {
          throw new WeightsException(
              file,
              "it does not say what network it is for",
              "Name one on the command line: --config base, starter, or a JSON file.");
        }
        network = ConfigFormat.network(state.config());
      }
      input = ConfigFormat.input(state.config());
    } catch (IllegalArgumentException e) {
      throw new WeightsException(
          file,
          "its config cannot be used: " + e.getMessage(),
          "Name another on the command line: --config base, starter, or a JSON file.",
          e);
    }
    if (network.inChannels() != InputTransform.CHANNELS) {
      throw new WeightsException(
          file,
          "it is for points of " + network.inChannels() + " numbers",
          "Cadenza reads weights for 9: coordinate, colour and normal.");
    }
    List<StoredTensor> tensors = CheckpointKeys.encoderTensors(state.tensors());
    // Files differ in whether they keep the token, which encoding does not need, and in whether
    // their
    // config says so; the tensors decide.
    network =
        network.withMaskToken(
            tensors.stream().anyMatch(t -> t.name().equals(NetworkTensors.MASK_TOKEN)));
    CheckpointKeys.check(file, tensors, NetworkTensors.all(network));
    boolean trained = !Boolean.FALSE.equals(state.config().get("trained"));
    progress.report(1, "Reading weights");
    return new Checkpoint(String.valueOf(file.getFileName()), network, input, trained, tensors);
  }

  private static StateFile open(Path file, Progress progress) throws IOException {
    MemorySegment bytes;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() == 0) {
        throw new WeightsException(file, "the file is empty", "Get the file again.");
      }
      bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    } catch (java.nio.file.NoSuchFileException e) {
      throw new WeightsException(file, "there is no such file", "Check the path.", e);
    }
    if (startsWith(bytes, "PK\3\4")) {
      return PthFile.read(file, bytes, progress);
    }
    if (bytes.byteSize() > 8 && bytes.get(java.lang.foreign.ValueLayout.JAVA_BYTE, 8) == '{') {
      return SafetensorsFile.read(file, bytes, progress);
    }
    throw new WeightsException(
        file,
        "this is neither a PyTorch file (1.6 or newer) nor safetensors",
        "Give the .pth or .safetensors file of a Sonata encoder.");
  }

  private static boolean startsWith(MemorySegment bytes, String magic) {
    for (int i = 0; i < magic.length(); i++) {
      if (i >= bytes.byteSize()
          || bytes.get(java.lang.foreign.ValueLayout.JAVA_BYTE, i) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /// Weights that never learned: linear and convolution weights from a normal distribution of
  /// deviation 0.02 cut at ±2, biases and mask token zero, normalisations one (S/model.py:733). The
  /// same seed gives the same weights everywhere.
  public static Checkpoint untrained(SonataConfig config, InputTransform input, long seed) {
    List<StoredTensor> tensors = new ArrayList<>();
    NetworkTensors.all(config)
        .forEach((name, shape) -> tensors.add(Initialization.tensor(name, shape, seed)));
    return new Checkpoint("untrained", config, input, false, tensors);
  }

  /// Weights made in memory.
  ///
  /// @param name what to call them
  /// @param trained whether they learned anything
  /// @throws WeightsException if the tensors do not fit the network
  public static Checkpoint of(
      String name,
      SonataConfig config,
      InputTransform input,
      boolean trained,
      List<StoredTensor> tensors)
      throws WeightsException {
    CheckpointKeys.check(Path.of(name), tensors, NetworkTensors.all(config));
    return new Checkpoint(name, config, input, trained, tensors);
  }

  /// What a person calls these weights: the file's name, or "untrained".
  public String name() {
    return name;
  }

  public SonataConfig config() {
    return config;
  }

  public InputTransform inputTransform() {
    return inputTransform;
  }

  /// False for weights that never learned; show it wherever their results show.
  public boolean trained() {
    return trained;
  }

  /// All tensors in the file's order.
  public List<StoredTensor> tensors() {
    return List.copyOf(tensors.values());
  }

  /// A tensor of the network.
  ///
  /// @throws IllegalArgumentException if there is none of that name
  public StoredTensor tensor(String tensorName) {
    StoredTensor tensor = tensors.get(tensorName);
    if (tensor == null) {
      throw new IllegalArgumentException("no tensor " + tensorName);
    }
    return tensor;
  }

  /// Number of weights.
  public long parameterCount() {
    return tensors.values().stream().mapToLong(StoredTensor::count).sum();
  }

  /// Hexadecimal SHA-256 over names, shapes, types and numbers of all tensors in order of name, and
  /// over config and input transform. The container does not matter: a `.pth` and the safetensors
  /// file made from it have the same hash. Computed at the first call (a second for the base
  /// model), then kept.
  public synchronized String sha256() {
    if (sha256 == null) {
      sha256 =
          Fingerprint.of(tensors.values(), ConfigFormat.values(config, inputTransform, trained));
    }
    return sha256;
  }

  /// Network, input transform and whether it was trained, as the JSON that Cadenza's own files hold
  /// under the metadata key `config`.
  public String configJson() {
    return JsonText.write(ConfigFormat.values(config, inputTransform, trained));
  }

  /// Writes everything into one safetensors file; the same checkpoint gives the same bytes.
  public void writeSafetensors(Path file) throws IOException {
    SafetensorsFile.write(
        file, new StateFile(tensors(), ConfigFormat.values(config, inputTransform, trained)));
  }

  @Override
  public String toString() {
    return name + (trained ? "" : " (untrained)");
  }
}
