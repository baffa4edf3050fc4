package cadenza.probe;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.Progress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Trains linear probes, one after another as labels are given. Keeps between trainings what can be
/// kept: statistics of channels, features of labelled voxels and their products, the last answer to
/// start from. Not thread-safe: one training at a time. A training that was cancelled leaves it
/// usable.
///
/// # How it works
///
/// Channels are standardised by all voxels of the labelled scans ([Standardization]); of the
/// labelled voxels at most so many as asked for are learnt from ([ExampleSample]); weights follow
/// by multinomial logistic regression to convergence ([SoftmaxRegression]), which has one answer
/// wherever it starts.
public final class LinearProbeTrainer {
  // Share of the gradient at zero weights that is left at the end, at STRENGTH; a weaker penalty
  // pulls less and needs a smaller one for the same answer (docs/probing.md has the differences).
  private static final double TOLERANCE = 1e-5;
  private static final double STRENGTH = .01;

  private static final int FOLD_CHUNK = 256;

  private final String version;
  private final IdentityHashMap<FeaturePyramid, ChannelSums> sums = new IdentityHashMap<>();
  private List<FeaturePyramid> scans = List.of();
  private boolean statistics;
  private @Nullable Standardization standardization;
  private @Nullable GramRows rows;
  private @Nullable Answer last;
  private int steps;

  /// @param version of Cadenza, for the provenance of probes
  public LinearProbeTrainer(String version) {
    this.version = version;
  }

  public LinearProbeTrainer() {
    this("");
  }

  /// The last answer.
  private record Answer(
      int[] classIds, int[] stamps, float[] weights, double strength, Combination found) {}

  /// Lets go of all that is kept.
  public void forget() {
    sums.clear();
    scans = List.of();
    standardization = null;
    rows = null;
    last = null;
  }

  static double tolerance(double strength) {
    return TOLERANCE * Math.min(1, Math.sqrt(strength / STRENGTH));
  }

  /// Steps that the last training took.
  int steps() {
    return steps;
  }

  /// Trains on labelled voxels.
  ///
  /// @param examples at least one labelled voxel; all scans encoded by the same weights at the same
  ///   grid
  /// @param classes the classes there are; those without a label are not learnt, labels of others
  ///   are left out
  /// @throws IllegalArgumentException if there is nothing to learn from, or local statistics are
  ///   asked for that were not computed
  /// @throws ForeignFeaturesException if scans were encoded differently
  public LinearProbe train(
      List<Examples> examples,
      List<ProbeClass> classes,
      TrainSettings settings,
      Progress progress) {
    Problem problem = problem(examples, classes, settings, progress);
    Combination answer = start(problem, settings);
    steps = 0;
    if (problem.classes().size() > 1) {
      SoftmaxRegression regression = problem.regression(settings.strength(), answer);
      regression.solve(tolerance(settings.strength()), progress);
      steps = regression.steps();
    }
    last =
        new Answer(
            problem.classIds(),
            problem.rows().stamps(),
            problem.weights(),
            settings.strength(),
            answer);
    return probe(problem, answer, examples, settings);
  }

  /// What there is to learn from, ready for the regression.
  ///
  /// @param classes those that have examples
  /// @param chosen voxels learnt from
  /// @param slots where each of them is in `rows`
  /// @param weights of slots, `(slots)`, sum 1
  /// @param labels place in `classes` for each slot, 0 where its weight is 0
  record Problem(
      List<ProbeClass> classes,
      List<ExampleSample.Chosen> chosen,
      int[] slots,
      GramRows rows,
      Standardization standardization,
      float[] weights,
      int[] labels) {
    int[] classIds() {
      return classes.stream().mapToInt(ProbeClass::id).toArray();
    }

    SoftmaxRegression regression(double strength, Combination start) {
      return new SoftmaxRegression(rows.gram(), weights, labels, strength, start);
    }
  }

  Problem problem(
      List<Examples> all, List<ProbeClass> classes, TrainSettings settings, Progress progress) {
    List<Examples> examples = all.stream().filter(e -> e.count() > 0).toList();
    List<ProbeClass> present = present(examples, classes);
    if (present.isEmpty()) {
      throw new IllegalArgumentException(
          "No voxel is labelled yet. Label something of each class, then train.");
    }
    for (Examples scan : examples) {
      ForeignFeaturesException.check(
          examples.getFirst().scan().source(), scan.scan().source(), scan.scan().name());
    }
    prepare(examples, settings.localStatistics(), progress);
    int[] ids = present.stream().mapToInt(ProbeClass::id).toArray();
    List<ExampleSample.Chosen> chosen = ExampleSample.of(examples, ids, settings);
    GramRows gram = Objects.requireNonNull(rows);
    int[] slots = gram.assign(examples, chosen, progress);
    float[] weights = new float[gram.slots()];
    int[] labels = new int[gram.slots()];
    weigh(chosen, slots, present.size(), settings.balanced(), weights, labels);
    return new Problem(
        present, chosen, slots, gram, Objects.requireNonNull(standardization), weights, labels);
  }

  private static List<ProbeClass> present(List<Examples> examples, List<ProbeClass> classes) {
    int[] seen =
        examples.stream().flatMapToInt(e -> Arrays.stream(e.classIds())).distinct().toArray();
    return classes.stream().filter(c -> Arrays.stream(seen).anyMatch(id -> id == c.id())).toList();
  }

