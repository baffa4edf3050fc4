package cadenza.probe;

import cadenza.scan.Level;
import cadenza.scan.Progress;

public final class Smoothing {
  private Smoothing() {}

  public static Prediction over(Prediction p, Level l, int rounds, Progress g) {
    return p;
  }
}
