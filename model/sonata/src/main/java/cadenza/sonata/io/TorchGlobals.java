package cadenza.sonata.io;

import cadenza.sonata.WeightsException;
import cadenza.sonata.io.Pickle.Global;
import cadenza.sonata.io.Pickle.Opaque;
import cadenza.sonata.io.Pickle.Storage;
import cadenza.sonata.io.Pickle.Tensor;
import cadenza.sonata.io.Pickle.Tuple;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// The only names that a pickle of weights may turn into values, and what calling them gives; those
/// of [InertNames] give empty tokens.
final class TorchGlobals {
  /// Dictionaries by other names: those of Pointcept's and mmengine's configs have attributes.
  private static final Set<String> DICTIONARIES =
      Set.of(
          "collections.OrderedDict",
          "collections.defaultdict",
          "builtins.dict",
          "__builtin__.dict",
          "addict.addict.Dict",
          "pointcept.utils.config.ConfigDict",
          "mmcv.utils.config.ConfigDict",
          "mmengine.config.config.ConfigDict");

  private static final String TENSOR = "torch._utils._rebuild_tensor_v2";
  private static final String PARAMETER = "torch._utils._rebuild_parameter";
  private static final String SIZE = "torch.Size";
  private static final String STATEFUL_PARAMETER = "torch._utils._rebuild_parameter_with_state";
  private static final String TYPED = "torch._tensor._rebuild_from_type_v2";
  private static final Set<String> CALLABLES =
      Set.of(TENSOR, PARAMETER, STATEFUL_PARAMETER, TYPED, SIZE);

  /// Old PyTorch wrote a scheduler's method by this name. Called with anything else it is refused.
  private static final Set<String> ATTRIBUTE = Set.of("builtins.getattr", "__builtin__.getattr");

  private static final int MAX_DIMENSIONS = 16;

  private final Path file;

  TorchGlobals(Path file) {
    this.file = file;
  }

  /// The allowed callable or type of that name; nothing is looked up.
  ///
  /// @throws WeightsException naming it, if it is none
  Global named(String name) throws WeightsException {
    boolean allowed =
        CALLABLES.contains(name)
            || DICTIONARIES.contains(name)
            || ATTRIBUTE.contains(name)
            || InertNames.contains(name);
    for (ElementType type : ElementType.values()) {
      allowed |= name.equals("torch." + type.torchStorage());
    }
    if (!allowed) {
      throw refused(name);
    }
    return new Global(name);
  }

  private WeightsException refused(String name) {
    return new WeightsException(
        file,
        "it asks to use "
            + Wording.quoted(name)
            + ", which weights never need; nothing of it was run",
        "Do not trust this file; ask its author for safetensors.");
  }

  /// What calling it gives, without calling anything.
  ///
  /// @throws WeightsException if it may not be called so
  Object call(Global callable, List<Object> arguments) throws WeightsException {
    if (InertNames.contains(callable.name())) {
      return new Opaque(callable.name());
    }
    if (ATTRIBUTE.contains(callable.name())) {
      boolean ofScheduler =
          arguments.size() == 2
              && arguments.get(0) instanceof Opaque owner
              && owner.name().endsWith(".OneCycleLR")
              && arguments.get(1) instanceof String method
              && method.startsWith("_annealing_");
      if (!ofScheduler) {
        throw refused(callable.name());
      }
      return new Opaque(callable.name());
    }
    if (DICTIONARIES.contains(callable.name())) {
      // A default dictionary is told what stands for missing entries, which says nothing.
      if (!arguments.stream().allMatch(argument -> argument instanceof Global)) {
        throw new IllegalArgumentException("a dictionary is filled after it is made");
      }
      return new LinkedHashMap<>();
    }
    return switch (callable.name()) {
      case TENSOR -> tensor(arguments);
      case PARAMETER, STATEFUL_PARAMETER -> known(arguments.getFirst());
      case TYPED -> { // (function, type, its arguments, attributes)
        String function = ((Global) arguments.get(0)).name();
        if (!function.equals(TENSOR)) {
          throw new IllegalArgumentException("a tensor made by " + Wording.quoted(function));
        }
        yield tensor(((Tuple) arguments.get(2)).items());
      }
      case SIZE -> (Tuple) arguments.getFirst();
      default -> throw new IllegalArgumentException(callable.name() + " is a type");
    };
  }

  private static Object known(Object tensor) {
    return tensor instanceof Opaque ? tensor : (Tensor) tensor;
  }

  /// `("storage", type, key, location, count)`, as `torch.save` names a stretch of numbers.
  ///
  /// @return a [Storage], or an [Opaque] for one without a type, which no network has
  Object storage(List<Object> id) throws WeightsException {
    if (id.size() != 5 || !"storage".equals(id.getFirst())) {
      throw new IllegalArgumentException("a reference to no storage");
    }
    String name = ((Global) id.get(1)).name();
    if (InertNames.contains(name)) {
      return new Opaque(name);
    }
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
