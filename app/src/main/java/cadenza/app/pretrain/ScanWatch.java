package cadenza.app.pretrain;

import cadenza.probe.NearestUpcast;
import cadenza.probe.PcaBasis;
import cadenza.probe.PcaColors;
import cadenza.probe.PcaSettings;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.sonata.Branch;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.DeviceChoice;
import cadenza.sonata.DeviceException;
import cadenza.sonata.pretrain.Pretraining;
import cadenza.sonata.pretrain.TargetsWindow;
import cadenza.sonata.pretrain.watch.Evaluator;
import cadenza.sonata.pretrain.watch.FeatureSpread;
import cadenza.sonata.pretrain.watch.Observation;
import cadenza.sonata.pretrain.watch.WatchedScan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks at the network every so many steps: whether features of a fixed scan spread or collapse,
/// whether they hold more than geometry, what they look like, and how a probe fares on labelled
/// scans.
public final class ScanWatch implements PretrainRun.Watcher {
  private static final long SEED = 0;
  private static final int TARGET_STEPS = 50;

  private final PointCloud cloud;
  private final WatchedScan scan;
  private final int every;
  private final @Nullable Preview preview;
  private final @Nullable Evaluator evaluator;
  private final PretrainEvents events;
  private final TargetsWindow maskTargets = new TargetsWindow(TARGET_STEPS);
  private final TargetsWindow localTargets = new TargetsWindow(TARGET_STEPS);
  private Evaluator.@Nullable Scores lastScores;

  /// Draws the scan in the colours of its features.
  public interface Preview {
    /// @param argb one colour a point
    /// @return where the picture lies
    String draw(PointCloud cloud, int[] argb) throws IOException;
  }

  /// @param cloud fixed scan
  /// @param plan of the run
  /// @param every so many steps
  /// @param preview draws it, or null
  /// @param evaluator scores the encoder on labelled scans, or null
  public ScanWatch(
      PointCloud cloud,
      PretrainPlan plan,
      int every,
      @Nullable Preview preview,
      @Nullable Evaluator evaluator,
      PretrainEvents events) {
    if (every < 1) {
      throw new IllegalArgumentException("a run is looked at every step at most");
    }
    this.cloud = SceneStore.withNormals(cloud, Progress.none());
    this.scan =
        WatchedScan.of(
            this.cloud,
            plan.preset().input(),
            plan.preset().network().stageCount(),
            SEED,
            Progress.none());
    this.every = every;
    this.preview = preview;
    this.evaluator = evaluator;
    this.events = events;
  }

  @Override
  public void watch(PretrainReport report, Pretraining.Report step, Pretraining pretraining)
      throws IOException {
    maskTargets.add(step.losses().maskTargets());
    localTargets.add(step.losses().localTargets());
    if (report.step() % every != 0 && report.step() != report.totalSteps()) {
      return;
    }
    Checkpoint encoder = pretraining.encoder(Branch.STUDENT, "under way");
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("step", report.step());
    // Of the two heads the worse one counts.
    line.put("prototypeUse", Math.min(maskTargets.use(), localTargets.use()));
    line.put(
        "teacherEntropy", Math.max(maskTargets.relativeEntropy(), localTargets.relativeEntropy()));
    try {
      Observation seen = scan.observe(encoder, DeviceChoice.CPU, Progress.none());
      line.put("levels", levels(seen.spread()));
      line.put("heightR2", seen.shortcuts().height());
      line.put("normalR2", seen.shortcuts().normal());
      if (preview != null) {
        line.put("preview", preview.draw(cloud, colors(seen.features())));
      }
    } catch (DeviceException e) {
      throw new IOException(e.getMessage(), e);
    }
    if (evaluator != null) {
      Evaluator.Scores scores = evaluator.evaluate(encoder, Progress.none());
      line.put("knn", scores.knn());
      line.put("probeMiou", scores.probeMiou());
      lastScores = scores;
    }
    events.tell("watch", line);
  }

  /// What the last look at labelled scans gave, or null if there were none.
  public Evaluator.@Nullable Scores lastScores() {
    return lastScores;
  }

  private static List<Map<String, Object>> levels(FeatureSpread spread) {
    List<Map<String, Object>> levels = new ArrayList<>();
    for (int level = 0; level < spread.levels().size(); level++) {
      FeatureSpread.OfLevel of = spread.levels().get(level);
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("level", level);
      line.put("channels", of.channels());
      if (Double.isFinite(of.deviation())) {
        line.put("deviation", of.deviation());
        line.put("effectiveRank", of.effectiveRank());
      }
      levels.add(line);
    }
    return levels;
  }

  private int[] colors(FeaturePyramid features) {
    PcaBasis basis = PcaBasis.fit(List.of(features), Progress.none());
    PcaColors colors = new PcaColors(basis, List.of(features), PcaSettings.reference());
    return colors.ofPoints(
        features, new NearestUpcast(features, scan.sample().inverse(), basis.firstLevel()));
  }
}
