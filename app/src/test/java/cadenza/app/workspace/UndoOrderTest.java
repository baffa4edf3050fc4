package cadenza.app.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UndoOrderTest {
  private final UndoOrder order = new UndoOrder();
  private final List<String> log = new ArrayList<>();

  /// A history of words.
  private final class Words {
    private final Deque<String> done = new ArrayDeque<>();
    private final Deque<String> undone = new ArrayDeque<>();
    private final UndoOrder.Track track =
        order.track(this::undo, this::redo, done::peekLast, undone::peekLast);

    void add(String word) {
      undone.clear();
      done.add(word);
      log.add(word);
      track.did();
    }

    void undo() {
      String word = done.removeLast();
      undone.add(word);
      log.add("-" + word);
      track.undid();
    }

    void redo() {
      String word = undone.removeLast();
      done.add(word);
      log.add("+" + word);
      track.redid();
    }
  }

  @Test
  void undoesInTheOrderThingsWereDone() {
    Words labels = new Words();
    Words selection = new Words();
    assertThat(order.undoNameProperty().get()).isEmpty();
    labels.add("a");
    selection.add("b");
    labels.add("c");
    assertThat(order.undoNameProperty().get()).isEqualTo("c");
    order.undo();
    order.undo();
    assertThat(order.undoNameProperty().get()).isEqualTo("a");
    assertThat(order.redoNameProperty().get()).isEqualTo("b");
    order.redo();
    order.redo();
    order.redo();
    assertThat(log).containsExactly("a", "b", "c", "-c", "-b", "+b", "+c");
  }

  @Test
  void aNewStepOnlyForgetsWhatWasUndoneInItsOwnHistory() {
    Words labels = new Words();
    Words selection = new Words();
    labels.add("a");
    selection.add("b");
    order.undo();
    order.undo();
    selection.add("c");
    assertThat(order.redoNameProperty().get()).isEqualTo("a");
    order.redo();
    assertThat(order.redoNameProperty().get()).isEmpty();
    order.undo();
    order.undo();
    assertThat(log).containsExactly("a", "b", "-b", "-a", "c", "+a", "-a", "-c");
  }

  @Test
  void aHistoryThatIsReplacedIsOlderThanTheOthers() {
    Words labels = new Words();
    Words selection = new Words();
    labels.add("gone");
    selection.add("b");
    labels.done.clear();
    labels.done.addAll(List.of("x", "y"));
    labels.undone.add("z");
    labels.track.reset(2, 1);
    order.undo();
    order.undo();
    order.undo();
    order.undo();
    assertThat(log).containsExactly("gone", "b", "-b", "-y", "-x");
    selection.done.clear();
    selection.undone.clear();
    selection.track.reset(0, 0);
    order.redo();
    order.redo();
    order.redo();
    order.redo();
    assertThat(labels.done).containsExactly("x", "y", "z");
  }

  @Test
  void whateverIsDoneAllCanBeUndoneAndAllOfThatRedone() {
    Random random = new Random(1);
    List<Words> all = List.of(new Words(), new Words(), new Words());
    for (int i = 0; i < 2000; i++) {
      Words one = all.get(random.nextInt(3));
      switch (random.nextInt(5)) {
        case 0 -> order.undo();
        case 1 -> order.redo();
        case 2 -> {
          if (!one.done.isEmpty()) {
            one.undo(); // past the order, by a button of its own
          }
        }
        default -> one.add("word " + i);
      }
    }
    List<List<String>> before = all.stream().map(one -> List.copyOf(one.done)).toList();
    int steps = 0;
    while (!order.undoNameProperty().get().isEmpty()) {
      order.undo();
      steps++;
    }
    assertThat(all).allMatch(one -> one.done.isEmpty());
    for (int i = 0; i < steps; i++) {
      order.redo();
    }
    assertThat(all.stream().map(one -> List.copyOf(one.done)).toList()).isEqualTo(before);
  }
}
