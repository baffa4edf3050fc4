package cadenza.sonata;

import cadenza.scan.Pyramid;
import cadenza.sonata.nn.LevelTensors;

/// Which curve each block attends along, shuffled as the reference does it even while it only
/// encodes (SPEC ii; S/structure.py:113, S/model.py:640).
///
/// # How it works
///
/// The reference draws `torch.randperm(4)` at its first serialization and at each of its poolings,
/// one a level, from finest to coarsest; "curve 0 to 3" of that level then means the curves in that
/// order. Permutations do not build on each other. The official checkpoints are shuffled so, which
/// changes the base model's features by about 3 %; Cadenza does not, unless a seed is given.
///
/// @param seed what `torch.manual_seed` was given just before the encoder ran
public record CurveShuffle(long seed) {

  /// For each level the curves in shuffled order, `(levels, 4)`.
  public int[][] permutations(int levelCount) {
    TorchRandom random = new TorchRandom(seed);
    int[][] permutations = new int[levelCount][];
    for (int k = 0; k < levelCount; k++) {
      permutations[k] = random.permutation(LevelTensors.CURVES);
    }
    return permutations;
  }

  /// The same pyramid with its curves shuffled.
  ///
  /// @param pyramid with its curves in the reference's order
  public Pyramid applyTo(Pyramid pyramid) {
    return pyramid.withCurves(permutations(pyramid.levels().size()));
  }
}
