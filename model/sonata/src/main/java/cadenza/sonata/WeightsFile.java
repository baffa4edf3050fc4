package cadenza.sonata;

import cadenza.scan.Progress;
import cadenza.sonata.io.PthFile;
import cadenza.sonata.io.SafetensorsFile;
import cadenza.sonata.io.StateFile;
import cadenza.sonata.io.StoredTensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A `.pth` or safetensors file before anyone says what to make of it: what kind it is and which
/// parts lie in it. [Checkpoint] takes an encoder out of it, [LinearHead] a head.
///
/// The file is mapped, not loaded; nothing in it is ever run.
public final class WeightsFile {
  /// What a file is for.
  public enum Kind {
    ENCODER("encoder"),
    ENCODER_AND_DECODER("encoder and decoder"),
    PRETRAINING("pretraining state, student and teacher"),
    SEGMENTATION("encoder with a head for classes"),
    LINEAR_HEAD("linear head"),
    UNKNOWN("tensors of no network that is known here");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /// The kind as people say it.
    public String words() {
      return words;
    }
  }

  /// A stretch of a file's tensors that belong together.
  ///
  /// @param name for example `student encoder`, `decoder`, `teacher.mask_head`, `seg_head`
  /// @param tensors how many
  /// @param parameters numbers in them
  public record Part(String name, int tensors, long parameters) {}

  private final Path path;
  private final StateFile state;
  private final StateParts parts;

  private WeightsFile(Path path, StateFile state) {
    this.path = path;
    this.state = state;
    this.parts = StateParts.of(state.tensors());
  }

  /// Opens a file, recognised by content.
  ///
  /// @throws WeightsException if it cannot be read; the message says why and what to do
  public static WeightsFile read(Path path, Progress progress) throws IOException {
    MemorySegment bytes;
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    } catch (NoSuchFileException e) {
      throw new WeightsException(path, "there is no such file", "Check the path.", e);
    }
    try {
      return of(path, bytes, progress);
    } catch (InternalError e) { // how Java tells of a mapped page that is gone
      throw new WeightsException(path, StoredTensor.CHANGED, StoredTensor.OPEN_AGAIN, e);
    }
  }

  /// The same for bytes that are already there.
  ///
  /// @param path what to call them in messages
  static WeightsFile of(Path path, MemorySegment bytes, Progress progress) throws WeightsException {
    if (bytes.byteSize() == 0) {
      throw new WeightsException(path, "the file is empty", "Get the file again.");
    }
    if (startsWith(bytes, "PK\3\4")) {
      return new WeightsFile(path, PthFile.read(path, bytes, progress));
    }
    if (bytes.byteSize() > 8 && bytes.get(ValueLayout.JAVA_BYTE, 8) == '{') {
      return new WeightsFile(path, SafetensorsFile.read(path, bytes, progress));
    }
    throw new WeightsException(
        path,
        "this is neither a PyTorch file (1.6 or newer) nor safetensors",
        "Give the .pth or .safetensors file of a Sonata encoder.");
  }

  private static boolean startsWith(MemorySegment bytes, String magic) {
    for (int i = 0; i < magic.length(); i++) {
      if (i >= bytes.byteSize() || bytes.get(ValueLayout.JAVA_BYTE, i) != magic.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  public Path path() {
    return path;
  }

  /// Name of the file without its folder.
  public String name() {
    return String.valueOf(path.getFileName());
  }

  public Kind kind() {
    return parts.kind();
  }

  /// Student and teacher as far as the file has them; empty for a file with one encoder or none.
  public List<Branch> branches() {
    return parts.branches();
  }

  /// What the tensors belong to.
  public List<Part> parts() {
    return parts.list();
  }

  /// What else the file holds and Cadenza does not read, such as `optimizer` or `epoch`.
  public List<String> alongside() {
    return state.alongside();
  }

  /// All tensors under the names they have in the file.
  public List<StoredTensor> tensors() {
    return state.tensors();
  }

  /// Whether the file describes itself; training states do not.
  public boolean hasConfig() {
    return !state.config().isEmpty();
  }

  /// The network of [SonataConfig#named()] that the shapes of the encoder's tensors are those of,
  /// if the file has one.
  public Optional<String> likelyNetwork() {
    List<StoredTensor> encoder;
    try {
      encoder = encoder(null);
    } catch (WeightsException e) {
      return Optional.empty();
    }
    return SonataConfig.named().entrySet().stream()
        .filter(named -> CheckpointKeys.fits(encoder, named.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// What the file says of how its weights came about, if it does.
  public Optional<ModelCard> card() {
    String text = state.notes().get(ModelCard.KEY);
    return text == null ? Optional.empty() : ModelCard.parse(text);
  }

  /// The file's own description, JSON-like; empty if it has none.
  Map<String, Object> config() {
    return state.config();
  }

  /// Tensors of an encoder and its decoder under the reference's names.
  ///
  /// @param branch which of two, or null for the only one or the student
  /// @throws WeightsException if there is none, saying what there is instead
  List<StoredTensor> encoder(@Nullable Branch branch) throws WeightsException {
    if (parts.encoderRoots().isEmpty()) {
      throw noEncoder();
    }
    Optional<String> root = parts.root(branch);
    if (root.isPresent()) {
      return parts.under(root.get());
    }
    String asked = branch == null ? "encoder" : branch.word();
    if (branches().isEmpty()) {
      throw new WeightsException(
          path,
          "it has no " + asked + ": it holds one encoder, no student and teacher",
          "Leave out which branch to take.");
    }
    String present = String.join(", ", branches().stream().map(Branch::word).toList());
    throw new WeightsException(
        path, "it has no " + asked + ", only: " + present, "Ask for one that it has.");
  }

  /// The branch that [#encoder] takes, or null if the file has one encoder.
  @Nullable Branch chosen(@Nullable Branch asked) {
    return asked == null ? parts.defaultBranch() : asked;
  }

  private WeightsException noEncoder() {
    if (kind() == Kind.LINEAR_HEAD) {
      return new WeightsException(
          path,
          "this is a linear head (it turns features into classes), not an encoder",
          "Give the encoder whose features it was trained on.");
    }
    return new WeightsException(
        path,
        "it holds no encoder: no tensor is called embedding.stem.linear.weight",
        "Give the .pth or .safetensors file of a Sonata encoder.");
  }

  /// The tensor that ends in this name outside the encoders, if there is one.
  Optional<StoredTensor> headTensor(String name) {
    return parts.headTensor(name);
  }
}
