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

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
