package cadenza.probe;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.scan.FeaturePyramid;
import cadenza.scan.FeaturePyramid.Features;
import cadenza.scan.Level;
import cadenza.scan.NeighborPairs;
import cadenza.scan.Progress;
import cadenza.scan.Pyramid;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelNextTest {
  private static final int[] ROWS = {4000, 400};

  // Places in a long row: coarse cell i holds fine voxels 10 i to 10 i + 9.
  private static Level level(int rows, int[] parents) {
    int[] grid = new int[3 * rows];
    for (int i = 0; i < rows; i++) {
      grid[3 * i] = i;
    }
    int[][] none = new int[13][0];
    return new Level(
        grid, new float[3 * rows], 9, new int[4][rows], new NeighborPairs(none, none), parents);
  }

  private static Pyramid pyramid() {
    int[] parents = IntStream.range(0, ROWS[0]).map(i -> i / 10).toArray();
    return new Pyramid(.2f, List.of(level(ROWS[0], parents), level(ROWS[1], new int[0])));
  }

  /// Four stretches: two clear classes, one that is neither, and another that is neither and looks
  /// different.
  private static ProbeScan scan() {
    List<Features> levels = new ArrayList<>();
    for (int s = 0; s < 2; s++) {
      float[] values = new float[4 * ROWS[s]];
      for (int row = 0; row < ROWS[s]; row++) {
        int stretch = row * 4 / ROWS[s];
        float wobble = (float) Math.sin(row * 7.3) * .1f;
        values[4 * row] = (stretch == 0 ? 3 : stretch == 1 ? -3 : 0) + wobble;
        values[4 * row + 1] = (stretch == 2 ? 3 : 0) + wobble;
        values[4 * row + 2] = (stretch == 3 ? 3 : 0) - wobble;
        values[4 * row + 3] = wobble;
      }
      int[] parents = s == 0 ? IntStream.range(0, ROWS[0]).map(i -> i / 10).toArray() : new int[0];
      levels.add(new Features(4, values, parents));
    }
    return new ProbeScan("a", new FeaturePyramid(levels), null, Synthetic.SOURCE);
  }

  @Test
  void uncertainPlacesThatDifferComeFirst() {
    ProbeScan scan = scan();
    int[] voxels = {10, 500, 700, 1200, 1500, 1800};
    Examples examples =
        new Examples(scan, voxels, new int[] {1, 1, 1, 2, 2, 2}, new int[] {1, 2, 3, 4, 5, 6});
    Prediction prediction =
        new LinearProbeTrainer()
            .train(
                List.of(examples),
                Synthetic.classes(2),
                TrainSettings.DEFAULT.withStrength(.1),
                Progress.none())
            .predict(scan, Progress.none());
    Set<Integer> labelled = Set.of(10, 500, 700, 1200, 1500, 1800);
    List<LabelNext.Region> regions =
        LabelNext.suggest(prediction, scan, pyramid(), labelled, all -> true, 4, Progress.none());
    assertThat(regions).hasSizeGreaterThan(1);
    // One of each stretch that is neither, before a second of the same.
    assertThat(regions.subList(0, 2).stream().map(r -> r.voxel() / 1000).toList())
        .containsExactlyInAnyOrder(2, 3);
    assertThat(regions.getFirst().meanEntropy()).isGreaterThan(.8);
    assertThat(regions.getFirst().voxelCount()).isGreaterThan(20);
    for (int i = 1; i < regions.size(); i++) {
      assertThat(regions.get(i).score()).isLessThanOrEqualTo(regions.get(i - 1).score());
    }
    // A label in the first place sends the next one elsewhere.
    int first = regions.getFirst().voxel();
    List<LabelNext.Region> after =
        LabelNext.suggest(
            prediction, scan, pyramid(), Set.of(first), all -> true, 1, Progress.none());
    assertThat(after.getFirst().voxel() / 1000).isNotEqualTo(first / 1000);
  }

  @Test
  void whatCannotBeSeenGivesItsPlaceToTheNext() {
    ProbeScan scan = scan();
    int[] voxels = {10, 500, 1200, 1500};
    Examples examples = new Examples(scan, voxels, new int[] {1, 1, 2, 2}, new int[] {1, 2, 3, 4});
    Prediction prediction =
        new LinearProbeTrainer()
            .train(List.of(examples), Synthetic.classes(2), TrainSettings.DEFAULT, Progress.none())
            .predict(scan, Progress.none());
    Set<Integer> labelled = Set.of(10, 500, 1200, 1500);
    List<LabelNext.Region> all =
        LabelNext.suggest(prediction, scan, pyramid(), labelled, r -> true, 3, Progress.none());
    LabelNext.Region first = all.getFirst();
    assertThat(first.voxels()).contains(first.voxel()).isSorted().doesNotHaveDuplicates();
    int stretch = first.voxel() / 1000;
    List<LabelNext.Region> others =
        LabelNext.suggest(
            prediction,
            scan,
            pyramid(),
            labelled,
            r -> r.voxel() != first.voxel(),
            3,
            Progress.none());
    assertThat(others).noneMatch(r -> r.voxel() == first.voxel());
    // Its like was not shown, so it is as new as it was.
    assertThat(others.getFirst().voxel() / 1000).isEqualTo(stretch);
    assertThat(
            LabelNext.suggest(
                prediction, scan, pyramid(), labelled, r -> false, 3, Progress.none()))
        .isEmpty();
  }

  @Test
  void whereAllIsCertainThereIsNoPlace() {
    ProbeScan scan = scan();
    Examples one = new Examples(scan, new int[] {10}, new int[] {1}, new int[] {1});
    Prediction sure =
        new LinearProbeTrainer()
            .train(List.of(one), Synthetic.classes(1), TrainSettings.DEFAULT, Progress.none())
            .predict(scan, Progress.none());
    assertThat(LabelNext.suggest(sure, scan, pyramid(), Set.of(), all -> true, 5, Progress.none()))
        .isEmpty();
  }
}
