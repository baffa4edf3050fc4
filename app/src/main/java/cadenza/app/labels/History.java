package cadenza.app.labels;

import cadenza.app.workspace.UndoOrder;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// The edits in order, and how many of them are in force.
final class History {
  private final List<Edit> edits = new ArrayList<>();
  private int done;
  private UndoOrder.@Nullable Track track;
  final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
  final ReadOnlyStringWrapper undoName = new ReadOnlyStringWrapper("");
  final ReadOnlyStringWrapper redoName = new ReadOnlyStringWrapper("");

  /// From now on these steps have their place among those of other histories.
  void follow(UndoOrder.Track inOrder) {
    track = inOrder;
    inOrder.reset(done, edits.size() - done);
  }

  void reset(List<Edit> all, int inForce) {
    edits.clear();
    edits.addAll(all);
    done = inForce;
    tell();
    if (track != null) {
      track.reset(done, edits.size() - done);
    }
  }

  /// Adds an edit that was done, in the place of those that were undone; gives its number.
  int add(Edit edit) {
    edits.subList(done, edits.size()).clear();
    edits.add(edit);
    done++;
    tell();
    if (track != null) {
      track.did();
    }
    return done - 1;
  }

  int done() {
    return done;
  }

  List<Edit> edits() {
    return List.copyOf(edits);
  }

  @Nullable Edit back() {
    if (done == 0) {
      return null;
    }
    Edit edit = edits.get(--done);
    tell();
    if (track != null) {
      track.undid();
    }
    return edit;
  }

  @Nullable Edit forth() {
    if (done == edits.size()) {
      return null;
    }
    Edit edit = edits.get(done++);
    tell();
    if (track != null) {
      track.redid();
    }
    return edit;
  }

  private void tell() {
    undoName.set(done == 0 ? "" : edits.get(done - 1).name());
    redoName.set(done == edits.size() ? "" : edits.get(done).name());
    canUndo.set(done > 0);
    canRedo.set(done < edits.size());
  }
}
