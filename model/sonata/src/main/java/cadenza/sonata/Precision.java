package cadenza.sonata;

import java.util.Locale;

/// Numbers that the network's matrix products are computed in. Features between them are 32-bit
/// floats either way.
public enum Precision {
  /// 32-bit floats throughout, as the fixtures of the official code.
  F32,
  /// bfloat16 for the weights of linears and convolutions and what they meet: half the memory for
  /// weights, and faster on processors and GPUs that know it, for features that differ from those
  /// of [#F32] by about a percent.
  BF16;

  /// Reads `f32` or `bf16`, in any case.
  ///
  /// @throws IllegalArgumentException for another word; the message lists the choices
  public static Precision parse(String word) {
    for (Precision precision : values()) {
      if (precision.toString().equals(word.toLowerCase(Locale.ROOT))) {
        return precision;
      }
    }
    throw new IllegalArgumentException("\"" + word + "\" is no precision; choose f32 or bf16");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
