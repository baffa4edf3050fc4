package cadenza.app.probing;

import java.util.Locale;

/// What the pane says of the probe.
final class ProbeWords {
  private ProbeWords() {}

  static String learnt(Update.Outcome done) {
    return String.format(
        Locale.ROOT,
        "%d classes from %,d labelled voxels, in %.0f ms",
        done.probe().classes().size(),
        done.labelledVoxels(),
        done.millis());
  }

  /// A fraction as a score.
  static String percent(double fraction) {
    return Double.isNaN(fraction) ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * fraction);
  }
}
