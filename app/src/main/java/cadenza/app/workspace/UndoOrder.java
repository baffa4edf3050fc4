package cadenza.app.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// One pair of keys for several histories: takes back whatever was done last, in whichever of them.
///
/// # How it works
///
/// Each history keeps its own steps and tells its [Track] of each that is done, undone, redone or
/// forgotten; this only remembers whose they were, in order. A new step makes what was undone in
/// the same history undoable no more, and leaves the other histories alone.
public final class UndoOrder {
  private final List<Track> done = new ArrayList<>();
  private final List<Track> undone = new ArrayList<>();
  private final ReadOnlyStringWrapper undoName = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper redoName = new ReadOnlyStringWrapper("");

  /// One history in this order.
  public final class Track {
    private final Runnable undo;
    private final Runnable redo;
    private final Supplier<String> nameOfUndo;
    private final Supplier<String> nameOfRedo;

    private Track(
        Runnable undo, Runnable redo, Supplier<String> nameOfUndo, Supplier<String> nameOfRedo) {
      this.undo = undo;
      this.redo = redo;
      this.nameOfUndo = nameOfUndo;
      this.nameOfRedo = nameOfRedo;
    }

    /// A new step was done, and what had been undone here is gone.
    public void did() {
      undone.removeIf(one -> one == this);
      done.add(this);
      tell();
    }

    /// The last step done here was undone.
    public void undid() {
      move(done, undone);
    }

    /// The last step undone here was done again.
    public void redid() {
      move(undone, done);
    }

    private void move(List<Track> from, List<Track> to) {
      int last = from.lastIndexOf(this);
      if (last >= 0) {
        from.remove(last);
        to.add(this);
      }
      tell();
    }

    /// The history is another one now, older than all others.
    ///
    /// @param stepsDone that can be undone
    /// @param stepsUndone that can be done again
    public void reset(int stepsDone, int stepsUndone) {
      done.removeIf(one -> one == this);
      undone.removeIf(one -> one == this);
      for (int i = 0; i < stepsDone; i++) {
        done.addFirst(this);
      }
      for (int i = 0; i < stepsUndone; i++) {
        undone.addFirst(this);
      }
      tell();
    }
  }

  /// A history that takes part.
  ///
  /// @param undo takes its last step back, and tells the track
  /// @param redo does its last undone step again, and tells the track
  /// @param nameOfUndo what its last step was
  /// @param nameOfRedo what its last undone step was
  public Track track(
      Runnable undo, Runnable redo, Supplier<String> nameOfUndo, Supplier<String> nameOfRedo) {
    return new Track(undo, redo, nameOfUndo, nameOfRedo);
  }

  /// Takes back what was done last.
  public void undo() {
    if (!done.isEmpty()) {
      done.getLast().undo.run();
    }
  }

  /// Does again what was undone last.
  public void redo() {
    if (!undone.isEmpty()) {
      undone.getLast().redo.run();
    }
  }

  /// What would be taken back; empty if nothing.
  public ReadOnlyStringProperty undoNameProperty() {
    return undoName.getReadOnlyProperty();
  }

  /// What would be done again; empty if nothing.
  public ReadOnlyStringProperty redoNameProperty() {
    return redoName.getReadOnlyProperty();
  }

  private void tell() {
    undoName.set(done.isEmpty() ? "" : done.getLast().nameOfUndo.get());
    redoName.set(undone.isEmpty() ? "" : undone.getLast().nameOfRedo.get());
  }
}
