package cadenza.scan.io.mesh;

import java.util.Arrays;

/// Floats in a row that grows with what is added.
final class Floats {
  private float[] values = new float[64];
  private int size;

  void add(float value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Growth.of(size));
    }
    values[size++] = value;
  }

  /// Adds `value` until there are `count`.
  void fill(int count, float value) {
    while (size < count) {
      add(value);
    }
  }

  float get(int index) {
    return values[index];
  }

  int size() {
    return size;
  }

  float[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
