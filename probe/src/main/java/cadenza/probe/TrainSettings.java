package cadenza.probe;

/// How a linear probe is trained.
///
/// @param strength weight of the penalty `strength / 2 · ‖W‖²` beside the mean loss of an example;
///   more makes smoother, less certain answers. Channels have deviation 1 then
/// @param localStatistics whether colour, normal and height around a voxel are learnt from, too
/// @param balanced whether every class weighs the same, however many voxels were labelled
/// @param mostExamples most labelled voxels to learn from; of more, a part is chosen, even over
///   classes and strokes
/// @param seed decides which part
public record TrainSettings(
    double strength, boolean localStatistics, boolean balanced, int mostExamples, long seed) {
  public static final TrainSettings DEFAULT = new TrainSettings(.01, false, true, 1000, 0);

  public TrainSettings {
    if (!(strength > 0) || Double.isInfinite(strength)) {
      throw new IllegalArgumentException("a strength is a number above 0, not " + strength);
    }
    if (mostExamples < 1) {
      throw new IllegalArgumentException("at least one example is needed, not " + mostExamples);
    }
  }

  public TrainSettings withStrength(double other) {
    return new TrainSettings(other, localStatistics, balanced, mostExamples, seed);
  }

  public TrainSettings withLocalStatistics(boolean other) {
    return new TrainSettings(strength, other, balanced, mostExamples, seed);
  }
}
