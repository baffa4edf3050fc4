package cadenza.sonata;

import cadenza.scan.Pyramid;
import cadenza.scan.grid.Curve;
import cadenza.sonata.nn.LevelTensors;
import java.util.List;
import java.util.stream.IntStream;

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

  /// The same pyramid with its curves shuffled for a network that takes them in its own order: what
  /// the reference would call its curve `i` stands where that network looks for it.
  ///
  /// @param pyramid with its curves in the order of [Curve]
  /// @param order the network's curves ([SonataConfig#order()]), no two alike
  /// @throws IllegalArgumentException if two are alike
  public Pyramid applyTo(Pyramid pyramid, List<Curve> order) {
    if (order.size() != order.stream().distinct().count()) {
      throw new IllegalArgumentException(
          "a network that names a curve twice cannot be shuffled; leave out --shuffle-seed");
    }
    TorchRandom random = new TorchRandom(seed);
    int[][] permutations = new int[pyramid.levels().size()][];
    for (int k = 0; k < permutations.length; k++) {
      int[] drawn = random.permutation(order.size());
      int[] places = IntStream.range(0, LevelTensors.CURVES).toArray();
      for (int i = 0; i < drawn.length; i++) {
        places[order.get(i).row()] = order.get(drawn[i]).row();
      }
      permutations[k] = places;
    }
    return pyramid.withCurves(permutations);
  }

  /// The same pyramid with its curves shuffled.
  ///
  /// @param pyramid with its curves in the reference's order
  public Pyramid applyTo(Pyramid pyramid) {
    return pyramid.withCurves(permutations(pyramid.levels().size()));
  }
}
