package cadenza.app.pretrain;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Whether a run learns anything worth having, in plain words: what losses do not tell.
///
/// # How it works
///
/// Two failures are looked for. *Dimensional collapse*: features of a level lie in few directions
/// (effective rank), although loss and prototype use look fine; it is called so when the rank of a
/// level is a quarter of what the first look found or less, or below three directions, or when no
/// level uses ten: runs that gained nothing after some hundred steps had 5 to 9 directions a level,
/// the run of the starter weights 5 to 14, the most on its coarse levels. The *geometric shortcut*
/// (arXiv 2503.16429, section 3): features say where a voxel is and how it is turned, and little
/// else. An untrained network's features hold height, too, so it is called so only if height or
/// normal can be read off almost wholly and better than at the first look. Thresholds are rules of
/// thumb, after the runs that docs/pretraining.md tells of.
///
/// @param state what to make of it
/// @param text a sentence or two
public record RunHealth(State state, String text) {
  private static final double FEW_DIRECTIONS = 3;
  private static final double FEW_ON_ALL_LEVELS = 10;
  private static final double SHRUNK = 0.25;
  private static final double ALL_ALIKE = 0.05;
  private static final double ALMOST_WHOLLY = 0.9;
  private static final double BETTER = 0.03;
  private static final double FEW_PROTOTYPES = 0.05;

  /// What to make of it.
  public enum State {
    /// Nobody has looked yet.
    UNKNOWN,
    HEALTHY,
    WARNING
  }

  /// Before the first look.
  static RunHealth unknown() {
    return new RunHealth(State.UNKNOWN, "Nobody has looked at the features yet.");
  }

  /// The verdict of a look.
  ///
  /// @param first look of the run, to compare with; may be the same
  static RunHealth of(RunEvent.Watch first, RunEvent.Watch now) {
    return collapse(first, now)
        .or(() -> narrow(now))
        .or(() -> prototypes(now))
        .or(() -> shortcut(first, now))
        .orElseGet(() -> healthy(first, now));
  }

  private static Optional<RunHealth> collapse(RunEvent.Watch first, RunEvent.Watch now) {
    for (RunEvent.LevelSpread level : now.levels()) {
      if (level.deviation() < ALL_ALIKE) {
        return warning(
            String.format(
                Locale.ROOT,
                "All features of level %d are nearly alike (spread %.2f of 1): a complete collapse. "
                    + "Stop, and try sharper targets or a lower rate.",
                level.level(),
                level.deviation()));
      }
    }
    return now.levels().stream()
        .filter(level ->
            level.effectiveRank() < FEW_DIRECTIONS
                || level.effectiveRank() < SHRUNK * rankOf(first, level.level()))
        .min(Comparator.comparingDouble(RunEvent.LevelSpread::effectiveRank))
        .flatMap(level ->
            warning(
                String.format(
                    Locale.ROOT,
                    "Features are collapsing into few dimensions: level %d uses %.1f of %d (%.1f at "
                        + "the first look). Sharper targets (a lower teacher temperature) help.",
                    level.level(),
                    level.effectiveRank(),
                    level.channels(),
                    rankOf(first, level.level()))));
  }

  private static Optional<RunHealth> narrow(RunEvent.Watch now) {
    double[] ranks = ranks(now);
    if (ranks.length == 0 || ranks[ranks.length - 1] >= FEW_ON_ALL_LEVELS) {
      return Optional.empty();
    }
    String height =
        now.heightR2() >= ALMOST_WHOLLY
            ? String.format(
                Locale.ROOT,
                " %.0f %% of height can be read off them, and little else: a geometric shortcut.",
                100 * now.heightR2())
            : "";
    return warning(
        String.format(
            Locale.ROOT,
            "Features lie in few dimensions: %.0f to %.0f a level, where the widest of a good run uses 12 and"
                + " more.%s"
                + " Sharper targets (a lower teacher temperature) help.",
            ranks[0],
            ranks[ranks.length - 1],
            height));
  }

  private static double[] ranks(RunEvent.Watch watch) {
    return watch.levels().stream()
        .mapToDouble(RunEvent.LevelSpread::effectiveRank)
        .sorted()
        .toArray();
  }

  private static double rankOf(RunEvent.Watch watch, int level) {
    return watch.levels().stream()
        .filter(of -> of.level() == level)
        .mapToDouble(RunEvent.LevelSpread::effectiveRank)
        .findFirst()
        .orElse(Double.NaN);
  }

  private static Optional<RunHealth> prototypes(RunEvent.Watch now) {
    return now.prototypeUse() < FEW_PROTOTYPES
        ? warning(
            String.format(
                Locale.ROOT,
                "Only %.0f %% of the prototypes are in use: targets tell little apart.",
                100 * now.prototypeUse()))
        : Optional.empty();
  }

  private static Optional<RunHealth> shortcut(RunEvent.Watch first, RunEvent.Watch now) {
    if (isShortcut(first.heightR2(), now.heightR2())) {
      return warning(
          String.format(
              Locale.ROOT,
              "A geometric shortcut: height alone explains the features, for %.0f %% of it can be read "
                  + "off them (%.0f %% at the first look). Views shifted in height help.",
              100 * now.heightR2(),
              100 * first.heightR2()));
    }
    if (isShortcut(first.normalR2(), now.normalR2())) {
      return warning(
          String.format(
              Locale.ROOT,
              "A geometric shortcut: the tilt of surfaces explains the features, for %.0f %% of it can "
                  + "be read off them (%.0f %% at the first look). Views without normals help.",
              100 * now.normalR2(),
              100 * first.normalR2()));
    }
    return Optional.empty();
  }

  private static boolean isShortcut(double first, double now) {
    return now >= ALMOST_WHOLLY && now >= first + BETTER;
  }

  private static RunHealth healthy(RunEvent.Watch first, RunEvent.Watch now) {
    double[] ranks = ranks(now);
    StringBuilder text = new StringBuilder("Healthy: features spread");
    if (ranks.length > 0) {
      text.append(
          String.format(
              Locale.ROOT,
              " over %.0f to %.0f dimensions a level",
              ranks[0],
              ranks[ranks.length - 1]));
    }
    if (Double.isFinite(now.heightR2())) {
      text.append(
          String.format(
              Locale.ROOT,
              "; %.0f %% of height can be read off them (%.0f %% at the first look)",
              100 * Math.max(0, now.heightR2()),
              100 * Math.max(0, first.heightR2())));
    }
    return new RunHealth(State.HEALTHY, text + ".");
  }

  private static Optional<RunHealth> warning(String text) {
    return Optional.of(new RunHealth(State.WARNING, text));
  }
}
