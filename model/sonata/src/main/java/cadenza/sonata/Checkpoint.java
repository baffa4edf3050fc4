package cadenza.sonata;

import cadenza.scan.Progress;
import cadenza.sonata.io.JsonText;
import cadenza.sonata.io.PthWriter;
import cadenza.sonata.io.SafetensorsFile;
import cadenza.sonata.io.StateFile;
import cadenza.sonata.io.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private static final String NAME_ANOTHER =
      "Name a network with --config: "
          + String.join(", ", SonataConfig.named().keySet())
          + ", or a JSON file.";

  private final String name;
  private final SonataConfig config;
  private final InputTransform inputTransform;
  private final boolean trained;
  private final Map<String, StoredTensor> tensors;
  private final @Nullable ModelCard card;
  private @Nullable String sha256;

  private Checkpoint(
      String name,
      SonataConfig config,
      InputTransform inputTransform,
      boolean trained,
      List<StoredTensor> tensors) {
    this(name, config, inputTransform, trained, tensors, null);
  }

  private Checkpoint(
      String name,
      SonataConfig config,
      InputTransform inputTransform,
      boolean trained,
      List<StoredTensor> tensors,
      @Nullable ModelCard card) {
    this.name = name;
    this.card = card;
    this.config = config;
    this.inputTransform = inputTransform;
    this.trained = trained;
    this.tensors = new LinkedHashMap<>();
    tensors.forEach(tensor -> this.tensors.put(tensor.name(), tensor));
  }

  /// Opens a `.pth` or safetensors file, recognised by content; of student and teacher the student
  /// (see [Branch]).
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
    return read(file, config, null, progress);
  }

  /// Opens a file of which one may have to choose a part.
  ///
  /// @param config the network, or null to take the file's own
  /// @param branch which encoder of a pretraining state, or null for the student
  /// @throws WeightsException if it cannot be used; the message says why and what to do
  public static Checkpoint read(
      Path file, @Nullable SonataConfig config, @Nullable Branch branch, Progress progress)
      throws IOException {
    progress.report(0, "Reading weights");
    Checkpoint checkpoint = of(WeightsFile.read(file, progress), config, branch);
    progress.report(1, "Reading weights");
    return checkpoint;
  }

  /// The encoder of a file that was opened.
  ///
  /// @param config the network, or null to take the file's own
  /// @param branch which encoder of a pretraining state, or null for the student
  /// @throws WeightsException if there is none or it does not fit the network
  public static Checkpoint of(
      WeightsFile file, @Nullable SonataConfig config, @Nullable Branch branch)
      throws WeightsException {
    List<StoredTensor> tensors = file.encoder(branch);
    Map<String, Object> values = file.config();
    SonataConfig network;
    InputTransform input;
    try {
      if (config == null && values.isEmpty()) {
        throw new WeightsException(
            file.path(),
            "it does not say what network it is for",
            file.likelyNetwork()
                .map(name -> "Its shapes are those of " + name + ": give --config " + name + ".")
                .orElse(NAME_ANOTHER));
      }
      network = config == null ? ConfigFormat.network(values) : config;
      input = ConfigFormat.input(values);
    } catch (IllegalArgumentException e) {
      throw new WeightsException(
          file.path(), "its config cannot be used: " + e.getMessage(), NAME_ANOTHER, e);
    }
    if (network.inChannels() != InputTransform.CHANNELS) {
      throw new WeightsException(
          file.path(),
          "its network is for points of %d numbers (in_channels; %d if a config does not say it)"
              .formatted(network.inChannels(), NetworkArguments.DEFAULT_IN_CHANNELS),
          "Cadenza reads networks for 9: coordinate, colour and normal.");
    }
    // Files differ in whether they keep the token, which encoding does not need, and in whether
    // their config says so; the tensors decide.
    network =
        network.withMaskToken(
            tensors.stream().anyMatch(t -> t.name().equals(NetworkTensors.MASK_TOKEN)));
    CheckpointKeys.check(file.path(), tensors, NetworkTensors.all(network));
    boolean trained = !Boolean.FALSE.equals(values.get("trained"));
    Branch chosen = file.chosen(branch);
    String name = file.name() + (chosen == null ? "" : " (" + chosen.word() + ")");
    return new Checkpoint(name, network, input, trained, tensors, file.card().orElse(null));
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

  /// What a person calls these weights: the file's name, with the branch if it has two, or
  /// "untrained".
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

  /// How the weights came about, if they say it.
  public Optional<ModelCard> card() {
    return Optional.ofNullable(card);
  }

  /// The same weights with a card, which files carry along. It does not count for [#sha256()].
  public Checkpoint withCard(ModelCard other) {
    return new Checkpoint(name, config, inputTransform, trained, tensors(), other);
  }

  /// The same weights rounded to 16-bit floats: half the size. Networks read them as 32-bit ones.
  ///
  /// @throws ArithmeticException if a number is too large for them
  public Checkpoint inHalfPrecision() {
    List<StoredTensor> halves = tensors().stream().map(StoredTensor::half).toList();
    return new Checkpoint(name, config, inputTransform, trained, halves, card);
  }

  /// A network that gives the same features from coordinate, colour and normal as they are: shift
  /// and scale of the input transform move into its first layer ([InputFold]). The grid size stays.
  public Checkpoint withFoldedInput() {
    InputTransform plain = InputFold.identity(inputTransform);
    return plain.equals(inputTransform)
        ? this
        : new Checkpoint(
            name, config, plain, trained, InputFold.folded(tensors(), inputTransform), card);
  }

  /// Writes everything into one safetensors file; the same checkpoint gives the same bytes.
  public void writeSafetensors(Path file) throws IOException {
    SafetensorsFile.write(
        file,
        new StateFile(
            tensors(),
            ConfigFormat.values(config, inputTransform, trained),
            List.of(),
            card == null ? Map.of() : Map.of(ModelCard.KEY, card.json())));
  }

  /// Writes the file that the official Python code loads (`sonata.model.load`, S/model.py:756),
  /// with a folded input ([#withFoldedInput()]). That code must be told the grid size unless it is
  /// 2 cm; Cadenza reads it from the file.
  public void writePth(Path file) throws IOException {
    Checkpoint folded = withFoldedInput();
    Map<String, Object> own = ConfigFormat.own(folded.inputTransform, trained);
    if (card != null) {
      own.put(ModelCard.KEY, card.json());
    }
    PthWriter.write(file, ConfigFormat.arguments(config), folded.tensors(), own);
  }

  @Override
  public String toString() {
    return name + (trained ? "" : " (untrained)");
  }
}
