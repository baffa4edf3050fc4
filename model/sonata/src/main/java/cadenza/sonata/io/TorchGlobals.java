package cadenza.sonata.io;

import cadenza.sonata.WeightsException;
import cadenza.sonata.io.Pickle.Global;
import cadenza.sonata.io.Pickle.Storage;
import cadenza.sonata.io.Pickle.Tensor;
import cadenza.sonata.io.Pickle.Tuple;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// The only names a pickle of weights may use, and what calling them gives.
final class TorchGlobals {
  private static final String DICTIONARY = "collections.OrderedDict";
  private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
  private static final String PARAMETER = "torch._utils._rebuild_parameter";
  private static final String SIZE = "torch.Size";
  private static final Set<String> CALLABLES = Set.of(DICTIONARY, TENSOR, PARAMETER, SIZE);
  private static final int MAX_DIMENSIONS = 16;

  private final Path file;

  TorchGlobals(Path file) {
    this.file = file;
  }

  /// The allowed callable or type of that name.
  ///
  /// @throws WeightsException naming it, if it is none
  Global named(String name) throws WeightsException {
    boolean allowed = CALLABLES.contains(name);
    for (ElementType type : ElementType.values()) {
      allowed |= name.equals("torch." + type.torchStorage());
    }
    if (!allowed) {
      throw new WeightsException(
          file,
          "it asks to use "
              + Wording.quoted(name)
              + ", which weights never need; nothing of it was run",
          "Do not trust this file; ask its author for safetensors.");
    }
    return new Global(name);
  }

  Object call(Global callable, List<Object> arguments) throws WeightsException {
    return switch (callable.name()) {
      case DICTIONARY -> {
        if (!arguments.isEmpty()) {
          throw new IllegalArgumentException("a dictionary is filled after it is made");
        }
        yield new LinkedHashMap<>();
      }
      case TENSOR -> tensor(arguments);
      case PARAMETER -> (Tensor) arguments.getFirst();
      case SIZE -> (Tuple) arguments.getFirst();
      default -> throw new IllegalArgumentException(callable.name() + " is a type");
    };
  }

  /// `("storage", type, key, location, count)`, as `torch.save` names a stretch of numbers.
  Storage storage(List<Object> id) throws WeightsException {
    if (id.size() != 5 || !"storage".equals(id.getFirst())) {
      throw new IllegalArgumentException("a reference to no storage");
    }
    String name = ((Global) id.get(1)).name();
    for (ElementType type : ElementType.values()) {
      if (name.equals("torch." + type.torchStorage())) {
        long count = (Long) id.get(4);
        if (count < 0) {
          throw new WeightsException(
              file, "a storage claims " + count + " numbers", "Get the file again.");
        }
        return new Storage(type, (String) id.get(2), count);
      }
    }
    throw new IllegalArgumentException(name + " is no type of storage");
  }

  /// `(storage, offset, shape, stride, requires_grad, hooks)`.
  private Tensor tensor(List<Object> arguments) throws WeightsException {
    Storage storage = (Storage) arguments.get(0);
    long offset = (Long) arguments.get(1);
    long[] shape = longs((Tuple) arguments.get(2));
    long[] stride = longs((Tuple) arguments.get(3));
    if (shape.length != stride.length || shape.length > MAX_DIMENSIONS || offset < 0) {
      throw new IllegalArgumentException("shape and stride of a tensor");
    }
    long last = offset;
    boolean empty = false;
    for (int d = 0; d < shape.length; d++) {
      if (shape[d] < 0 || stride[d] < 0) {
        throw new WeightsException(
            file,
            "a tensor has the shape " + StoredTensor.text(shape) + ", which no tensor can have",
            "Get the file again.");
      }
      empty |= shape[d] == 0;
      last = Math.addExact(last, Math.multiplyExact(Math.max(0, shape[d] - 1), stride[d]));
    }
    if (!empty && last >= storage.count()) {
      throw new WeightsException(
          file,
          "a tensor of shape "
              + StoredTensor.text(shape)
              + " reaches beyond its storage of "
              + storage.count()
              + " numbers",
          "Get the file again.");
    }
    return new Tensor(storage, offset, shape, stride);
  }

  private static long[] longs(Tuple tuple) {
    return tuple.items().stream().mapToLong(item -> (Long) item).toArray();
  }
}
