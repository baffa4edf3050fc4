package cadenza.sonata;

import cadenza.sonata.io.StoredTensor;
import cadenza.sonata.io.Wording;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names of tensors as different programs write them, and whether they fit a network.
final class CheckpointKeys {
  /// Longest list of names in a message.
  private static final int MAX_NAMED = 4;

  /// What the names of low-rank additions to a layer have in common (peft).
  private static final String LORA = ".lora_";

  private CheckpointKeys() {}

  /// Whether an encoder's tensors are those of a network, with or without its mask token.
  static boolean fits(List<StoredTensor> tensors, SonataConfig config) {
    Map<String, long[]> expected = NetworkTensors.of(config.withMaskToken(false));
    long found =
        tensors.stream()
            .filter(t -> Arrays.equals(expected.get(t.name()), t.shape()))
            .map(StoredTensor::name)
            .distinct()
            .count();
    return found == expected.size()
        && tensors.stream()
            .allMatch(t ->
                expected.containsKey(t.name())
                    || t.name().equals(NetworkTensors.MASK_TOKEN)
                    || t.name().startsWith(NetworkTensors.DECODER));
  }

  /// @throws WeightsException naming what is missing, misshapen or unknown
  static void check(Path file, List<StoredTensor> tensors, Map<String, long[]> expected)
      throws WeightsException {
    List<String> misshapen = new ArrayList<>();
    List<String> extra = new ArrayList<>();
    Set<String> found = new HashSet<>();
    boolean decodes =
        expected.keySet().stream().anyMatch(name -> name.startsWith(NetworkTensors.DECODER));
    for (StoredTensor tensor : tensors) {
      long[] shape = expected.get(tensor.name());
      found.add(tensor.name());
      if (shape == null) {
        if (decodes || !tensor.name().startsWith(NetworkTensors.DECODER)) {
          extra.add(Wording.quoted(tensor.name()));
        }
      } else if (!Arrays.equals(shape, tensor.shape())) {
        misshapen.add(
            tensor.name()
                + " has shape "
                + tensor.shapeText()
                + ", the network wants "
                + StoredTensor.text(shape));
      }
    }
    List<String> missing = expected.keySet().stream().filter(n -> !found.contains(n)).toList();
    List<String> findings = new ArrayList<>();
    addFinding(findings, "missing", missing);
    addFinding(findings, "wrong", misshapen);
    addFinding(findings, "unknown", extra);
    if (!findings.isEmpty()) {
      throw new WeightsException(
          file,
          "its tensors do not fit the network: " + String.join("; ", findings),
          tensors.stream().anyMatch(tensor -> tensor.name().contains(LORA))
              ? "It holds low-rank additions (LoRA): merge them into the weights and save it again."
              : "Give the config these weights were made with, or other weights.");
    }
  }

  private static void addFinding(List<String> findings, String kind, List<String> names) {
    if (!names.isEmpty()) {
      String more = names.size() > MAX_NAMED ? " and " + (names.size() - MAX_NAMED) + " more" : "";
      findings.add(
          kind
              + ": "
              + String.join(", ", names.subList(0, Math.min(MAX_NAMED, names.size())))
              + more);
    }
  }
}
