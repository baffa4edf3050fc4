package cadenza.sonata.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Writes what a `.pth` describes itself with: values and tensors as a pickle of protocol 2.
///
/// Uses only instructions and names that PyTorch's `torch.load(weights_only=True)` allows
/// (torch/_weights_only_unpickler.py): literals, lists, tuples, dictionaries, references to
/// storages, `collections.OrderedDict` and `torch._utils._rebuild_tensor_v2`.
final class PickleWriter {
  private static final int PROTO = 0x80;
  private static final int NEWTRUE = 0x88;
  private static final int NEWFALSE = 0x89;
  private static final int LONG1 = 0x8a;

  private final ByteArrayOutputStream code = new ByteArrayOutputStream();

  PickleWriter() {
    code.write(PROTO);
    code.write(2);
  }

  /// Ends the pickle.
  byte[] bytes() {
    code.write('.');
    return code.toByteArray();
  }

  /// Begins a dictionary; keys and values follow, then [#endDictionary()].
  void beginDictionary() {
    code.write('}');
    code.write('(');
  }

  /// The same in the class that PyTorch keeps state in.
  void beginOrderedDictionary() {
    orderedDictionary();
    code.write('(');
  }

  void endDictionary() {
    code.write('u');
  }

  private void orderedDictionary() {
    global("collections", "OrderedDict");
    code.write(')');
    code.write('R');
  }

  private void global(String module, String name) {
    code.write('c');
    code.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  /// A value that is text, a number, a truth value, or a list or map of such.
  ///
  /// @throws IllegalArgumentException if it is none of these
  void value(Object value) {
    switch (value) {
      case String text -> text(text);
      case Boolean flag -> code.write(flag ? NEWTRUE : NEWFALSE);
      case Integer number -> whole(number);
      case Long number -> whole(number);
      case Float number -> real(number);
      case Double number -> real(number);
      case float[] numbers -> {
        code.write(']');
        code.write('(');
        for (float number : numbers) {
          real(number);
        }
        code.write('e');
      }
      case List<?> items -> {
        code.write(']');
        code.write('(');
        items.forEach(this::value);
        code.write('e');
      }
      case Map<?, ?> map -> {
        beginDictionary();
        map.forEach((key, item) -> {
          text(String.valueOf(key));
          value(item);
        });
        endDictionary();
      }
      default -> throw new IllegalArgumentException("a pickle of weights holds no " + value);
    }
  }

  void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    code.write('X');
    code.writeBytes(
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length).array());
    code.writeBytes(bytes);
  }

  private void whole(long number) {
    if (number >= 0 && number < 1 << 8) {
      code.write('K');
      code.write((int) number);
    } else if (number == (int) number) {
      code.write('J');
      code.writeBytes(
          ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) number).array());
    } else {
      code.write(LONG1);
      code.write(Long.BYTES);
      code.writeBytes(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array());
    }
  }

  private void real(double number) {
    code.write('G'); // big endian, unlike all others
    code.writeBytes(ByteBuffer.allocate(8).putDouble(number).array());
  }

  private void wholes(long[] numbers) {
    code.write('(');
    for (long number : numbers) {
      whole(number);
    }
    code.write('t');
  }

  /// A tensor whose numbers lie, row-major, in a record of their own.
  ///
  /// @param key name of the record
  void tensor(String key, StoredTensor tensor) {
    global("torch._utils", "_rebuild_tensor_v2");
    code.write('(');
    code.write('(');
    text("storage");
    global("torch", tensor.type().torchStorage());
    text(key);
    text("cpu");
    whole(tensor.count());
    code.write('t');
    code.write('Q');
    whole(0);
    wholes(tensor.shape());
    wholes(strides(tensor.shape()));
    code.write(NEWFALSE); // needs no gradient
    orderedDictionary(); // no hooks
    code.write('t');
    code.write('R');
  }

  private static long[] strides(long[] shape) {
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int d = shape.length - 1; d >= 0; d--) {
      strides[d] = stride;
      stride *= Math.max(1, shape[d]);
    }
    return strides;
  }
}
