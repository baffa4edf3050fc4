package cadenza.app.pretrain;

import cadenza.app.pipeline.Compute;
import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.Encoders;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.app.pipeline.Model;
import cadenza.app.pipeline.ProbeView;
import cadenza.app.probing.PointSample;
import cadenza.app.probing.TruthLabels;
import cadenza.probe.Evaluation;
import cadenza.probe.Examples;
import cadenza.probe.LinearProbe;
import cadenza.probe.LinearProbeTrainer;
import cadenza.probe.Prediction;
import cadenza.probe.ProbeClass;
import cadenza.probe.TrainSettings;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.ScanFormats;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.pretrain.watch.Evaluator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Scores an encoder by labelled scans: how far a few labels reach across scans.
///
/// # How it works
///
/// Of each scan some points keep their label, as many of each class. The scans are dealt into two
/// halves, every other one; what the labels of one half teach is held against all labels of the
/// other, both ways, and the counts of both are added up. With a single scan, its few labels are
/// held against the rest of its own. The same seed takes the same points each time, so that scores
/// of a run can be compared.
///
/// Scans stay in memory with their voxels; each evaluation encodes them anew.
public final class LabelledScansEvaluator implements Evaluator {
  /// Labelled points a scan, unless one says otherwise.
  public static final int DEFAULT_LABELS = 50;

  // Voxels of a scan whose nearest labels are looked for.
  private static final int MOST_ASKED = 2000;

  private final List<Labelled> scans;
  private final List<ProbeClass> classes;
  private final int labels;
  private final EncodeSettings settings;

  /// @param ids class of every point, 0 for none
  private record Labelled(String name, PointCloud cloud, short[] ids, FeaturePipeline pipeline) {}

  /// A scan with its features.
  ///
  /// @param points those that keep their label
  private record Seen(EncodedScan encoded, Examples examples, short[] ids, int[] points) {}

  private LabelledScansEvaluator(
      List<Labelled> scans, List<ProbeClass> classes, int labels, EncodeSettings settings) {
    this.scans = scans;
    this.classes = classes;
    this.labels = labels;
    this.settings = settings;
  }

