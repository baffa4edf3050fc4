package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Progress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearProbeTrainerTest {
  private static final int[] ROWS = {900, 400, 150, 50, 20};
  private static final int[] CHANNELS = {6, 10, 12, 16, 21};

  private static ProbeScan scan(String name, long seed) {
    return Synthetic.scan(name, ROWS, CHANNELS, 5, 2.5, seed);
  }

  private static TrainSettings settings(double strength, boolean balanced) {
    return new TrainSettings(strength, false, balanced, 2000, 0);
  }

  @ParameterizedTest
  @CsvSource({"1, true", "0.1, false", "0.01, true", "0.0003, false"})
  void theAnswerIsTheExactSolvers(double strength, boolean balanced) {
    List<Examples> examples =
        List.of(
            Synthetic.examples(scan("a", 1), 5, 80, 3), Synthetic.examples(scan("b", 2), 5, 61, 4));
    TrainSettings settings = settings(strength, balanced);
    LinearProbe probe =
        new LinearProbeTrainer().train(examples, Synthetic.classes(5), settings, Progress.none());
    ExactSolver exact = ExactSolver.of(examples, 5, settings);
    double[][] weights = exact.solve();
    for (Examples scan : examples) {
      Prediction prediction = probe.predict(scan.scan(), Progress.none());
      for (int v = 0; v < scan.scan().voxelCount(); v++) {
        double[] p = exact.probabilities(weights, scan.scan(), v, false);
        int best = IntStream.range(0, 5).reduce(0, (a, b) -> p[b] > p[a] ? b : a);
        assertThat(prediction.probabilities()[v]).isCloseTo((float) p[best], within(1e-3f));
        if (secondBest(p) < p[best] - 2e-3) {
          assertThat(prediction.classIndex(v)).isEqualTo((byte) best);
        }
        double entropy = -IntStream.range(0, 5).mapToDouble(k -> p[k] * Math.log(p[k])).sum();
        assertThat(prediction.entropies()[v])
            .isCloseTo((float) (entropy / Math.log(5)), within(2e-3f));
        assertThat(prediction.margins()[v])
            .isCloseTo((float) (p[best] - secondBest(p)), within(2e-3f));
      }
    }
  }

  private static double secondBest(double[] p) {
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length - 2];
  }

  @Test
  void aHalfPrecisionCopyPredictsTheSame() {
    ProbeScan scan = scan("a", 1);
    LinearProbe probe =
        new LinearProbeTrainer()
            .train(
                List.of(Synthetic.examples(scan, 5, 100, 3)),
                Synthetic.classes(5),
                TrainSettings.DEFAULT,
                Progress.none());
    Prediction exact = probe.predict(scan, Progress.none());
    Prediction quick = ScanPredictor.keeping(scan).predict(probe, Progress.none());
    for (int v = 0; v < scan.voxelCount(); v++) {
      assertThat(quick.probabilities()[v]).isCloseTo(exact.probabilities()[v], within(5e-3f));
      if (exact.margins()[v] > .01) {
        assertThat(quick.classIndex(v)).isEqualTo(exact.classIndex(v));
      }
    }
  }

  @Test
  void theLastAnswerIsAStartAndNotPartOfTheNext() {
    ProbeScan scan = scan("a", 1);
    LinearProbeTrainer warm = new LinearProbeTrainer();
    Examples few = Synthetic.examples(scan, 5, 150, 3);
    Examples many = merged(few, Synthetic.examples(scan, 5, 60, 9));
    warm.train(List.of(few), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
    LinearProbe after =
        warm.train(List.of(many), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
    LinearProbeTrainer cold = new LinearProbeTrainer();
    LinearProbe fresh =
        cold.train(List.of(many), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
    assertSame(after, fresh, scan);
    assertThat(warm.steps()).isLessThan(cold.steps());
    // Nothing new: at once.
    LinearProbe again =
        warm.train(List.of(many), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
    assertThat(warm.steps()).isZero();
    assertSame(again, fresh, scan);
    // And back, as undo does.
    LinearProbe undone =
        warm.train(List.of(few), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
    LinearProbe first =
        new LinearProbeTrainer()
            .train(List.of(few), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
    assertSame(undone, first, scan);
  }

  private static void assertSame(LinearProbe one, LinearProbe other, ProbeScan scan) {
    assertThat(one.classes()).isEqualTo(other.classes());
    Prediction a = one.predict(scan, Progress.none());
    Prediction b = other.predict(scan, Progress.none());
    for (int v = 0; v < scan.voxelCount(); v++) {
      assertThat(a.probabilities()[v]).isCloseTo(b.probabilities()[v], within(1.5e-3f));
      if (a.margins()[v] > 4e-3) {
        assertThat(a.classIndex(v)).isEqualTo(b.classIndex(v));
      }
    }
  }

  private static Examples merged(Examples a, Examples b) {
    int[] voxels =
        IntStream.concat(IntStream.of(a.voxels()), IntStream.of(b.voxels()))
            .distinct()
            .sorted()
            .toArray();
    return new Examples(
        a.scan(),
        voxels,
        IntStream.of(voxels).map(v -> Synthetic.truth(a.scan(), v, 5)).toArray(),
        voxels.clone());
  }

  @Test
  void aClassMayGoAndComeBetweenTrainings() {
    ProbeScan scan = scan("a", 1);
    Examples examples = Synthetic.examples(scan, 5, 150, 3);
    LinearProbeTrainer trainer = new LinearProbeTrainer();
    trainer.train(List.of(examples), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
    List<ProbeClass> without = List.of(Synthetic.classes(5).get(4), Synthetic.classes(5).get(1));
    LinearProbe fewer =
        trainer.train(List.of(examples), without, TrainSettings.DEFAULT, Progress.none());
    assertSame(
        fewer,
        new LinearProbeTrainer()
            .train(List.of(examples), without, TrainSettings.DEFAULT, Progress.none()),
        scan);
    assertThat(fewer.classes()).isEqualTo(without);
    LinearProbe all =
        trainer.train(
            List.of(examples), Synthetic.classes(7), TrainSettings.DEFAULT, Progress.none());
    assertThat(all.classes()).isEqualTo(Synthetic.classes(5)); // two have no labels
    assertSame(
        all,
        new LinearProbeTrainer()
            .train(List.of(examples), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none()),
        scan);
  }

  @Test
  void oneClassIsEverywhere() {
    ProbeScan scan = scan("a", 1);
    Examples one = new Examples(scan, new int[] {4, 9}, new int[] {3, 3}, new int[] {0, 0});
    LinearProbe probe =
        new LinearProbeTrainer()
            .train(List.of(one), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
    assertThat(probe.classes()).containsExactly(Synthetic.classes(5).get(2));
    Prediction prediction = probe.predict(scan, Progress.none());
    assertThat(prediction.classIndices()).containsOnly(0);
    assertThat(prediction.probabilities()).containsOnly(1);
    assertThat(prediction.margins()).containsOnly(1);
    assertThat(prediction.entropies()).containsOnly(0);
  }

  @Test
  void withoutLabelsThereIsNothingToLearn() {
    Examples none = new Examples(scan("a", 1), new int[0], new int[0], new int[0]);
    for (List<Examples> nothing : List.of(List.<Examples>of(), List.of(none))) {
      assertThatThrownBy(() ->
              new LinearProbeTrainer()
                  .train(nothing, Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("No voxel is labelled");
    }
  }

  @Test
  void aCancelledTrainingLeavesTheTrainerUsable() {
    ProbeScan scan = scan("a", 1);
    Examples few = Synthetic.examples(scan, 5, 60, 3);
    Examples many = merged(few, Synthetic.examples(scan, 5, 300, 9));
    LinearProbe expected =
        new LinearProbeTrainer()
            .train(List.of(many), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
    int cancelled = 0;
    LinearProbeTrainer trainer = new LinearProbeTrainer();
    for (int after = 0; after < 400; after += after < 20 ? 1 : 37) {
      trainer.train(List.of(few), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
      try {
        trainer.train(
            List.of(many), Synthetic.classes(5), TrainSettings.DEFAULT, new CancelledAfter(after));
      } catch (CancellationException e) {
        cancelled++;
      }
      assertSame(
          trainer.train(
              List.of(many), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none()),
          expected,
          scan);
    }
    assertThat(cancelled).isGreaterThan(10);
    LinearProbeTrainer fresh = new LinearProbeTrainer();
    assertThatThrownBy(() ->
            fresh.train(
                List.of(many), Synthetic.classes(5), TrainSettings.DEFAULT, new CancelledAfter(0)))
        .isInstanceOf(CancellationException.class);
    assertSame(
        fresh.train(List.of(many), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none()),
        expected,
        scan);
  }

  /// Wanted for so many questions.
  private static final class CancelledAfter implements Progress {
    private final AtomicInteger left;

    CancelledAfter(int questions) {
      this.left = new AtomicInteger(questions);
    }

    @Override
    public void report(double fraction, String step) {}

    @Override
    public boolean isCancelled() {
      return left.getAndDecrement() <= 0;
    }
  }

  @Test
  void aSeedDecidesTheAnswerToTheLastBit() {
    ProbeScan scan = scan("a", 1);
    Examples many = Synthetic.examples(scan, 5, 400, 3);
    LinearProbe a = sampled(many, 7);
    LinearProbe b = sampled(many, 7);
    LinearProbe other = sampled(many, 8);
    for (int s = 0; s < 5; s++) {
      assertThat(a.levelWeights().get(s)).isEqualTo(b.levelWeights().get(s));
    }
    assertThat(a.bias()).isEqualTo(b.bias()).isNotEqualTo(other.bias());
  }

  private static LinearProbe sampled(Examples examples, long seed) {
    TrainSettings settings = new TrainSettings(.01, false, true, 60, seed);
    return new LinearProbeTrainer()
        .train(List.of(examples), Synthetic.classes(5), settings, Progress.none());
  }

  @Test
  void featuresOfOtherWeightsOrGridsAreRefused() {
    ProbeScan scan = scan("a", 1);
    LinearProbe probe = sampled(Synthetic.examples(scan, 5, 100, 3), 0);
    FeatureSource weights = new FeatureSource("others", "def", .02);
    FeatureSource grid = new FeatureSource("made-up", "abc", .03);
    assertThatThrownBy(() ->
            probe.predict(new ProbeScan("x", scan.features(), null, weights), Progress.none()))
        .isInstanceOf(ForeignFeaturesException.class)
        .hasMessageContaining("made-up")
        .hasMessageContaining("others");
    ProbeScan coarse = new ProbeScan("x", scan.features(), null, grid);
    assertThatThrownBy(() -> probe.predict(coarse, Progress.none()))
        .isInstanceOf(ForeignFeaturesException.class)
        .hasMessageContaining("0.02")
        .hasMessageContaining("0.03");
    assertThatThrownBy(() ->
            new LinearProbeTrainer()
                .train(
                    List.of(
                        Synthetic.examples(scan, 5, 100, 3), Synthetic.examples(coarse, 5, 100, 3)),
                    Synthetic.classes(5),
                    TrainSettings.DEFAULT,
                    Progress.none()))
        .isInstanceOf(ForeignFeaturesException.class);
    ProbeScan shape = Synthetic.scan("y", ROWS, new int[] {6, 10, 12, 16, 20}, 5, 1, 1);
    assertThatThrownBy(() -> probe.predict(shape, Progress.none()))
        .isInstanceOf(ForeignFeaturesException.class)
        .hasMessageContaining("shape");
  }

  @Test
  void theProvenanceTellsWhatWasLearnt() {
    ProbeScan scan = scan("a", 1);
    Examples some = Synthetic.examples(scan, 5, 100, 3);
    LinearProbe probe =
        new LinearProbeTrainer("9.9")
            .train(List.of(some), Synthetic.classes(5), TrainSettings.DEFAULT, Progress.none());
    Provenance from = probe.provenance();
    assertThat(from.scans()).containsExactly("a");
    assertThat(from.source()).isEqualTo(Synthetic.SOURCE);
    assertThat(from.version()).isEqualTo("9.9");
    assertThat(from.labelledVoxels().values().stream().mapToInt(i -> i).sum()).isEqualTo(100);
    assertThat(from.labelledVoxels().get("class 2"))
        .isEqualTo((int) IntStream.of(some.classIds()).filter(id -> id == 2).count());
  }
}
