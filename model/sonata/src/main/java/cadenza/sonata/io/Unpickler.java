package cadenza.sonata.io;

import cadenza.sonata.WeightsException;
import cadenza.sonata.io.Pickle.Global;
import cadenza.sonata.io.Pickle.Opaque;
import cadenza.sonata.io.Pickle.Tuple;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the pickle inside a `.pth` without running anything it asks for.
///
/// # How it works
///
/// A pickle is a program for a stack machine; `GLOBAL` names a Python callable and `REDUCE` calls
/// it, which is how opening a file can run code. This machine knows only what a dictionary of
/// tensors needs: literals, tuples, lists, dictionaries, the memo, and the callables of
/// [TorchGlobals]. What training files hold beside that, from the fixed list of [InertNames],
/// becomes an empty token, on which everything that would change it is ignored. Any other name, and
/// any instruction that would build an object another way, is refused, naming it. A pickle cannot
/// make this machine use more memory than a small multiple of its own length: copies are
/// references, nothing is expanded, and the number of values is limited.
///
/// Instructions: CPython's `pickletools`, protocols 2 to 5.
final class Unpickler {
  private final Path file;
  private final MemorySegment code;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, Object> memo = new HashMap<>();
  private final TorchGlobals globals;
  private long at;

  // The largest training files hold some hundred thousand values; each costs a hundred bytes.
  private static final int MAX_VALUES = 1_500_000;

  private int pushed;

  private Unpickler(Path file, MemorySegment code) {
    this.file = file;
    this.code = code;
    this.globals = new TorchGlobals(file);
  }

  /// @return the value that the pickle describes
  /// @throws WeightsException if it asks for what is not allowed, or is damaged
  static Object load(Path file, MemorySegment code) throws WeightsException {
    Unpickler machine = new Unpickler(file, code);
    try {
      return machine.run();
    } catch (IndexOutOfBoundsException | java.util.NoSuchElementException e) {
      throw machine.damaged("it stops in the middle or takes what is not there", e);
    } catch (ClassCastException | IllegalArgumentException | ArithmeticException e) {
      throw machine.damaged("it mixes up kinds of values", e);
    }
  }

  private Object run() throws WeightsException {
    while (true) {
      int op = unsignedByte();
      if (pushed > MAX_VALUES || marks.size() > MAX_VALUES || memo.size() > MAX_VALUES) {
        throw damaged("it builds more values than any checkpoint has", null);
      }
      switch (op) {
        case 0x80 -> checkProtocol(unsignedByte()); // PROTO
        case 0x95 -> at += 8; // FRAME: a hint for readers of streams
        case '.' -> { // STOP
          return pop();
        }
        case 'N' -> push(Pickle.NONE);
        case 0x88 -> push(true);
        case 0x89 -> push(false);
        case 'K' -> push((long) unsignedByte());
        case 'M' -> push((long) unsignedShort());
        case 'J' -> push((long) signedInt());
        case 0x8a -> push(integer(unsignedByte())); // LONG1
        case 0x8b -> push(integer(signedInt())); // LONG4
        case 'G' -> push(bigEndianDouble());
        case 'X' -> push(text(Integer.toUnsignedLong(signedInt())));
        case 0x8c -> push(text(unsignedByte())); // SHORT_BINUNICODE
        case 0x8d -> push(text(signedLong())); // BINUNICODE8
        case 'U' -> push(text(unsignedByte())); // SHORT_BINSTRING
        case 'T' -> push(text(signedInt())); // BINSTRING
        case 'C' -> push(skipped("bytes", unsignedByte())); // SHORT_BINBYTES
        case 'B' -> push(skipped("bytes", Integer.toUnsignedLong(signedInt()))); // BINBYTES
        case 0x8e -> push(skipped("bytes", signedLong())); // BINBYTES8
        case 0x8f -> push(new Opaque("set")); // EMPTY_SET
        case 0x90 -> append(popToMark()); // ADDITEMS
        case 0x91 -> { // FROZENSET
          popToMark();
          push(new Opaque("frozenset"));
        }
        case ']' -> push(new ArrayList<>());
        case '}' -> push(new LinkedHashMap<>());
        case ')' -> push(new Tuple(List.of()));
        case '(' -> marks.push(stack.size());
        case 't' -> push(new Tuple(popToMark()));
        case 0x85 -> push(new Tuple(popLast(1)));
        case 0x86 -> push(new Tuple(popLast(2)));
        case 0x87 -> push(new Tuple(popLast(3)));
        case 'l' -> push(popToMark());
        case 'd' -> putAll(push(new LinkedHashMap<>()), popToMarkBelowTop());
        case 'a' -> append(List.of(pop()));
        case 'e' -> append(popToMark());
        case 's' -> putAll(stack.get(stack.size() - 3), popLast(2));
        case 'u' -> {
          List<Object> items = popToMark();
          putAll(stack.getLast(), items);
        }
        case '0' -> pop();
        case '1' -> popToMark();
        case '2' -> push(stack.getLast());
        case 'q' -> memo.put((long) unsignedByte(), stack.getLast());
        case 'r' -> memo.put(Integer.toUnsignedLong(signedInt()), stack.getLast());
        case 0x94 -> memo.put((long) memo.size(), stack.getLast()); // MEMOIZE
        case 'h' -> push(remembered(unsignedByte()));
        case 'j' -> push(remembered(Integer.toUnsignedLong(signedInt())));
        case 'c' -> push(globals.named(line() + "." + line())); // GLOBAL
        case 0x93 -> { // STACK_GLOBAL
          List<Object> names = popLast(2);
          push(globals.named((String) names.get(0) + "." + (String) names.get(1)));
        }
        case 'R', 0x81 -> { // REDUCE, NEWOBJ
          List<Object> call = popLast(2);
          push(called(call.get(0), call.get(1)));
        }
        case 0x92 -> { // NEWOBJ_EX: also with arguments by name
          List<Object> call = popLast(3);
          map(call.get(2));
          push(called(call.get(0), call.get(1)));
        }
        case 'Q' -> push(globals.storage(((Tuple) pop()).items())); // BINPERSID
        case 'b' -> ignoreAttributes(); // BUILD
        default ->
            throw new WeightsException(
                file,
                "its pickle uses instruction 0x%02x at byte %d, which weights never need"
                    .formatted(op, at - 1),
                "Do not trust this file; ask its author for safetensors.");
      }
    }
  }

