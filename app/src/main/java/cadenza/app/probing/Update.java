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
/// @param recipe what a person chose of how to train and show
/// @param wanted the modes to colour
/// @param quiet the shown scan's quiet colours, or null to compute them
record Update(
    List<ProbedScan> sources,
    ProbedScan shown,
    List<LabelClass> classes,
    Recipe recipe,
    Set<ColorMode> wanted,
    int @Nullable [] quiet) {

  /// What a person chose of how to train and show.
  ///
  /// @param settings how to train
  /// @param smoothingRounds how often the prediction is averaged over neighbours; 0 for raw
  /// @param strength how strongly classes cover the scan's colours, 0 to 1
  /// @param doubt what uncertainty is
  /// @param given a probe from elsewhere that is used as it is, or null to train one
  record Recipe(
      TrainSettings settings,
      int smoothingRounds,
      double strength,
      Doubt doubt,
      @Nullable LinearProbe given) {}

  Update withLocalStatistics(boolean wantedToo) {
    TrainSettings other = recipe.settings.withLocalStatistics(wantedToo);
    Recipe changed =
        new Recipe(other, recipe.smoothingRounds, recipe.strength, recipe.doubt, recipe.given);
    return new Update(sources, shown, classes, changed, wanted, quiet);
  }

  TrainSettings settings() {
    return recipe.settings;
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
          scans.of(source.name(), source.encoded(), settings().localStatistics(), progress);
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
  ///
  /// @throws cadenza.probe.ForeignFeaturesException if a probe was given for other features
  ProbeOutcome run(ProbeScans scans, LinearProbeTrainer trainer, Progress progress) {
    long start = System.nanoTime();
    int voxels = 0;
    LinearProbe probe = recipe.given;
    if (probe == null) {
      List<Examples> examples = examples(scans, progress);
      probe = trainer.train(examples, learnt(), settings(), progress);
      voxels = examples.stream().mapToInt(one -> one.voxels().length).sum();
    }
    double trainMillis = (System.nanoTime() - start) / 1e6;
    boolean withStatistics = probe.statisticsWeights() != null;
    ProbeScan scan = scans.of(shown.name(), shown.encoded(), withStatistics, progress);
    Prediction prediction = scans.predictor(scan).predict(probe, progress);
    if (recipe.smoothingRounds > 0) {
      Level finest = shown.encoded().prepared().pyramid().levels().getFirst();
      prediction = Smoothing.over(prediction, finest, recipe.smoothingRounds, progress);
    }
    return colored(probe, prediction, voxels, trainMillis, start, progress);
  }

  private ProbeOutcome colored(
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
        new PredictionColors(
            cloud, shown.encoded().grid().inverse(), base, classes, recipe.given == null);
    Map<ColorMode, Coloring> colorings = new EnumMap<>(ColorMode.class);
    if (wanted.contains(ColorMode.PREDICTION)) {
      colorings.put(
          ColorMode.PREDICTION, colors.prediction(prediction, shown.labels(), recipe.strength));
    }
    if (wanted.contains(ColorMode.PROBABILITY)) {
      colorings.put(ColorMode.PROBABILITY, colors.probability(prediction));
    }
    if (wanted.contains(ColorMode.UNCERTAINTY)) {
      colorings.put(ColorMode.UNCERTAINTY, colors.uncertainty(prediction, recipe.doubt));
    }
    Optional<Evaluation> agreement = Optional.empty();
    Optional<int[]> known =
        wanted.contains(ColorMode.ERROR)
            ? Truth.of(shown.fileLabels(), shown.labelNames(), probe.classes())
            : Optional.empty();
    if (known.isPresent()) {
      progress.checkCancelled();
      colorings.put(ColorMode.ERROR, colors.error(prediction, known.get()));
      agreement = Truth.agreement(prediction, shown.encoded().grid().inverse(), known.get());
    }
    return new ProbeOutcome(
        shown.encoded(),
        recipe.given == null,
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
  ProbeOutcome rest(ProbeOutcome done, Set<ColorMode> others, Progress progress) {
    Update more = new Update(sources, shown, classes, recipe, others, done.quiet());
    return more.colored(
        done.probe(),
        done.prediction(),
        done.labelledVoxels(),
        done.trainMillis(),
        System.nanoTime(),
        progress);
  }
}
