package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final ProbeScan SCAN =
      Synthetic.scan("a", new int[] {10, 2}, new int[] {3, 4}, 2, 1, 1);

  @Test
  void aVoxelGetsTheClassMostOfItsPointsHave() {
    int[] inverse = {0, 0, 0, 4, 4, -1, 7, 7, 9, 9, 9};
    int[] points = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    short[] classes = {1, 2, 2, 1, 2, 3, 0, 5, 1, 1, 2};
    int[] strokes = {9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20};
    Examples examples = Examples.ofPoints(SCAN, inverse, points, classes, strokes);
    assertThat(examples.voxels()).containsExactly(0, 4, 7, 9);
    // Voxel 4 has one point of each class: the later stroke decides.
    assertThat(examples.classIds()).containsExactly(2, 2, 5, 1);
    assertThat(examples.strokes()).containsExactly(2, 4, 7, 9);
  }

  @Test
  void examplesThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new Examples(SCAN, new int[] {3, 3}, new int[2], new int[2]))
        .hasMessageContaining("rise");
    assertThatThrownBy(() -> new Examples(SCAN, new int[] {10}, new int[1], new int[1]))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new Examples(SCAN, new int[] {1}, new int[2], new int[1]))
        .hasMessageContaining("do not belong together");
  }

  @Test
  void sharesAreAsEvenAsSizesAllow() {
    assertThat(ExampleSample.share(new int[] {100, 3, 50}, 23)).containsExactly(10, 3, 10);
    assertThat(ExampleSample.share(new int[] {5, 5, 5}, 7)).containsExactly(3, 2, 2);
    assertThat(ExampleSample.share(new int[] {2, 0, 1}, 9)).containsExactly(2, 0, 1);
    assertThat(ExampleSample.share(new int[] {}, 9)).isEmpty();
  }

  @Test
  void aSampleIsEvenOverClassesAndStrokes() {
    ProbeScan scan = Synthetic.scan("a", new int[] {1000, 2}, new int[] {3, 4}, 2, 1, 1);
    int[] voxels = IntStream.range(0, 1000).toArray();
    // Class 1: a stroke of 800 and one of 100; class 2: one of 100.
    int[] classes = IntStream.of(voxels).map(v -> v < 900 ? 1 : 2).toArray();
    int[] strokes = IntStream.of(voxels).map(v -> v < 800 ? 1 : v < 900 ? 2 : 3).toArray();
    List<Examples> examples = List.of(new Examples(scan, voxels, classes, strokes));
    TrainSettings settings = new TrainSettings(1, false, true, 120, 5);
    List<ExampleSample.Chosen> chosen = ExampleSample.of(examples, new int[] {1, 2}, settings);
    Map<Integer, Integer> counts = new HashMap<>();
    chosen.forEach(c -> counts.merge(c.stroke(), 1, Integer::sum));
    assertThat(counts).isEqualTo(Map.of(1, 30, 2, 30, 3, 60));
    // Most of a smaller sample is in a larger one of the same seed.
    List<ExampleSample.Chosen> larger =
        ExampleSample.of(examples, new int[] {1, 2}, new TrainSettings(1, false, true, 140, 5));
    assertThat(larger).containsAll(chosen);
    assertThat(
            ExampleSample.of(examples, new int[] {1, 2}, new TrainSettings(1, false, true, 120, 6)))
        .isNotEqualTo(chosen);
  }
}
