package cadenza.probe;

/// What a probe says of every finest voxel of a scan. Arrays belong to it; do not write to them.
public final class Prediction {
  private final LinearProbe probe;
  private final ProbeScan scan;
  private final byte[] classIndices;
  private final float[] probabilities;
  private final float[] margins;
  private final float[] entropies;

  Prediction(
      LinearProbe probe,
      ProbeScan scan,
      byte[] classIndices,
      float[] probabilities,
      float[] margins,
      float[] entropies) {
    this.probe = probe;
    this.scan = scan;
    this.classIndices = classIndices;
    this.probabilities = probabilities;
    this.margins = margins;
    this.entropies = entropies;
  }

  public LinearProbe probe() {
    return probe;
  }

  /// The scan it speaks of.
  public ProbeScan scan() {
    return scan;
  }

  public int voxelCount() {
    return classIndices.length;
  }

  /// Place in the probe's classes of the likeliest class.
  public byte classIndex(int voxel) {
    return classIndices[voxel];
  }

  /// Place in the probe's classes of the likeliest class of each voxel.
  public byte[] classIndices() {
    return classIndices;
  }

  /// Probability of the likeliest class.
  public float[] probabilities() {
    return probabilities;
  }

  /// By how much it is likelier than the second; 1 if there is no second.
  public float[] margins() {
    return margins;
  }

  /// Entropy of all classes' probabilities, from 0, certain, to 1, all alike.
  public float[] entropies() {
    return entropies;
  }
}
