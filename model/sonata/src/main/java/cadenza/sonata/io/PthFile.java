package cadenza.sonata.io;

import cadenza.scan.Progress;
import cadenza.sonata.WeightsException;
import cadenza.sonata.io.Pickle.Storage;
import cadenza.sonata.io.Pickle.Tensor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// PyTorch's `.pth`: a zip archive with a pickle that describes tensors and one record of raw
/// numbers for each storage.
///
/// # How it works
///
/// The archive's records lie under one folder: `data.pkl`, `data/0`, `data/1`, ... and perhaps
/// `byteorder`. The pickle is read by [Unpickler]; tensors become views of the mapped file, so
/// nothing is held twice. Accepted contents: `{config, state_dict}` (the official inference file),
/// anything else with a `state_dict` (training files; the rest is dropped), or a bare dictionary of
/// tensors. What Cadenza itself adds ([PthWriter#OWN]) says which grid and input a network expects.
public final class PthFile {
  private static final long MAX_PICKLE_BYTES = 16 << 20;
  private static final Set<Object> READ = Set.of("state_dict", "config", PthWriter.OWN);
  private static final int MAX_ALONGSIDE = 32;
  private static final int MAX_NAME_LENGTH = 1000;

  /// The longest array that Java makes.
  private static final long MAX_GATHERED_BYTES = Integer.MAX_VALUE - 8;

  private final Path file;
  private final ZipIndex zip;
  private final String folder;
  private final Map<String, MemorySegment> storages = new HashMap<>();

  private long gatheredBytes;

  private PthFile(Path file, ZipIndex zip, String folder) {
    this.file = file;
    this.zip = zip;
    this.folder = folder;
  }

  /// @param bytes the whole file, mapped
  /// @throws WeightsException if it is no such file, damaged, or asks to run something
  public static StateFile read(Path file, MemorySegment bytes, Progress progress)
      throws WeightsException {
    ZipIndex zip = ZipIndex.of(file, bytes);
    String folder = folderOf(file, zip);
    return new PthFile(file, zip, folder).read(progress);
  }

  private static String folderOf(Path file, ZipIndex zip) throws WeightsException {
    for (String name : zip.names()) {
      if (name.endsWith("/data.pkl") && name.indexOf('/') == name.length() - 9) {
        return name.substring(0, name.length() - 8);
      }
    }
    throw new WeightsException(
        file,
        "this archive holds no weights (no data.pkl)",
        "Give a file that torch.save or Cadenza wrote.");
  }

  private StateFile read(Progress progress) throws WeightsException {
    if (zip.contains(folder + "byteorder")) {
      MemorySegment order = zip.read(folder + "byteorder");
      if (order.byteSize() > 16
          || !new String(order.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.US_ASCII)
              .equals("little")) {
        throw new WeightsException(
            file,
            "its numbers are big endian or of unknown order",
            "Save it again on an ordinary machine.");
      }
    }
    MemorySegment pickle = zip.read(folder + "data.pkl");
    if (pickle.byteSize() > MAX_PICKLE_BYTES) {
      throw new WeightsException(
          file,
          "its description alone takes " + pickle.byteSize() + " bytes",
          "Save only the state dictionary.");
    }
    // A copy, so that nothing can change between a check and a use.
    MemorySegment code = MemorySegment.ofArray(pickle.toArray(ValueLayout.JAVA_BYTE));
    if (!(Unpickler.load(file, code) instanceof Map<?, ?> root)) {
      throw new WeightsException(
          file, "it holds no dictionary", "Save the state dictionary, not the model object.");
    }
    boolean bare = !(root.get("state_dict") instanceof Map);
    Map<?, ?> state = root.get("state_dict") instanceof Map<?, ?> inner ? inner : root;
    List<StoredTensor> tensors = new ArrayList<>();
    int done = 0;
    for (Map.Entry<?, ?> item : state.entrySet()) {
      progress.checkCancelled();
      progress.report((double) done++ / state.size(), "Reading weights");
      if (item.getValue() instanceof Tensor tensor && item.getKey() instanceof String name) {
        tensors.add(stored(name, tensor));
      }
    }
    Object config = bare ? null : root.get("config");
    Map<String, Object> plain =
        config instanceof Map<?, ?> map ? new PlainValues(file).map(map) : Map.of();
    List<String> alongside = bare ? List.of() : alongside(root);
    return !plain.isEmpty() && root.get(PthWriter.OWN) instanceof Map<?, ?> own
        ? withOwn(tensors, plain, new PlainValues(file).map(own), alongside)
        : new StateFile(tensors, plain, alongside);
  }

