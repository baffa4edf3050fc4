package cadenza.scan.io.mesh;

import java.util.Arrays;

/// Whole numbers in a row that grows with what is added.
final class Ints {
  private int[] values = new int[64];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Growth.of(size));
    }
    values[size++] = value;
  }

  /// Adds `value` until there are `count`.
  void fill(int count, int value) {
    while (size < count) {
      add(value);
    }
  }

  void clear() {
    size = 0;
  }

  int get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
