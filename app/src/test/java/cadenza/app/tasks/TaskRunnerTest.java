package cadenza.app.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.TestThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {
  private final TestThread thread = new TestThread();
  private final List<Problem> problems = new ArrayList<>();
  private final TaskRunner runner = new TaskRunner(thread, problems::add);

  @AfterEach
  void close() {
    runner.close();
  }

  @Test
  void bringsResultsToTheWindowsThread() {
    List<Object> seen = new ArrayList<>();
    runner.start(
        BackgroundTask.named("Adding", progress -> 40 + 2)
            .onSuccess(sum -> {
              seen.add(sum);
              seen.add(Thread.currentThread());
            }));
    assertThat(runner.tasks()).hasSize(1);
    thread.runUntil(() -> runner.tasks().isEmpty());
    assertThat(seen).containsExactly(42, Thread.currentThread());
  }

  @Test
  void cancelStopsTheWorkAndDropsItsResult() {
    CountDownLatch stopped = new CountDownLatch(1);
    List<String> seen = new ArrayList<>();
    RunningTask task =
        runner.start(
            BackgroundTask.<String>named(
                    "Waiting",
                    progress -> {
                      try {
                        while (true) {
                          progress.checkCancelled();
                        }
                      } finally {
                        stopped.countDown();
                      }
                    })
                .onSuccess(seen::add)
                .onEnd(() -> seen.add("end")));
    task.cancel();
    assertThat(task.stoppingProperty().get()).isTrue();
    thread.runUntil(() -> runner.tasks().isEmpty());
    assertThat(stopped.getCount()).isZero();
    assertThat(seen).containsExactly("end");
    assertThat(problems).isEmpty();
  }

  @Test
  void aResultThatComesAfterCancellingDoesNotArrive() {
    CountDownLatch go = new CountDownLatch(1);
    List<String> seen = new ArrayList<>();
    RunningTask task =
        runner.start(
            BackgroundTask.named(
                    "Ignoring cancel",
                    progress -> {
                      go.await();
                      return "late";
                    })
                .onSuccess(seen::add));
    task.cancel();
    go.countDown();
    thread.runUntil(() -> runner.tasks().isEmpty());
    assertThat(seen).isEmpty();
  }

  @Test
  void aNewerTaskOfTheSameKeyReplacesTheOlder() {
    List<String> seen = new ArrayList<>();
    runner.start(
        BackgroundTask.<String>named(
                "Old",
                progress -> {
                  while (true) {
                    progress.checkCancelled();
                  }
                })
            .superseding("key")
            .onSuccess(seen::add));
    runner.start(
        BackgroundTask.named("New", progress -> "new").superseding("key").onSuccess(seen::add));
    thread.runUntil(() -> runner.tasks().isEmpty());
    assertThat(seen).containsExactly("new");
  }

  @Test
  void aFailureIsReportedInWords() {
    runner.start(
        BackgroundTask.named(
            "Failing",
            progress -> {
              throw new IllegalStateException("the reactor is cold");
            }));
    thread.runUntil(() -> !problems.isEmpty());
    Problem problem = problems.getFirst();
    assertThat(problem.title()).isEqualTo("Failing");
    assertThat(problem.what()).contains("the reactor is cold").doesNotContain("\tat ");
    assertThat(problem.details()).contains("\tat ");
    assertThat(runner.tasks()).isEmpty();
  }

  @Test
  void aResultThatCannotBeShownIsReported() {
    List<String> seen = new ArrayList<>();
    runner.start(
        BackgroundTask.named("Showing", progress -> 1)
            .onSuccess(result -> {
              throw new IllegalStateException("the canvas is gone");
            })
            .onEnd(() -> seen.add("end")));
    thread.runUntil(() -> runner.tasks().isEmpty());
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().title()).isEqualTo("Showing");
    assertThat(problems.getFirst().what()).contains("the canvas is gone");
    assertThat(seen).containsExactly("end");
  }

  @Test
  void memoryThatRunsOutIsExplainedWithNumbers() {
    runner.start(
        BackgroundTask.named(
            "Growing",
            progress -> {
              throw new OutOfMemoryError("Java heap space");
            }));
    thread.runUntil(() -> !problems.isEmpty());
    assertThat(problems.getFirst().what()).containsPattern("may grow to \\d+\\.\\d GB");
    assertThat(problems.getFirst().advice()).contains("coarser grid");
  }

  @Test
  void progressArrives() {
    CountDownLatch go = new CountDownLatch(1);
    RunningTask task =
        runner.start(
            BackgroundTask.named(
                "Stepping",
                progress -> {
                  progress.report(0.25, "first quarter");
                  go.await();
                  return 1;
                }));
    thread.runUntil(() -> task.fractionProperty().get() > 0);
    assertThat(task.fractionProperty().get()).isEqualTo(0.25);
    assertThat(task.stepProperty().get()).isEqualTo("first quarter");
    go.countDown();
    thread.runUntil(() -> runner.tasks().isEmpty());
  }

  @Test
  void remainingTimeIsToldOnceItIsMoreThanAGuess() {
    assertThat(RunningTask.remainingText(0.5, 0.5)).isEmpty();
    assertThat(RunningTask.remainingText(0.01, 20)).isEmpty();
    assertThat(RunningTask.remainingText(Double.NaN, 20)).isEmpty();
    assertThat(RunningTask.remainingText(0.25, 10)).isEqualTo("about 30 s left");
    assertThat(RunningTask.remainingText(0.1, 60)).isEqualTo("about 9 min left");
    assertThat(RunningTask.remainingText(0.99, 10)).isEqualTo("almost done");
  }
}
