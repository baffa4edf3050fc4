package cadenza.sonata.io;

import java.util.List;
import java.util.Map;

/// What a file of weights holds: tensors by name, and what it says about itself.
///
/// @param tensors in the file's order, names unique
/// @param config the file's own description of the network, as JSON-like values (maps, lists,
///   strings, numbers, booleans); empty if it has none
/// @param alongside names of what else lies in the file and is not read, such as `optimizer`
public record StateFile(
    List<StoredTensor> tensors, Map<String, Object> config, List<String> alongside) {
  public StateFile {
    alongside = List.copyOf(alongside);
    tensors = List.copyOf(tensors);
  }
}
