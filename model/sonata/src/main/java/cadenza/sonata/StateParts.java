package cadenza.sonata;

import cadenza.sonata.WeightsFile.Kind;
import cadenza.sonata.WeightsFile.Part;
import cadenza.sonata.io.StoredTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What lies where in a state dictionary.
///
/// # How it works
///
/// Programs wrap a network in others, each of which puts its name before the keys: `module.`
/// (training on several GPUs), `student.` and `teacher.` (pretraining), `backbone.` (a segmentor).
/// Wherever a key has `embedding.stem.` or `embedding.mask_token`, what stands before it is the
/// root of an encoder; the root's words say which branch it is.
final class StateParts {
  private static final List<String> LANDMARKS =
      List.of("embedding.stem.", NetworkTensors.MASK_TOKEN);
  private static final String HEAD = "seg_head.";

  /// Names that wrapping alone adds.
  private static final Set<String> WRAPPINGS = Set.of("module", "_orig_mod");

  private final List<StoredTensor> tensors;
  private final Map<@Nullable Branch, String> roots;

  private StateParts(List<StoredTensor> tensors, Map<@Nullable Branch, String> roots) {
    this.tensors = tensors;
    this.roots = roots;
  }

  static StateParts of(List<StoredTensor> tensors) {
    Set<String> found = new LinkedHashSet<>();
    for (StoredTensor tensor : tensors) {
      for (String landmark : LANDMARKS) {
        int at = tensor.name().indexOf(landmark);
        if (at == 0 || (at > 0 && tensor.name().charAt(at - 1) == '.')) {
          found.add(tensor.name().substring(0, at));
        }
      }
    }
    Map<@Nullable Branch, String> roots = new LinkedHashMap<>();
    found.stream()
        .sorted(Comparator.comparingInt(String::length).thenComparing(name -> name))
        .forEach(root -> roots.putIfAbsent(branchOf(root), root));
    return new StateParts(tensors, roots);
  }

  private static @Nullable Branch branchOf(String root) {
    List<String> words = Arrays.asList(root.split("\\."));
    for (Branch branch : Branch.values()) {
      if (words.contains(branch.word())) {
        return branch;
      }
    }
    return null;
  }

  /// Prefixes of the encoders, one a branch.
  List<String> encoderRoots() {
    return List.copyOf(roots.values());
  }

  List<Branch> branches() {
    return Arrays.stream(Branch.values()).filter(roots::containsKey).toList();
  }

  /// The branch to take if nobody chose: the student where there is one, null where the file has no
  /// branches.
  @Nullable Branch defaultBranch() {
    return branches().isEmpty() ? null : branches().getFirst();
  }

  /// The prefix of an encoder, if the file has it.
  ///
  /// @param branch which, or null for [#defaultBranch()]
  Optional<String> root(@Nullable Branch branch) {
    return Optional.ofNullable(roots.get(branch == null ? defaultBranch() : branch));
  }

  /// Tensors below a prefix, without it; the head of a segmentor without a prefix is left out.
  List<StoredTensor> under(String root) {
    List<StoredTensor> inner = new ArrayList<>();
    for (StoredTensor tensor : tensors) {
      if (tensor.name().startsWith(root) && !tensor.name().startsWith(HEAD, root.length())) {
        inner.add(tensor.renamed(tensor.name().substring(root.length())));
      }
    }
    return inner;
  }

  /// `seg_head.weight` or `seg_head.bias`, whatever stands before it.
  Optional<StoredTensor> headTensor(String name) {
    return tensors.stream()
        .filter(tensor -> withoutWrappings(tensor.name()).equals(HEAD + name))
        .findFirst();
  }

  Kind kind() {
    boolean head = headTensor("weight").isPresent();
    if (roots.isEmpty()) {
      return head ? Kind.LINEAR_HEAD : Kind.UNKNOWN;
    }
    if (!branches().isEmpty()) {
      return Kind.PRETRAINING;
    }
    if (head) {
      return Kind.SEGMENTATION;
    }
    String decoder = roots.values().iterator().next() + NetworkTensors.DECODER;
    return tensors.stream().anyMatch(tensor -> tensor.name().startsWith(decoder))
        ? Kind.ENCODER_AND_DECODER
        : Kind.ENCODER;
  }

  List<Part> list() {
    Map<String, Part> parts = new LinkedHashMap<>();
    for (StoredTensor tensor : tensors) {
      parts.merge(
          partOf(tensor.name()),
          new Part(partOf(tensor.name()), 1, tensor.count()),
          (a, b) -> new Part(a.name(), a.tensors() + 1, a.parameters() + b.parameters()));
    }
    return List.copyOf(parts.values());
  }

  private String partOf(String name) {
    for (Map.Entry<@Nullable Branch, String> root : roots.entrySet()) {
      if (name.startsWith(root.getValue())) {
        String inner = name.substring(root.getValue().length());
        String branch = root.getKey() == null ? "" : root.getKey().word() + " ";
        if (inner.startsWith("embedding.") || inner.startsWith("enc.")) {
          return branch + "encoder";
        }
        if (inner.startsWith(NetworkTensors.DECODER)) {
          return branch + "decoder";
        }
      }
    }
    String[] words = withoutWrappings(name).split("\\.", 3);
    boolean inBranch =
        Arrays.stream(Branch.values()).anyMatch(branch -> branch.word().equals(words[0]));
    return inBranch && words.length > 2 ? words[0] + "." + words[1] : words[0];
  }

  private static String withoutWrappings(String name) {
    String inner = name;
    int dot = inner.indexOf('.');
    while (dot > 0 && WRAPPINGS.contains(inner.substring(0, dot))) {
      inner = inner.substring(dot + 1);
      dot = inner.indexOf('.');
    }
    return inner;
  }
}