  /// What Cadenza wrote beside the official parts: text is a note, the rest belongs to the config.
  private static StateFile withOwn(
      List<StoredTensor> tensors,
      Map<String, Object> network,
      Map<String, Object> own,
      List<String> alongside) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("model", network);
    Map<String, String> notes = new LinkedHashMap<>();
    own.forEach((key, value) -> {
      if (value instanceof String text) {
        notes.put(key, text);
      } else if (!key.equals("model")) {
        config.put(key, value);
      }
    });
    return new StateFile(tensors, config, alongside, notes);
  }

  private static List<String> alongside(Map<?, ?> root) {
    return root.keySet().stream()
        .filter(key -> !READ.contains(key))
        .limit(MAX_ALONGSIDE)
        .map(Wording::plain)
        .toList();
  }

  private StoredTensor stored(String name, Tensor tensor) throws WeightsException {
    if (name.length() > MAX_NAME_LENGTH) {
      throw new WeightsException(
          file, "a tensor has a name of " + name.length() + " characters", "Get the file again.");
    }
    Storage storage = tensor.storage();
    MemorySegment numbers = numbersOf(storage);
    int size = storage.type().bytes();
    long count;
    try {
      count = StoredTensor.count(tensor.shape());
    } catch (ArithmeticException e) {
      throw new WeightsException(
          file,
          Wording.quoted(name) + " has more numbers than can be counted",
          "Get the file again.",
          e);
    }
    if (isRowMajor(tensor)) {
      long from = count == 0 ? 0 : tensor.offset() * size;
      return new StoredTensor(
          name, storage.type(), tensor.shape(), numbers.asSlice(from, count * size));
    }
    if (count > storage.count()) {
      throw new WeightsException(
          file,
          Wording.quoted(name)
              + " repeats its "
              + storage.count()
              + " numbers to look like "
              + count,
          "Save it as contiguous tensors.");
    }
    gatheredBytes += count * size;
    if (gatheredBytes > zip.byteSize()) {
      // Views of one storage can claim any number of copies of it.
      throw new WeightsException(
          file,
          "its tensors are views that would take more memory than the file has bytes",
          "Save it as contiguous tensors.");
    }
    return new StoredTensor(
        name, storage.type(), tensor.shape(), gathered(file, name, tensor, numbers));
  }

  private MemorySegment numbersOf(Storage storage) throws WeightsException {
    MemorySegment numbers = storages.get(storage.key());
    if (numbers == null) {
      numbers = zip.read(folder + "data/" + storage.key());
      storages.put(storage.key(), numbers);
    }
    if (numbers.byteSize() / storage.type().bytes() < storage.count()) {
      throw new WeightsException(
          file,
          "storage "
              + Wording.quoted(storage.key())
              + " claims "
              + storage.count()
              + " numbers and holds "
              + numbers.byteSize() / storage.type().bytes(),
          "Get the file again.");
    }
    return numbers;
  }

  private static boolean isRowMajor(Tensor tensor) {
    long expected = 1;
    for (int d = tensor.shape().length - 1; d >= 0; d--) {
      if (tensor.shape()[d] != 1 && tensor.stride()[d] != expected) {
        return StoredTensor.count(tensor.shape()) == 0;
      }
      expected *= tensor.shape()[d];
    }
    return true;
  }

  /// A row-major copy of a tensor that is stored in another order (a transposed one, say).
  ///
  /// @throws WeightsException if it is too long for that
  static MemorySegment gathered(Path file, String name, Tensor tensor, MemorySegment numbers)
      throws WeightsException {
    int size = tensor.storage().type().bytes();
    long[] shape = tensor.shape();
    long count = StoredTensor.count(shape);
    if (count > MAX_GATHERED_BYTES / size) {
      throw new WeightsException(
          file,
          Wording.quoted(name) + " is stored in another order and too large to be put in order",
          "Save it as contiguous tensors.");
    }
    MemorySegment out = MemorySegment.ofArray(new byte[(int) count * size]);
    for (long i = 0; i < count; i++) {
      long from = tensor.offset();
      long rest = i;
      for (int d = shape.length - 1; d >= 0; d--) {
        from += rest % shape[d] * tensor.stride()[d];
        rest /= shape[d];
      }
      MemorySegment.copy(numbers, from * size, out, i * size, size);
    }
    return out;
  }
}
