package cadenza.app.bench;

import cadenza.app.pipeline.EncodeSettings;
import cadenza.app.pipeline.EncodedScan;
import cadenza.app.pipeline.FeaturePipeline;
import cadenza.app.pipeline.Model;
import cadenza.app.pipeline.ProbeView;
import cadenza.probe.FeatureSource;
import cadenza.probe.LocalStatistics;
import cadenza.probe.ProbeScan;
import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import cadenza.sonata.Checkpoint;
import cadenza.sonata.InputTransform;
import cadenza.sonata.SonataConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What features are worth beside what can be said without a network, and beside an untrained one.
///
/// Each scan is read once, and encoded once by each network.
///
/// @param weights the weights to judge, or null if no row needs them
/// @param rows which rows
/// @param labels labelled points a scan, one column each
/// @param seeds how often labels are drawn anew
/// @param strength of the penalty
/// @param minutes that each way of row e trains
public record RepresentationBench(
    @Nullable Checkpoint weights,
    Set<Row> rows,
    List<Integer> labels,
    int seeds,
    double strength,
    double minutes) {
  private static final int FEWEST_SUPERVISED = 50;
  private static final int UNTRAINED_SEEDS = 3;

  /// What a probe learns from.
  public enum Row {
    /// Colour, normal and height around a voxel, without a network.
    A("raw local statistics"),
    /// The network as it was before it learnt; the best of three.
    B("untrained"),
    /// The weights.
    C("weights"),
    /// Both.
    D("raw + weights"),
    /// The starter network, learnt from the labels alone. Of our own rooms only, and not for very
    /// few labels.
    E("supervised from scratch");

    private final String words;

    Row(String words) {
      this.words = words;
    }

    /// What people call it.
    public String words() {
      return words;
    }
  }

  public RepresentationBench {
    if (weights == null && (rows.contains(Row.C) || rows.contains(Row.D))) {
      throw new IllegalArgumentException("rows c and d judge weights: name some with --weights");
    }
    rows = Set.copyOf(rows);
    labels = List.copyOf(labels);
  }

  /// Measures one origin.
  ///
  /// @param say hears of each score as it is known
  /// @return one entry a row and number of labels
  public List<Map<String, Object>> measure(
      ScanOrigin origin, Consumer<String> say, Progress progress) throws IOException {
    List<SupervisedRun.Scan> kept = new ArrayList<>();
    Map<String, List<LabelledScan>> features = features(origin, kept, say, progress);
    RepresentationRun run = new RepresentationRun(origin.classes().get(), seeds, strength);
    List<Map<String, Object>> out = new ArrayList<>();
    for (Row row : Row.values()) {
      for (int count : rows.contains(row) ? labels : List.<Integer>of()) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("origin", origin.name());
        entry.put("scans", origin.scans().size());
        entry.put("row", row.name().toLowerCase(Locale.ROOT));
        entry.put("features", row.words());
        if (row == Row.E) {
          if (kept.isEmpty() || count < FEWEST_SUPERVISED) {
            continue;
          }
          SupervisedRun.Result result =
              new SupervisedRun(run.classes(), minutes).score(kept, count, say);
          entry.putAll(result.score().values());
          entry.put("steps", result.steps());
        } else {
          entry.putAll(best(row, features, run, count, progress).values());
        }
        say.accept(RepresentationTable.line(entry));
        out.add(entry);
      }
    }
    return out;
  }

  private static RepresentationScore best(
      Row row,
      Map<String, List<LabelledScan>> features,
      RepresentationRun run,
      int labels,
      Progress progress) {
    return features.entrySet().stream()
        .filter(e -> e.getKey().startsWith(row == Row.D ? Row.C.words() : row.words()))
        .map(e -> run.score(e.getValue(), labels, row == Row.D, progress))
        .max(Comparator.comparingDouble(RepresentationScore::mIou))
        .orElseThrow();
  }

  private Map<String, List<LabelledScan>> features(
      ScanOrigin origin, List<SupervisedRun.Scan> kept, Consumer<String> say, Progress progress)
      throws IOException {
    SonataConfig config = weights == null ? SonataConfig.starter() : weights.config();
    InputTransform input = weights == null ? InputTransform.starter() : weights.inputTransform();
    Map<String, Model> models = new LinkedHashMap<>();
    try {
      if (weights != null && (rows.contains(Row.C) || rows.contains(Row.D))) {
        models.put(Row.C.words(), Model.of(weights));
      }
      for (int seed = 0; seed < (rows.contains(Row.B) ? UNTRAINED_SEEDS : 0); seed++) {
        models.put(Row.B.words() + " " + seed, Model.of(Checkpoint.untrained(config, input, seed)));
      }
      if (models.isEmpty()) { // voxels are needed all the same
        models.put("", Model.of(Checkpoint.untrained(config, input, 0)));
      }
      Map<String, List<LabelledScan>> out = new LinkedHashMap<>();
      FeaturePipeline pipeline = new FeaturePipeline(null);
      for (ScanOrigin.Source source : origin.scans()) {
        long start = System.nanoTime();
        ScanOrigin.Labelled scan = source.reader().read(progress);
        LocalStatistics statistics = null;
        boolean keep = rows.contains(Row.E) && origin.isOwn();
        for (Map.Entry<String, Model> model : models.entrySet()) {
          EncodedScan encoded =
              pipeline.encode(scan.cloud(), model.getValue(), EncodeSettings.defaults(), progress);
          if (statistics == null && (rows.contains(Row.A) || rows.contains(Row.D))) {
            statistics = ProbeView.statistics(encoded, progress);
            add(out, Row.A.words(), raw(source.name(), statistics, encoded), encoded, scan);
          }
          ProbeScan seen = ProbeView.of(encoded, source.name(), statistics);
          LabelledScan labelled = add(out, model.getKey(), seen, encoded, scan);
          if (keep) {
            kept.add(new SupervisedRun.Scan(labelled, encoded));
            keep = false;
          }
        }
        say.accept(
            String.format(
                Locale.ROOT,
                "%s: %,d points in %,d voxels, %.1f s",
                source.name(),
                scan.cloud().pointCount(),
                out.values().iterator().next().getLast().scan().voxelCount(),
                (System.nanoTime() - start) * 1e-9));
      }
      return out;
    } finally {
      models.values().forEach(Model::close);
    }
  }

  private static LabelledScan add(
      Map<String, List<LabelledScan>> out,
      String key,
      ProbeScan seen,
      EncodedScan encoded,
      ScanOrigin.Labelled scan) {
    LabelledScan labelled = new LabelledScan(seen, encoded.grid().inverse(), scan.classIds());
    out.computeIfAbsent(key, k -> new ArrayList<>()).add(labelled);
    return labelled;
  }

  private static ProbeScan raw(String name, LocalStatistics statistics, EncodedScan encoded) {
    return new ProbeScan(
        name,
        new FeaturePyramid(
            List.of(
                new FeaturePyramid.Features(
                    statistics.channels(), statistics.values(), new int[0]))),
        null,
        new FeatureSource(Row.A.words(), "local statistics", encoded.grid().gridSizeMeters()));
  }
}