  private void checkProtocol(int protocol) throws WeightsException {
    if (protocol < 2 || protocol > 5) {
      throw damaged("protocol " + protocol + " is not known", null);
    }
  }

  private Object called(Object callable, Object arguments) throws WeightsException {
    if (!(callable instanceof Global global)) {
      throw damaged("it calls what is not callable", null);
    }
    return globals.call(global, ((Tuple) arguments).items());
  }

  /// Attributes set on a dictionary (PyTorch hangs `_metadata` on every state dictionary) say
  /// nothing about numbers.
  private void ignoreAttributes() throws WeightsException {
    pop();
    if (!(stack.getLast() instanceof Map || stack.getLast() instanceof Opaque)) {
      throw damaged("it sets attributes on what is not a dictionary", null);
    }
  }

  private <T> T push(T value) {
    pushed++;
    stack.add(value);
    return value;
  }

  private Object pop() {
    if (!marks.isEmpty() && marks.peek() >= stack.size()) {
      throw new IndexOutOfBoundsException("nothing above the mark");
    }
    return stack.removeLast();
  }

  private List<Object> popLast(int count) {
    return cut(stack.size() - count);
  }

  private List<Object> popToMark() {
    return cut(marks.pop());
  }

  private List<Object> popToMarkBelowTop() {
    Object top = stack.removeLast();
    List<Object> items = popToMark();
    stack.add(top);
    return items;
  }

  private List<Object> cut(int from) {
    List<Object> tail = stack.subList(from, stack.size());
    List<Object> items = new ArrayList<>(tail);
    tail.clear();
    return items;
  }

  private void append(List<Object> items) {
    if (!(stack.getLast() instanceof Opaque)) {
      list(stack.getLast()).addAll(items);
    }
  }

  private static void putAll(Object target, List<Object> items) {
    if (target instanceof Opaque) {
      return;
    }
    Map<Object, Object> map = map(target);
    for (int i = 0; i < items.size(); i += 2) {
      Object key = items.get(i);
      Object value = items.get(i + 1);
      // Only such keys have a hash that cannot run in circles; tensors are called by text.
      if (key instanceof String || key instanceof Long || key instanceof Boolean) {
        map.put(key, value);
      }
    }
  }

  @SuppressWarnings("unchecked") // this machine makes no other maps
  private static Map<Object, Object> map(Object value) {
    return (Map<Object, Object>) value;
  }

  @SuppressWarnings("unchecked") // this machine makes no other lists
  private static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  private Object remembered(long key) throws WeightsException {
    Object value = memo.get(key);
    if (value == null) {
      throw damaged("it recalls what it never stored", null);
    }
    return value;
  }

  private int unsignedByte() {
    return code.get(ValueLayout.JAVA_BYTE, at++) & 0xff;
  }

  private int unsignedShort() {
    int low = unsignedByte();
    return low | unsignedByte() << 8;
  }

  private int signedInt() {
    int low = unsignedShort();
    return low | unsignedShort() << 16;
  }

  private long signedLong() {
    long low = Integer.toUnsignedLong(signedInt());
    return low | (long) signedInt() << 32;
  }

  /// A whole number of so many bytes; one that is too large for any count stands for itself.
  private Object integer(long length) {
    if (length > 8) {
      return skipped("int", length);
    }
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) unsignedByte() << 8 * i;
    }
    long unused = 64 - 8 * length;
    return length <= 0 ? 0L : value << unused >> unused;
  }

  private Opaque skipped(String name, long length) {
    at += code.asSlice(at, length).byteSize(); // which checks that they are there
    return new Opaque(name);
  }

  private double bigEndianDouble() {
    at += 8;
    return code.get(ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN), at - 8);
  }

  private String text(long length) {
    byte[] chars = code.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
    at += length;
    return new String(chars, StandardCharsets.UTF_8);
  }

  private String line() {
    long start = at;
    while (unsignedByte() != '\n') {
      // the name ends with its line
    }
    long end = at;
    at = start;
    String name = text(end - 1 - start);
    at = end;
    return name;
  }

  private WeightsException damaged(
      String what, @org.jspecify.annotations.Nullable Throwable cause) {
    return new WeightsException(
        file, "its pickle is damaged near byte " + at + ": " + what, "Get the file again.", cause);
  }
}
