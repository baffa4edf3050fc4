package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.scan.Progress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
  private static final int[] ROWS = {900, 400, 150};
  private static final int[] CHANNELS = {6, 10, 12};

  private static ProbeScan scan(double noise) {
    return Synthetic.scan("a", ROWS, CHANNELS, 4, noise, 1);
  }

  @Test
  void noStrokeIsInTwoFolds() {
    List<Examples> examples =
        List.of(
            Synthetic.examples(scan(1), 4, 100, 3),
            Synthetic.examples(Synthetic.scan("b", ROWS, CHANNELS, 4, 1, 2), 4, 83, 4));
    List<ExampleSample.Chosen> chosen =
        ExampleSample.of(examples, new int[] {1, 2, 3, 4}, TrainSettings.DEFAULT);
    Folds folds = Folds.of(chosen, 4, 0);
    assertThat(folds.count()).isEqualTo(5);
    Map<List<Integer>, Integer> foldOfStroke = new HashMap<>();
    for (int i = 0; i < chosen.size(); i++) {
      List<Integer> stroke = List.of(chosen.get(i).scan(), chosen.get(i).stroke());
      Integer before = foldOfStroke.put(stroke, folds.foldOf()[i]);
      assertThat(before == null || before == folds.foldOf()[i]).isTrue();
    }
    for (int fold = 0; fold < 5; fold++) {
      assertThat(foldOfStroke).containsValue(fold);
    }
  }

  @Test
  void everyClassKeepsAStrokeToLearnFrom() {
    ProbeScan scan = scan(1);
    // Class 1 has two strokes, class 2 one, class 3 six.
    int[] classes = {1, 1, 2, 2, 3, 3, 3, 3, 3, 3};
    int[] strokes = {1, 2, 3, 3, 4, 5, 6, 7, 8, 9};
    Examples examples = new Examples(scan, IntStream.range(0, 10).toArray(), classes, strokes);
    List<ExampleSample.Chosen> chosen =
        ExampleSample.of(List.of(examples), new int[] {1, 2, 3}, TrainSettings.DEFAULT);
    for (long seed = 0; seed < 20; seed++) {
      Folds folds = Folds.of(chosen, 3, seed);
      for (int fold = 0; fold < folds.count(); fold++) {
        boolean[] learnt = new boolean[3];
        for (int i = 0; i < chosen.size(); i++) {
          learnt[chosen.get(i).classIndex()] |= folds.foldOf()[i] != fold;
        }
        assertThat(learnt).containsOnly(true);
      }
      for (int i = 0; i < chosen.size(); i++) {
        assertThat(folds.foldOf()[i] == -1).isEqualTo(chosen.get(i).classIndex() == 1);
      }
    }
  }

  @Test
  void theBestStrengthIsTheOneThatDoesBest() {
    Examples examples = Synthetic.examples(scan(6), 4, 200, 3);
    CrossValidation.Result result =
        CrossValidation.run(
            List.of(examples), Synthetic.classes(4), TrainSettings.DEFAULT, false, Progress.none());
    assertThat(result.candidates()).hasSize(8);
    CrossValidation.Candidate highest = highest(result);
    CrossValidation.Candidate best =
        result.candidates().stream()
            .filter(one -> one.strength() == result.bestStrength())
            .findFirst()
            .orElseThrow();
    assertThat(result.evaluation().meanIou()).isEqualTo(best.meanIou());
    assertThat(best.loss()).isLessThanOrEqualTo(highest.loss());
    assertThat(best.meanIou()).isGreaterThan(highest.meanIou() - .05);
    assertThat(result.evaluation().points()).isEqualTo(200);
    assertThat(result.applyTo(TrainSettings.DEFAULT).strength()).isEqualTo(result.bestStrength());
    // Much noise and few labels: the weakest penalty learns the noise.
    assertThat(result.bestStrength()).isGreaterThan(.001);
  }

  private static CrossValidation.Candidate highest(CrossValidation.Result result) {
    return result.candidates().stream()
        .max(Comparator.comparingDouble(CrossValidation.Candidate::meanIou))
        .orElseThrow();
  }

  /// Labels that cannot be learnt score alike by chance: the luckiest strength is not the best one.
  @Test
  void whereNothingCanBeLearntThePenaltyIsStrong() {
    boolean luck = false;
    for (long seed = 1; seed <= 6; seed++) {
      Examples examples = Synthetic.examples(scan(40), 4, 200, seed);
      CrossValidation.Result result =
          CrossValidation.run(
              List.of(examples),
              Synthetic.classes(4),
              TrainSettings.DEFAULT,
              false,
              Progress.none());
      luck |= highest(result).strength() < .1;
      assertThat(result.bestStrength()).isGreaterThanOrEqualTo(.1);
    }
    assertThat(luck).as("the highest score alone would have chosen a weak one").isTrue();
  }

  /// Holding a fold out in the Gram matrix is the same as training without it.
  @Test
  void aFoldIsPredictedByAProbeThatNeverSawIt() {
    ProbeScan scan = scan(3);
    Examples examples = Synthetic.examples(scan, 4, 120, 3);
    CrossValidation.Result result =
        CrossValidation.run(
            List.of(examples), Synthetic.classes(4), TrainSettings.DEFAULT, false, Progress.none());
    List<ExampleSample.Chosen> chosen =
        ExampleSample.of(List.of(examples), new int[] {1, 2, 3, 4}, TrainSettings.DEFAULT);
    Folds folds = Folds.of(chosen, 4, 0);
    Evaluation.Tally tally = new Evaluation.Tally(Synthetic.classes(4));
    for (int fold = 0; fold < folds.count(); fold++) {
      List<ExampleSample.Chosen> kept = new ArrayList<>();
      for (int i = 0; i < chosen.size(); i++) {
        if (folds.foldOf()[i] != fold) {
          kept.add(chosen.get(i));
        }
      }
      kept.sort(Comparator.comparingInt(ExampleSample.Chosen::voxel));
      Examples rest =
          new Examples(
              scan,
              kept.stream().mapToInt(ExampleSample.Chosen::voxel).toArray(),
              kept.stream().mapToInt(c -> c.classIndex() + 1).toArray(),
              kept.stream().mapToInt(ExampleSample.Chosen::stroke).toArray());
      Prediction prediction =
          new LinearProbeTrainer()
              .train(
                  List.of(rest),
                  Synthetic.classes(4),
                  TrainSettings.DEFAULT.withStrength(result.bestStrength()),
                  Progress.none())
              .predict(scan, Progress.none());
      for (int i = 0; i < chosen.size(); i++) {
        if (folds.foldOf()[i] == fold) {
          tally.add(
              chosen.get(i).classIndex() + 1, prediction.classIndex(chosen.get(i).voxel()) + 1);
        }
      }
    }
    assertThat(result.evaluation().meanIou())
        .isCloseTo(tally.evaluation().meanIou(), within(.02)); // one vote may go either way
  }

  @Test
  void statisticsAreUsedWhereTheyHelp() {
    ProbeScan plain = scan(40); // features that say nothing
    float[] values = new float[900 * LocalStatistics.CHANNELS];
    for (int v = 0; v < 900; v++) {
      values[v * LocalStatistics.CHANNELS + Synthetic.truth(plain, v, 4)] = 1;
    }
    ProbeScan scan =
        new ProbeScan("a", plain.features(), LocalStatistics.of(values), Synthetic.SOURCE);
    Examples examples = Synthetic.examples(scan, 4, 100, 3);
    CrossValidation.Result result =
        CrossValidation.run(
            List.of(examples), Synthetic.classes(4), TrainSettings.DEFAULT, true, Progress.none());
    assertThat(result.useStatistics()).isTrue();
    assertThat(result.candidates()).hasSize(16);
    LinearProbe probe =
        new LinearProbeTrainer()
            .train(
                List.of(examples),
                Synthetic.classes(4),
                result.applyTo(TrainSettings.DEFAULT),
                Progress.none());
    assertThat(probe.statisticsWeights()).hasSize(4 * LocalStatistics.CHANNELS);
    Prediction prediction = probe.predict(scan, Progress.none());
    int right = 0;
    for (int v = 0; v < 900; v++) {
      right += prediction.classIndex(v) + 1 == Synthetic.truth(scan, v, 4) ? 1 : 0;
    }
    assertThat(right).isGreaterThan(700);
    assertThatThrownBy(() -> probe.predict(plain, Progress.none()))
        .hasMessageContaining("local statistics");
  }

  @Test
  void tooFewStrokesAreSaid() {
    ProbeScan scan = scan(1);
    Examples one = new Examples(scan, new int[] {1, 2}, new int[] {1, 1}, new int[] {1, 2});
    Examples single = new Examples(scan, new int[] {1, 2}, new int[] {1, 2}, new int[] {1, 2});
    for (Examples few : List.of(one, single)) {
      assertThat(CrossValidation.isPossible(List.of(few), Synthetic.classes(4))).isFalse();
      assertThatThrownBy(() ->
              CrossValidation.run(
                  List.of(few),
                  Synthetic.classes(4),
                  TrainSettings.DEFAULT,
                  false,
                  Progress.none()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("two places");
    }
  }
}
