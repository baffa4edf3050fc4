package cadenza.app.probing;

import cadenza.app.labels.LabelClass;
import cadenza.app.look.ColorMode;
import cadenza.app.look.Coloring;
import cadenza.app.look.Tint;
import cadenza.probe.Evaluation;
import cadenza.probe.Examples;
import cadenza.probe.LinearProbe;
import cadenza.probe.LinearProbeTrainer;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.probe.ProbeScan;
import cadenza.probe.Smoothing;
import cadenza.probe.TrainSettings;
import cadenza.scan.Level;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One go from labels to colours, made of what does not change: it can run on any thread.
///
/// @param sources every encoded scan with labels
/// @param shown the scan that is predicted, with or without labels of its own
/// @param classes all classes; those that nothing is labelled with are not learnt
/// @param settings how to train
/// @param smoothingRounds how often the prediction is averaged over neighbours; 0 for raw
/// @param strength how strongly classes cover the scan's colours, 0 to 1
/// @param wanted the modes to colour
/// @param quiet the shown scan's quiet colours, or null to compute them
/// @param truth the file's own labels are compared with; takes the classes of the probe
record Update(
    List<ProbedScan> sources,
    ProbedScan shown,
    List<LabelClass> classes,
    TrainSettings settings,
    int smoothingRounds,
    double strength,
    Set<ColorMode> wanted,
    int @Nullable [] quiet,
    TruthOf truth) {

  /// Index of the true class of each point among the probe's, -1 unknown.
  interface TruthOf {
    Optional<int[]> among(List<ProbeClass> classes);
  }

  /// What came of it.
  ///
  /// @param prediction for the shown scan
  /// @param quiet the shown scan's quiet colours
  /// @param colorings of the modes that were wanted and could be had
  /// @param agreement with the file's labels, where it has some of these classes
  /// @param labelledVoxels how many voxels the probe could learn from
  /// @param trainMillis time that training took
  /// @param millis time that all of it took
  record Outcome(
      LinearProbe probe,
      Prediction prediction,
      int[] quiet,
      Map<ColorMode, Coloring> colorings,
      Optional<Evaluation> agreement,
      int labelledVoxels,
      double trainMillis,
      double millis) {}

  Update withSettings(TrainSettings other) {
    return new Update(
        sources, shown, classes, other, smoothingRounds, strength, wanted, quiet, truth);
  }

  /// Classes that something is labelled with, in order.
  List<ProbeClass> learnt() {
    Set<Integer> used =
        sources.stream()
            .flatMap(source -> usedIds(source.labels().classIds()).stream())
            .collect(Collectors.toSet());
    return classes.stream()
        .filter(one -> used.contains(one.id()))
        .map(one -> new ProbeClass(one.id(), one.name(), one.argb()))
        .toList();
  }

  private static Set<Integer> usedIds(short[] classIds) {
    Set<Integer> used = new HashSet<>();
    short last = -1;
    for (short id : classIds) {
      if (id != last) {
        used.add((int) id);
        last = id;
      }
    }
    return used;
  }

  /// Labelled voxels of all scans.
  List<Examples> examples(ProbeScans scans, Progress progress) {
    List<Examples> all = new ArrayList<>();
    for (ProbedScan source : sources) {
      ProbeScan scan =
          scans.of(source.name(), source.encoded(), settings.localStatistics(), progress);
      all.add(
          Examples.ofPoints(
              scan,
              source.encoded().grid().inverse(),
              source.labels().points(),
              source.labels().classIds(),
              source.labels().strokes()));
    }
    return all;
  }

  /// Trains, predicts and colours.
  Outcome run(ProbeScans scans, LinearProbeTrainer trainer, Progress progress) {
    long start = System.nanoTime();
    List<Examples> examples = examples(scans, progress);
    LinearProbe probe = trainer.train(examples, learnt(), settings, progress);
    double trainMillis = (System.nanoTime() - start) / 1e6;
    ProbeScan scan = scans.of(shown.name(), shown.encoded(), settings.localStatistics(), progress);
    Prediction prediction = scans.predictor(scan).predict(probe, progress);
    if (smoothingRounds > 0) {
      Level finest = shown.encoded().prepared().pyramid().levels().getFirst();
      prediction = Smoothing.over(prediction, finest, smoothingRounds, progress);
    }
    return colored(probe, prediction, voxels(examples), trainMillis, start, progress);
  }

  private Outcome colored(
      LinearProbe probe,
      Prediction prediction,
      int labelledVoxels,
      double trainMillis,
      long start,
      Progress progress) {
    PointCloud cloud = shown.cloud();
    int[] base = quiet == null ? Tint.quiet(cloud) : quiet;
    progress.checkCancelled();
    PredictionColors colors =
        new PredictionColors(cloud, shown.encoded().grid().inverse(), base, classes);
    Map<ColorMode, Coloring> colorings = new EnumMap<>(ColorMode.class);
    if (wanted.contains(ColorMode.PREDICTION)) {
      colorings.put(ColorMode.PREDICTION, colors.prediction(prediction, shown.labels(), strength));
    }
    if (wanted.contains(ColorMode.UNCERTAINTY)) {
      colorings.put(ColorMode.UNCERTAINTY, colors.uncertainty(prediction));
    }
    Optional<Evaluation> agreement = Optional.empty();
    Optional<int[]> known =
        wanted.contains(ColorMode.ERROR) ? truth.among(probe.classes()) : Optional.empty();
    if (known.isPresent()) {
      progress.checkCancelled();
      colorings.put(ColorMode.ERROR, colors.error(prediction, known.get()));
      agreement = Truth.agreement(prediction, shown.encoded().grid().inverse(), known.get());
    }
    return new Outcome(
        probe,
        prediction,
        base,
        colorings,
        agreement,
        labelledVoxels,
        trainMillis,
        (System.nanoTime() - start) / 1e6);
  }

  /// The other modes of a prediction that is there already.
  Outcome rest(Outcome done, Set<ColorMode> others, Progress progress) {
    Update more =
        new Update(
            sources,
            shown,
            classes,
            settings,
            smoothingRounds,
            strength,
            others,
            done.quiet(),
            truth);
    return more.colored(
        done.probe(),
        done.prediction(),
        done.labelledVoxels(),
        done.trainMillis(),
        System.nanoTime(),
        progress);
  }

  private static int voxels(List<Examples> examples) {
    return examples.stream().mapToInt(one -> one.voxels().length).sum();
  }
}
