package cadenza.probe;

import cadenza.scan.Progress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A linear classifier on the features of all levels side by side. Features go in as the encoder
/// gives them: what standardises them is folded into the weights. The logit of a class at a finest
/// voxel is `bias + Σ_s W_s · f_s`, over the voxel's ancestors, `+ W_stat · statistics`.
///
/// @param classes what it tells apart: those that were labelled
/// @param source where features must come from
/// @param levelWeights for each level `(classes, channels)`, from finest to coarsest
/// @param statisticsWeights `(classes, LocalStatistics.CHANNELS)`, or null if it does not read them
/// @param bias `(classes)`
public record LinearProbe(
    List<ProbeClass> classes,
    FeatureSource source,
    List<float[]> levelWeights,
    float @Nullable [] statisticsWeights,
    float[] bias,
    Provenance provenance) {
  /// A class is kept as a byte for each voxel.
  public static final int MOST_CLASSES = 127;

  public LinearProbe {
    classes = List.copyOf(classes);
    levelWeights = List.copyOf(levelWeights);
    int count = classes.size();
    if (count == 0 || count > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "a probe tells 1 to " + MOST_CLASSES + " classes apart, not " + count);
    }
    boolean fits = bias.length == count;
    for (float[] weights : levelWeights) {
      fits &= weights.length > 0 && weights.length % count == 0;
    }
    fits &=
        statisticsWeights == null || statisticsWeights.length == count * LocalStatistics.CHANNELS;
    if (!fits) {
      throw new IllegalArgumentException(
          "the weights of the probe do not fit " + count + " classes");
    }
  }

  /// One that does not read local statistics.
  public LinearProbe(
      List<ProbeClass> classes,
      FeatureSource source,
      List<float[]> levelWeights,
      float[] bias,
      Provenance provenance) {
    this(classes, source, levelWeights, null, bias, provenance);
  }

  /// Channels it reads on a level.
  public int channels(int level) {
    return levelWeights.get(level).length / classes.size();
  }

  /// The class of every finest voxel. For predicting one scan again and again see [ScanPredictor].
  ///
  /// @throws ForeignFeaturesException for features of other weights or another grid
  /// @throws IllegalArgumentException if it reads local statistics and the scan has none
  public Prediction predict(ProbeScan scan, Progress progress) {
    return new ScanPredictor(scan).predict(this, progress);
  }

  /// @throws ForeignFeaturesException for features of other weights, another grid or another
  ///   network
  void requireFit(ProbeScan scan) {
    ForeignFeaturesException.check(source, scan.source(), scan.name());
    boolean fits = scan.features().levels().size() == levelWeights.size();
    for (int s = 0; fits && s < levelWeights.size(); s++) {
      fits = scan.features().levels().get(s).channels() == channels(s);
    }
    if (!fits) {
      throw new ForeignFeaturesException(
          "The probe was trained on features of another shape than " + scan.name() + "'s.");
    }
  }
}
