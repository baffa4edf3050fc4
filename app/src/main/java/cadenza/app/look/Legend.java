package cadenza.app.look;

import java.util.List;

/// What the colours of a picture mean.
public sealed interface Legend {
  /// Colours that need no words: the file's own.
  record None() implements Legend {}

  /// A sentence that explains the colours.
  record Sentence(String text) implements Legend {}

  /// A scale from `low` to `high`.
  record Ramp(ColorMap map, String low, String high, String unit) implements Legend {}

  /// A scale from `low` to `high` whose colours are given.
  ///
  /// @param argb opaque colours from the low end to the high one
  record Gradient(int[] argb, String low, String meaning, String high) implements Legend {}

  /// One colour a class, the most frequent first.
  record Classes(List<Entry> entries) implements Legend {
    public Classes {
      entries = List.copyOf(entries);
    }
  }

  /// A class with its colour and the points it has.
  record Entry(String name, int argb, int pointCount) {}
}
