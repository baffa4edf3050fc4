package cadenza.probe;

import cadenza.scan.Progress;

/// Predicts one scan with one probe after another. One prediction at a time.
///
/// # How it works
///
/// Logits come level by level ([LevelLogits]); a tile of voxels becomes probabilities by a softmax
/// over classes and is forgotten: of each voxel only the likeliest class, its probability, the
/// margin to the second and the entropy stay. With `z` the logits below the largest, `e = exp(z)`
/// and `S` their sum, the entropy is `ln S - Σ e z / S`.
public final class ScanPredictor {
  private final ProbeScan scan;
  private final LevelLogits logits;

  /// Reads the features as they are, for one prediction or few.
  public ScanPredictor(ProbeScan scan) {
    this(scan, false);
  }

  private ScanPredictor(ProbeScan scan, boolean half) {
    this.scan = scan;
    this.logits = new LevelLogits(scan, half);
  }

  /// Keeps a copy of the features in half precision, which takes half their memory and makes
  /// predicting faster: for predicting as labels are given. A logit may move by some thousandths.
  public static ScanPredictor keeping(ProbeScan scan) {
    return new ScanPredictor(scan, true);
  }

  public ProbeScan scan() {
    return scan;
  }

  /// The class of every finest voxel.
  ///
  /// @throws ForeignFeaturesException for features of other weights or another grid
  /// @throws IllegalArgumentException if the probe reads local statistics and the scan has none
  public Prediction predict(LinearProbe probe, Progress progress) {
    int voxels = scan.voxelCount();
    Prediction out =
        new Prediction(
            probe, scan, new byte[voxels], new float[voxels], new float[voxels], new float[voxels]);
    int classes = probe.classes().size();
    logits.compute(probe, () -> new Decision(out, classes), progress);
    return out;
  }

  /// Hands on the probabilities of all classes, a tile of voxels at a time.
  void distributions(LinearProbe probe, LevelLogits.Sink sink, Progress progress) {
    logits.compute(
        probe,
        () -> {
          float[] largest = new float[Tiles.ROWS];
          float[] sum = new float[Tiles.ROWS];
          return (first, rows, z) -> {
            Softmax.largest(z, largest, 0, rows);
            Softmax.exponentials(z, largest, z, sum, 0, rows);
            for (float[] ofClass : z) {
              for (int r = 0; r < rows; r++) {
                ofClass[r] /= sum[r];
              }
            }
            sink.take(first, rows, z);
          };
        },
        progress);
  }

  /// From the logits of a tile to what is kept.
  private static final class Decision implements LevelLogits.Sink {
    private final Prediction out;
    private final float uniform;
    private final float[][] powers;
    private final float[] largest = new float[Tiles.ROWS];
    private final float[] sum = new float[Tiles.ROWS];
    private final float[] second = new float[Tiles.ROWS];
    private final float[] mean = new float[Tiles.ROWS];

    Decision(Prediction out, int classes) {
      this.out = out;
      this.powers = new float[classes][Tiles.ROWS];
      this.uniform = classes > 1 ? (float) Math.log(classes) : 1;
    }

    @Override
    public void take(int first, int rows, float[][] logits) {
      Softmax.largest(logits, largest, 0, rows);
      Softmax.exponentials(logits, largest, powers, sum, 0, rows);
      Softmax.meanBelow(logits, largest, powers, mean, 0, rows);
      byte[] classes = out.classIndices();
      for (int r = 0; r < rows; r++) {
        int best = 0;
        while (best < logits.length - 1 && logits[best][r] != largest[r]) {
          best++;
        }
        classes[first + r] = (byte) best;
        second[r] = 0;
      }
      for (int k = 0; k < logits.length; k++) {
        float[] power = powers[k];
        for (int r = 0; r < rows; r++) {
          float other = classes[first + r] == k ? 0 : power[r];
          second[r] = Math.max(second[r], other);
        }
      }
      for (int r = 0; r < rows; r++) {
        float share = 1 / sum[r];
        out.probabilities()[first + r] = share;
        out.margins()[first + r] = share * (1 - second[r]);
        out.entropies()[first + r] =
            Math.clamp(((float) Math.log(sum[r]) - mean[r] * share) / uniform, 0f, 1f);
      }
    }
  }
}
