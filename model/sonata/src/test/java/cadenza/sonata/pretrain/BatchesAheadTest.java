package cadenza.sonata.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.scan.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Batches made ahead, and the order of scenes.
class BatchesAheadTest {
  @Test
  void stepsGetTheirOwnBatchesWhoeverMadeThem() throws Exception {
    BatchMaker maker = new BatchMaker(PretrainingTest.preset(0, 10), 3);
    List<ViewPoints> scenes = PretrainingTest.scenes();
    try (ExecutorService threads = Executors.newFixedThreadPool(3);
        BatchesAhead batches =
            new BatchesAhead(
                step -> List.of(maker.batch(scenes, step, Progress.none())), 2, 4, threads)) {
      for (int step = 2; step < 8; step++) {
        assertThat(batches.take().getFirst().globalFeatures())
            .isEqualTo(maker.batch(scenes, step, Progress.none()).globalFeatures());
      }
      assertThat(batches.waitedNanos()).isPositive();
    }
  }

  @Test
  void noMoreAreOrderedThanAllowedAndNoneAfterClosing() throws Exception {
    BatchMaker maker = new BatchMaker(PretrainingTest.preset(0, 10), 3);
    List<ViewPoints> scenes = PretrainingTest.scenes();
    Queue<Runnable> orders = new ArrayDeque<>();
    List<Integer> made = new ArrayList<>();
    BatchesAhead batches =
        new BatchesAhead(
            step -> {
              made.add(step);
              return List.of(maker.batch(scenes, step, Progress.none()));
            },
            0,
            3,
            orders::add);
    assertThat(orders).hasSize(3);
    orders.remove().run();
    batches.take();
    assertThat(orders).hasSize(3);
    assertThat(made).containsExactly(0);
    batches.close();
    orders.forEach(Runnable::run);
    assertThat(made).containsExactly(0);
  }

  @Test
  void whatGoesWrongInAThreadReachesTheStep() {
    try (BatchesAhead batches =
        new BatchesAhead(
            step -> {
              throw new IllegalStateException("scene is gone");
            },
            0,
            2,
            Runnable::run)) {
      assertThatThrownBy(batches::take)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("scene is gone");
    }
  }

  @Test
  void everySceneComesOnceARound() {
    SceneOrder order = new SceneOrder(7, 10, 4);
    List<Integer> seen = new ArrayList<>();
    for (int step = 0; step < 10; step++) {
      for (int scene : order.of(step)) {
        seen.add(scene);
      }
      assertThat(new SceneOrder(7, 10, 4).of(step)).isEqualTo(order.of(step));
    }
    Set<List<Integer>> rounds = new HashSet<>();
    for (int round = 0; round < 4; round++) {
      List<Integer> scenes = seen.subList(10 * round, 10 * round + 10);
      assertThat(scenes).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      rounds.add(List.copyOf(scenes));
    }
    assertThat(rounds).hasSize(4);
  }

  @Test
  void chosenMatchesAreSomeOfAllInTheirOrder() {
    Matches all = new Matches(new int[] {1, 3, 5, 7, 9}, new int[] {9, 7, 5, 3, 1});
    Set<List<Integer>> different = new HashSet<>();
    for (int seed = 0; seed < 20; seed++) {
      Matches some = all.choose(3, new Draws(seed));
      assertThat(some.count()).isEqualTo(3);
      List<Integer> rows = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        assertThat(some.teacher()[i]).isEqualTo(10 - some.student()[i]);
        rows.add(some.student()[i]);
      }
      assertThat(rows).isSorted();
      different.add(rows);
    }
    assertThat(different.size()).isGreaterThan(3);
    assertThat(all.choose(5, new Draws(1))).isSameAs(all);
  }

  @Test
  void importantMatchesWeighMoreInTheirView() {
    float[] weights = ClusterLoss.weights(new int[] {0, 0, 2, 2}, new float[] {1, 3, 2, 2});
    assertThat(weights).containsExactly(1f / 12, 3f / 12, 1f / 6, 1f / 6);
    PairChoice choice = new PairChoice(10, 0.1, false);
    assertThat(choice.importance(0)).isEqualTo(0.1f);
    assertThat(choice.importance(0.015f)).isEqualTo(0.55f);
    assertThat(choice.importance(0.3f)).isEqualTo(1f);
  }
}
