package cadenza.sonata.io;

import java.util.List;
import java.util.Map;

/// What a file of weights holds: tensors by name, and what it says about itself.
///
/// @param tensors in the file's order, names unique
/// @param config the file's own description of the network, as JSON-like values (maps, lists,
///   strings, numbers, booleans); empty if it has none
/// @param alongside names of what else lies in the file and is not read, such as `optimizer`
/// @param notes other text that the file carries, by name
public record StateFile(
    List<StoredTensor> tensors,
    Map<String, Object> config,
    List<String> alongside,
    Map<String, String> notes) {
  /// One that carries no other text.
  public StateFile(List<StoredTensor> tensors, Map<String, Object> config, List<String> alongside) {
    this(tensors, config, alongside, Map.of());
  }

  public StateFile {
    notes = Map.copyOf(notes);
    alongside = List.copyOf(alongside);
    tensors = List.copyOf(tensors);
  }
}
