package cadenza.app.viewport.select;

import cadenza.app.workspace.UndoOrder;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/// The changes of what is selected and hidden, to take back and do again without limit. A step
/// keeps only what it changed.
final class SelectionHistory {
  private final Deque<Step> done = new ArrayDeque<>();
  private final Deque<Step> undone = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();

  private UndoOrder.@Nullable Track track;

  /// What is selected and what is hidden, by index.
  record State(BitSet selected, BitSet hidden) {}

  private record Step(BitDifference selected, BitDifference hidden) {
    State from(State now) {
      return new State(selected.from(now.selected), hidden.from(now.hidden));
    }
  }

  ReadOnlyBooleanProperty canUndoProperty() {
    return canUndo.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty canRedoProperty() {
    return canRedo.getReadOnlyProperty();
  }

  /// From now on these steps have their place among those of other histories.
  void follow(UndoOrder.Track inOrder) {
    track = inOrder;
    inOrder.reset(done.size(), undone.size());
  }

  void clear() {
    done.clear();
    undone.clear();
    tell();
    if (track != null) {
      track.reset(0, 0);
    }
  }

  /// Notes a change; false if it is none.
  boolean add(State before, State after) {
    Step step =
        new Step(
            BitDifference.between(before.selected, after.selected),
            BitDifference.between(before.hidden, after.hidden));
    if (step.selected.isEmpty() && step.hidden.isEmpty()) {
      return false;
    }
    done.addLast(step);
    undone.clear();
    tell();
    if (track != null) {
      track.did();
    }
    return true;
  }

  /// What it was before the last step; null if there is none.
  @Nullable State undo(State now) {
    return move(done, undone, now);
  }

  /// What it was before the last undo; null if there is none.
  @Nullable State redo(State now) {
    return move(undone, done, now);
  }

  private @Nullable State move(Deque<Step> from, Deque<Step> to, State now) {
    Step step = from.pollLast();
    if (step == null) {
      return null;
    }
    to.addLast(step);
    tell();
    if (track != null && to == undone) {
      track.undid();
    } else if (track != null) {
      track.redid();
    }
    return step.from(now);
  }

  private void tell() {
    canUndo.set(!done.isEmpty());
    canRedo.set(!undone.isEmpty());
  }
}
