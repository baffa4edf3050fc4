package cadenza.probe;

import java.util.Locale;

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
          String.format(
              Locale.ROOT,
              "The probe was trained at a grid of %.4g m, and %s was encoded at %.4g m. Encode it at the probe's grid, or train another probe.",
              learnt.gridSizeMeters(),
              scan,
              there.gridSizeMeters()));
    }
  }

  private static String brief(String sha256) {
    return sha256.substring(0, Math.min(12, sha256.length()));
  }
}
