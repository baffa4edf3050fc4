package cadenza.sonata;

import cadenza.sonata.io.StoredTensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Names of tensors as different programs write them, and whether they fit a network.
final class CheckpointKeys {
  /// Longest list of names in a message.
  private static final int MAX_NAMED = 4;

  /// Where an encoder's tensors may lie inside a larger model, best first. Pointcept pretrains a
  /// student and a teacher; the student is what its own fine-tuning loads (SPEC vi).
  private static final List<String> PREFIXES =
      List.of(
          "module.student.backbone.",
          "student.backbone.",
          "module.backbone.",
          "backbone.",
          "module.");

  private CheckpointKeys() {}

  /// The tensors of an encoder (and decoder) under their own names, wherever they lie in the model.
  static List<StoredTensor> encoderTensors(List<StoredTensor> tensors) {
    for (String prefix : PREFIXES) {
      if (tensors.stream().anyMatch(t -> t.name().startsWith(prefix + "embedding."))) {
        List<StoredTensor> inner = new ArrayList<>();
        for (StoredTensor tensor : tensors) {
          if (tensor.name().startsWith(prefix)) {
            inner.add(tensor.renamed(tensor.name().substring(prefix.length())));
          }
        }
        return inner;
      }
    }
    return tensors;
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
          extra.add(tensor.name());
        }
      } else if (!java.util.Arrays.equals(shape, tensor.shape())) {
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
          "Give the config these weights were made with, or other weights.");
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