  static void weigh(
      List<ExampleSample.Chosen> chosen,
      int[] slots,
      int classes,
      boolean balanced,
      float[] weights,
      int[] labels) {
    int[] counts = new int[classes];
    chosen.forEach(voxel -> counts[voxel.classIndex()]++);
    int present = (int) IntStream.of(counts).filter(count -> count > 0).count();
    for (int i = 0; i < slots.length; i++) {
      int k = chosen.get(i).classIndex();
      labels[slots[i]] = k;
      weights[slots[i]] = balanced ? 1f / present / counts[k] : 1f / slots.length;
    }
  }

  private void prepare(List<Examples> examples, boolean withStatistics, Progress progress) {
    List<FeaturePyramid> wanted = examples.stream().map(e -> e.scan().features()).toList();
    boolean same = rows != null && statistics == withStatistics && wanted.size() == scans.size();
    for (int i = 0; same && i < wanted.size(); i++) {
      same = wanted.get(i) == scans.get(i);
    }
    if (same) {
      return;
    }
    if (statistics != withStatistics) {
      sums.clear();
    }
    statistics = withStatistics;
    scans = List.of();
    rows = null;
    last = null;
    List<ChannelSums> parts = new ArrayList<>();
    for (Examples scan : examples) {
      ChannelSums kept = sums.get(scan.scan().features());
      if (kept == null) {
        kept = ChannelSums.of(scan.scan(), withStatistics, progress);
        sums.put(scan.scan().features(), kept);
      }
      if (!parts.isEmpty() && kept.sums().length != parts.getFirst().sums().length) {
        throw new ForeignFeaturesException(
            "Features of " + scan.scan().name() + " have another shape than the other scans'.");
      }
      parts.add(kept);
    }
    sums.keySet().removeIf(features -> wanted.stream().noneMatch(w -> w == features));
    Standardization made = Standardization.of(parts);
    standardization = made;
    rows = new GramRows(made, withStatistics);
    scans = wanted;
  }

  // The last answer where it still speaks of the same classes and voxels. At the best weights a
  // voxel's coefficient is its weight times what is left of its error, over the strength.
  private Combination start(Problem problem, TrainSettings settings) {
    int slots = problem.weights().length;
    Combination out = Combination.zero(problem.classes().size(), slots);
    Answer before = last;
    if (before == null) {
      return out;
    }
    int[] ids = problem.classIds();
    int[] stamps = problem.rows().stamps();
    for (int k = 0; k < ids.length; k++) {
      for (int old = 0; old < before.classIds().length; old++) {
        if (before.classIds()[old] == ids[k]) {
          float[] from = before.found().a()[old];
          for (int i = 0; i < Math.min(slots, from.length); i++) {
            if (before.weights()[i] > 0 && before.stamps()[i] == stamps[i]) {
              double change =
                  problem.weights()[i]
                      / before.weights()[i]
                      * before.strength()
                      / settings.strength();
              out.a()[k][i] = (float) (from[i] * change);
            }
          }
          out.b()[k] = before.found().b()[old];
        }
      }
    }
    return out;
  }

  private LinearProbe probe(
      Problem problem, Combination answer, List<Examples> examples, TrainSettings settings) {
    int classes = problem.classes().size();
    Standardization standard = problem.standardization();
    float[][] weights = weights(problem, answer);
    float[] bias = new float[classes];
    for (int k = 0; k < classes; k++) {
      double shift = SoftmaxRegression.bias(answer, k);
      for (int c = 0; c < standard.channels(); c++) {
        double folded = weights[k][c] * standard.scale()[c];
        weights[k][c] = (float) folded;
        shift -= folded * standard.mean()[c];
      }
      bias[k] = (float) shift;
    }
    ProbeScan scan = examples.stream().filter(e -> e.count() > 0).findFirst().orElseThrow().scan();
    List<float[]> parts = new ArrayList<>();
    int start = 0;
    for (Block block : Block.of(scan, settings.localStatistics())) {
      float[] part = new float[classes * block.channels()];
      for (int k = 0; k < classes; k++) {
        System.arraycopy(weights[k], start, part, k * block.channels(), block.channels());
      }
      parts.add(part);
      start += block.channels();
    }
    int levels = scan.features().levels().size();
    return new LinearProbe(
        problem.classes(),
        scan.source(),
        parts.subList(0, levels),
        settings.localStatistics() ? parts.getLast() : null,
        bias,
        provenance(problem, scan.source(), examples, settings));
  }

  private static float[][] weights(Problem problem, Combination answer) {
    int channels = problem.standardization().channels();
    float[][] out = new float[problem.classes().size()][channels];
    IntStream.range(0, Math.ceilDiv(channels, FOLD_CHUNK))
        .parallel()
        .forEach(chunk ->
            Axpy.add(
                out,
                answer.a(),
                0,
                problem.rows().rows(),
                problem.weights().length,
                chunk * FOLD_CHUNK,
                Math.min(channels, (chunk + 1) * FOLD_CHUNK)));
    return out;
  }

  private Provenance provenance(
      Problem problem, FeatureSource source, List<Examples> examples, TrainSettings settings) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (ProbeClass c : problem.classes()) {
      long count =
          examples.stream()
              .flatMapToInt(e -> Arrays.stream(e.classIds()))
              .filter(id -> id == c.id())
              .count();
      counts.merge(c.name(), (int) count, Integer::sum);
    }
    List<String> names =
        examples.stream().filter(e -> e.count() > 0).map(e -> e.scan().name()).toList();
    return new Provenance(source, names, counts, settings, version, Instant.now());
  }
}
