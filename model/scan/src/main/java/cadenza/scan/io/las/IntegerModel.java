package cadenza.scan.io.las;

import org.jspecify.annotations.Nullable;

/// How far integers lie from what was predicted of them (LAZ specification, "integer compressor").
///
/// # How it works
///
/// The difference between a number and its prediction is coded in two steps: first `k`, the number
/// of bits that the difference needs, by a model for each context; then the difference itself by a
/// model for each `k`. Of more than 8 bits only the highest 8 have a model, the rest is stored as
/// is. Models are made when they are first needed.
final class IntegerModel {
  /// Bits of a difference that have a model.
  static final int MODELLED_BITS = 8;

  private final int bits;
  private final @Nullable SymbolModel[] widths;
  private final @Nullable SymbolModel[] differences;

  /// Tells differences 0 and 1 apart, which both have `k` = 0.
  final BitModel zeroOrOne = new BitModel();

  /// The number of bits that the last difference needed.
  int k;

  /// @param bits width of the integers, at most 32
  IntegerModel(int bits, int contexts) {
    this.bits = bits;
    this.widths = new SymbolModel[contexts];
    this.differences = new SymbolModel[bits + 1];
  }

  /// Forgets everything.
  void reset() {
    for (SymbolModel model : widths) {
      if (model != null) {
        model.reset();
      }
    }
    for (SymbolModel model : differences) {
      if (model != null) {
        model.reset();
      }
    }
    zeroOrOne.reset();
    k = 0;
  }

  int bits() {
    return bits;
  }

  /// The model of `k` in a context.
  SymbolModel widths(int context) {
    SymbolModel model = widths[context];
    if (model == null) {
      model = new SymbolModel(bits + 1);
      widths[context] = model;
    }
    return model;
  }

  /// The model of differences that need `width` bits, from 1 to 31.
  SymbolModel differences(int width) {
    SymbolModel model = differences[width];
    if (model == null) {
      model = new SymbolModel(1 << Math.min(width, MODELLED_BITS));
      differences[width] = model;
    }
    return model;
  }

  /// Brings a number that left the range of `bits` back into it.
  int wrap(int value) {
    return bits == 32 ? value : value & ((1 << bits) - 1);
  }
}
