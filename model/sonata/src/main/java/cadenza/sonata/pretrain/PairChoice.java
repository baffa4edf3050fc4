package cadenza.sonata.pretrain;

/// Which of the matches of a loss count, and how much.
///
/// @param most matches a loss; of more, some are chosen at random
/// @param ofFlat how much a match on a plane counts, against 1 where surroundings are bent: floors
///   and walls are most of a room and soon learnt
/// @param picksBent whether that decides how likely a match is chosen, instead of how much it
///   weighs in the loss: targets use all prototypes alike, so if walls are most of what is chosen,
///   most prototypes tell heights on walls apart
public record PairChoice(int most, double ofFlat, boolean picksBent) {
  /// Variation of a surface from which on a match counts fully.
  private static final double BENT = 0.03;

  public PairChoice {
    if (most < 1 || !(ofFlat > 0 && ofFlat <= 1)) {
      throw new IllegalArgumentException("a loss needs pairs that count");
    }
  }

  /// The reference's: all, alike.
  public static PairChoice all() {
    return new PairChoice(Integer.MAX_VALUE, 1, false);
  }

  /// How much a match counts.
  ///
  /// @param variation of the surface about it
  float importance(float variation) {
    return (float) (ofFlat + (1 - ofFlat) * Math.min(1, variation / BENT));
  }
}
