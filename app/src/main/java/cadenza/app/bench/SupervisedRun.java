package cadenza.app.bench;

import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.app.pipeline.Model;
import cadenza.app.pipeline.ProbeView;
import cadenza.probe.Examples;
import cadenza.probe.LinearProbe;
import cadenza.probe.ProbeClass;
import cadenza.probe.ProbeScan;
import cadenza.probe.Provenance;
import cadenza.probe.TrainSettings;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.scan.grid.GridSample;
import cadenza.sonata.pretrain.Preset;
import cadenza.sonata.pretrain.ViewPoints;
import cadenza.sonata.tune.LabelledScene;
import cadenza.sonata.tune.SupervisedTraining;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// The same network learnt from the same few labels alone, without pretraining, by the protocol of
/// [RepresentationRun]: same halves, same labelled voxels, same scores, one seed.
///
/// @param classes the classes there are
/// @param minutes that each way trains
public record SupervisedRun(List<ProbeClass> classes, double minutes) {
  private static final int SEED = 0;

  /// Schedules are of so many steps, whose rates are taken as time goes by.
  private static final int SCHEDULE = 10_000;

  /// Grid of scenes over that of views, as in pretraining.
  private static final double FINER = 0.6;

  private static final int SAY_EVERY = 50;

  /// A scan to learn from or to be judged by.
  ///
  /// @param scan its voxels; the features are not read
  /// @param encoded the same with its points
  record Scan(LabelledScan scan, EncodedScan encoded) {}

  /// @param steps that each way took
  record Result(RepresentationScore score, List<Integer> steps) {}

  Result score(List<Scan> scans, int labels, Consumer<String> say) throws IOException {
    long start = System.nanoTime();
    PooledConfusion confusion = new PooledConfusion(classes);
    List<Integer> steps = new ArrayList<>();
    List<LabelledScan> all = scans.stream().map(Scan::scan).toList();
    for (RepresentationRun.Way way : RepresentationRun.ways(all)) {
      List<Examples> examples = new ArrayList<>();
      List<LabelledScene> scenes = new ArrayList<>();
      for (LabelledScan scan : way.train()) {
        int at = all.indexOf(scan);
        examples.add(scan.few(labels, RepresentationRun.drawSeed(SEED, at)));
        scenes.add(scene(scans.get(at), examples.getLast()));
      }
      try (SupervisedTraining training =
          new SupervisedTraining(Preset.starter(SCHEDULE), classes.size(), SEED)) {
        train(training, scenes, say);
        steps.add(training.steps());
        predict(
            training, way.test().stream().map(s -> scans.get(all.indexOf(s))).toList(), confusion);
      }
    }
    return new Result(
        RepresentationScore.of(
            labels, List.of(confusion.evaluation()), (System.nanoTime() - start) * 1e-9),
        steps);
  }

  private LabelledScene scene(Scan scan, Examples examples) {
    EncodedScan encoded = scan.encoded();
    int[] classOf = new int[scan.scan().scan().voxelCount()];
    Arrays.fill(classOf, LabelledScene.NONE);
    List<Integer> ids = classes.stream().map(ProbeClass::id).toList();
    for (int i = 0; i < examples.count(); i++) {
      classOf[examples.voxels()[i]] = ids.indexOf(examples.classIds()[i]);
    }
    float grid = (float) (FINER * encoded.grid().gridSizeMeters());
    GridSample fine = GridSample.of(encoded.cloud(), grid, SEED, Progress.none());
    int[] labels = new int[fine.voxelCount()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = classOf[encoded.grid().inverse()[fine.picked()[i]]];
    }
    return new LabelledScene(ViewPoints.of(encoded.cloud(), fine), labels);
  }

  private void train(
      SupervisedTraining training, List<LabelledScene> scenes, Consumer<String> say) {
    long start = System.nanoTime();
    double share = 0;
    double loss = 0;
    while (share < 1) {
      loss += training.step(scenes, (int) (share * SCHEDULE)).loss() / SAY_EVERY;
      share = (System.nanoTime() - start) * 1e-9 / 60 / minutes;
      if (training.steps() % SAY_EVERY == 0) {
        say.accept(
            String.format(
                Locale.ROOT,
                "step %d, %.1f of %.1f minutes: loss %.3f",
                training.steps(),
                share * minutes,
                minutes,
                loss));
        loss = 0;
      }
    }
  }

  private void predict(SupervisedTraining training, List<Scan> scans, PooledConfusion confusion)
      throws IOException {
    FeaturePipeline pipeline = new FeaturePipeline(null);
    SupervisedTraining.Head head = training.head();
    try (Model model = Model.of(training.encoder("supervised"))) {
      for (Scan scan : scans) {
        EncodedScan encoded =
            pipeline.encode(
                scan.encoded().cloud(), model, EncodeSettings.defaults(), Progress.none());
        ProbeScan seen = ProbeView.of(encoded, scan.scan().scan().name(), null);
        confusion.add(
            new LabelledScan(seen, encoded.grid().inverse(), scan.scan().classIds()),
            probe(head, seen).predict(seen, Progress.none()));
      }
    }
  }

  /// The head as a probe, which predicts scans level by level.
  LinearProbe probe(SupervisedTraining.Head head, ProbeScan scan) {
    int channels = scan.features().channelsFrom(0);
    List<float[]> levels = new ArrayList<>();
    int from = 0;
    for (FeaturePyramid.Features level : scan.features().levels()) {
      float[] part = new float[classes.size() * level.channels()];
      for (int k = 0; k < classes.size(); k++) {
        System.arraycopy(
            head.weights(), k * channels + from, part, k * level.channels(), level.channels());
      }
      levels.add(part);
      from += level.channels();
    }
    return new LinearProbe(
        classes,
        scan.source(),
        levels,
        head.bias(),
        new Provenance(
            scan.source(), List.of(), Map.of(), TrainSettings.DEFAULT, "", Instant.now()));
  }
}
