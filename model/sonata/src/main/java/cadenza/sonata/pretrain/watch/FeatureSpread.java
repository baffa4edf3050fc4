package cadenza.sonata.pretrain.watch;

import cadenza.scan.FeaturePyramid;
import java.util.List;

/// Whether the features of a scan spread over their space or collapse.
///
/// # How it works
///
/// Of each level up to 2,000 rows are scaled to length 1. Their *deviation* is that of each
/// channel, averaged over channels, times √channels: 1 if rows point everywhere, 0 if all are alike
/// (complete collapse). Their *effective rank* is `exp(-Σ p ln p)` over the eigenvalues of their
/// covariance, scaled to sum 1: the number of directions they use (Roy and Vetterli, EUSIPCO 2007,
/// on the covariance), `channels` if they use all alike, 1 if they lie on a line (dimensional
/// collapse, which neither loss nor prototype use shows).
///
/// @param levels from finest to coarsest
public record FeatureSpread(List<OfLevel> levels) {
  private static final int MOST_ROWS = 2000;

  public FeatureSpread {
    levels = List.copyOf(levels);
  }

  /// Spread on one level.
  ///
  /// @param rows looked at
  /// @param channels of a row
  /// @param deviation of rows of length 1, 0 to 1; NaN if a feature is not finite
  /// @param effectiveRank 1 to `channels`; 0 if all rows are alike, NaN if a feature is not finite
  public record OfLevel(int rows, int channels, double deviation, double effectiveRank) {}

  /// Measures every level.
  ///
  /// @param seed chooses the rows
  public static FeatureSpread of(FeaturePyramid features, long seed) {
    return new FeatureSpread(features.levels().stream().map(level -> of(level, seed)).toList());
  }

  private static OfLevel of(FeaturePyramid.Features level, long seed) {
    int channels = level.channels();
    double[][] rows = unitRows(level, RowChoice.of(level.rows(), MOST_ROWS, seed));
    double[][] covariance = covariance(rows, channels);
    double deviation = 0;
    for (int c = 0; c < channels; c++) {
      deviation += Math.sqrt(covariance[c][c]);
    }
    deviation /= Math.sqrt(channels); // the mean over channels, times √channels
    double rank = Double.isFinite(deviation) ? effectiveRank(covariance) : Double.NaN;
    return new OfLevel(rows.length, channels, deviation, rank);
  }

  private static double[][] unitRows(FeaturePyramid.Features level, int[] chosen) {
    int channels = level.channels();
    double[][] rows = new double[chosen.length][channels];
    for (int i = 0; i < chosen.length; i++) {
      double square = 0;
      for (int c = 0; c < channels; c++) {
        double value = level.values()[chosen[i] * channels + c];
        rows[i][c] = value;
        square += value * value;
      }
      double length = Math.sqrt(square);
      for (int c = 0; c < channels && length != 0; c++) {
        rows[i][c] /= length;
      }
    }
    return rows;
  }

  // Centres the rows.
  private static double[][] covariance(double[][] rows, int channels) {
    double[] mean = new double[channels];
    for (double[] row : rows) {
      for (int c = 0; c < channels; c++) {
        mean[c] += row[c] / rows.length;
      }
    }
    double[][] covariance = new double[channels][channels];
    for (double[] row : rows) {
      for (int c = 0; c < channels; c++) {
        row[c] -= mean[c];
      }
      for (int c = 0; c < channels; c++) {
        double share = row[c] / rows.length;
        double[] to = covariance[c];
        for (int k = 0; k <= c; k++) {
          to[k] += share * row[k];
        }
      }
    }
    return covariance;
  }

  /// Directions in use: `exp` of the entropy of the eigenvalues.
  ///
  /// @param covariance lower triangle; overwritten
  static double effectiveRank(double[][] covariance) {
    double[] values = SymmetricEigenvalues.of(covariance);
    double sum = 0;
    for (double value : values) {
      sum += Math.max(0, value);
    }
    if (sum < 1e-12) { // rows of length 1 that differ by rounding alone
      return 0;
    }
    double entropy = 0;
    for (double value : values) {
      double p = value / sum;
      entropy -= p > 0 ? p * Math.log(p) : 0;
    }
    return Math.exp(entropy);
  }
}
