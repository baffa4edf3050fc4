package cadenza.probe;

import java.math.BigDecimal;
import java.math.MathContext;

/// Features do not come from where the probe learnt; its answer on them would mean nothing.
public final class ForeignFeaturesException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  public ForeignFeaturesException(String message) {
    super(message);
  }

  /// @throws ForeignFeaturesException if features of `there` mean something else than those of
  ///   `learnt`
  static void check(FeatureSource learnt, FeatureSource there, String scan) {
    if (!learnt.weightsSha256().equals(there.weightsSha256())) {
      throw new ForeignFeaturesException(
          "The probe was trained on features of the weights %s (%s), and %s was encoded with %s (%s). Encode it with the probe's weights, or train another probe."
              .formatted(
                  learnt.weightsName(),
                  brief(learnt.weightsSha256()),
                  scan,
                  there.weightsName(),
                  brief(there.weightsSha256())));
    }
    if (!learnt.matches(there)) {
      throw new ForeignFeaturesException(
          "The probe was trained at a grid of %s m, and %s was encoded at %s m. Encode it at the probe's grid, or train another probe."
              .formatted(rounded(learnt.gridSizeMeters()), scan, rounded(there.gridSizeMeters())));
    }
  }

  private static String rounded(double meters) {
    return BigDecimal.valueOf(meters)
        .round(new MathContext(4))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String brief(String sha256) {
    return sha256.substring(0, Math.min(12, sha256.length()));
  }
}