  /// Reads the scans.
  ///
  /// @param files labelled scans, which pretraining should not see
  /// @param attribute that holds the labels, such as `label`
  /// @param labels points of each scan that keep their label, at least 1
  /// @param compute where to encode
  /// @param seed decides which points those are
  /// @throws ScanException if a scan cannot be read or has no labels
  public static LabelledScansEvaluator of(
      List<Path> files, String attribute, int labels, Compute compute, long seed, Progress progress)
      throws IOException {
    if (files.isEmpty() || labels < 1) {
      throw new IllegalArgumentException("at least one labelled scan and one label are needed");
    }
    TruthLabels truth = new TruthLabels(List.of());
    List<Labelled> scans = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      Path file = files.get(i);
      ScanContents contents =
          ScanFormats.read(
              file,
              ReadOptions.everything(),
              progress.slice((double) i / files.size(), (i + 1.) / files.size()));
      short[] ids = truth.idsOf(contents, attribute, file);
      if (IntStream.range(0, ids.length).allMatch(p -> ids[p] == 0)) {
        throw new ScanException(
            file,
            "none of its points is labelled by \"" + attribute + "\"",
            "Leave it out, or name another attribute.");
      }
      scans.add(
          new Labelled(
              String.valueOf(file.getFileName()),
              contents.cloud(),
              ids,
              new FeaturePipeline(null)));
    }
    return new LabelledScansEvaluator(
        scans, truth.classes(), labels, new EncodeSettings(0, seed).with(compute));
  }

  /// How many scans there are.
  public int scanCount() {
    return scans.size();
  }

  @Override
  public Scores evaluate(Checkpoint encoder, Progress progress) throws IOException {
    List<Seen> seen = new ArrayList<>();
    try (Model model = new Model(encoder, Encoders.ofPyTorch())) {
      for (int i = 0; i < scans.size(); i++) {
        progress.checkCancelled();
        Progress part = progress.slice(.9 * i / scans.size(), .9 * (i + 1) / scans.size());
        seen.add(seen(scans.get(i), model, part));
      }
    }
    Evaluation.Tally probed = new Evaluation.Tally(classes);
    Evaluation.Tally near = new Evaluation.Tally(classes);
    for (int half = 0; half < Math.min(2, seen.size()); half++) {
      int teaching = half;
      List<Seen> teachers =
          IntStream.range(0, seen.size())
              .filter(i -> i % 2 == teaching)
              .mapToObj(seen::get)
              .toList();
      List<Seen> asked =
          seen.size() == 1 ? seen : seen.stream().filter(s -> !teachers.contains(s)).toList();
      probe(teachers, asked, probed, progress);
      nearest(teachers, asked, near, progress);
    }
    progress.report(1, "Scoring");
    return new Scores(near.evaluation().accuracy(), probed.evaluation().meanIou());
  }

  private Seen seen(Labelled scan, Model model, Progress progress) throws IOException {
    EncodedScan encoded = scan.pipeline().encode(scan.cloud(), model, settings, progress);
    int[] inverse = encoded.grid().inverse();
    int[] eligible = IntStream.range(0, inverse.length).filter(p -> inverse[p] >= 0).toArray();
    int[] points =
        PointSample.of(
            scan.ids(), eligible, labels, PointSample.Sampling.BALANCED, settings.seed());
    short[] ids = new short[points.length];
    int[] strokes = new int[points.length];
    for (int i = 0; i < points.length; i++) {
      ids[i] = scan.ids()[points[i]];
      strokes[i] = i;
    }
    Examples examples =
        Examples.ofPoints(ProbeView.of(encoded, scan.name(), null), inverse, points, ids, strokes);
    return new Seen(encoded, examples, scan.ids(), points);
  }

  private void probe(
      List<Seen> teachers, List<Seen> asked, Evaluation.Tally tally, Progress progress) {
    LinearProbe probe =
        new LinearProbeTrainer()
            .train(
                teachers.stream().map(Seen::examples).toList(),
                classes,
                TrainSettings.DEFAULT,
                progress.slice(.9, .95));
    for (Seen scan : asked) {
      Prediction prediction = probe.predict(scan.examples().scan(), progress.slice(.95, 1));
      boolean[] taught = taught(scan, teachers);
      int[] inverse = scan.encoded().grid().inverse();
      for (int p = 0; p < inverse.length; p++) {
        if (inverse[p] >= 0 && !taught[p] && scan.ids()[p] != 0) {
          tally.add(scan.ids()[p], probe.classes().get(prediction.classIndex(inverse[p])).id());
        }
      }
    }
  }

  // Points whose own label was learnt from.
  private static boolean[] taught(Seen scan, List<Seen> teachers) {
    boolean[] taught = new boolean[scan.ids().length];
    if (teachers.contains(scan)) {
      for (int point : scan.points()) {
        taught[point] = true;
      }
    }
    return taught;
  }

  private void nearest(
      List<Seen> teachers, List<Seen> asked, Evaluation.Tally tally, Progress progress) {
    NearestLabels labelled = new NearestLabels();
    for (Seen scan : teachers) {
      labelled.add(scan.encoded().features(), scan.examples().voxels(), scan.examples().classIds());
    }
    for (Seen scan : asked) {
      progress.checkCancelled();
      boolean[] taught = taught(scan, teachers);
      int[] inverse = scan.encoded().grid().inverse();
      int[] eligible =
          IntStream.range(0, inverse.length).filter(p -> inverse[p] >= 0 && !taught[p]).toArray();
      int[] points =
          PointSample.of(
              scan.ids(), eligible, MOST_ASKED, PointSample.Sampling.RANDOM, settings.seed() + 1);
      int[] voxels = Arrays.stream(points).map(p -> inverse[p]).toArray();
      int[] found = labelled.classesOf(scan.encoded().features(), voxels);
      for (int i = 0; i < points.length; i++) {
        tally.add(scan.ids()[points[i]], found[i]);
      }
    }
  }
}
