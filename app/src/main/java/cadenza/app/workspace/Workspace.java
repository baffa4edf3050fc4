package cadenza.app.workspace;

import cadenza.app.tasks.Problem;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// What is open in this window, and what the person was told. Lives on the window's thread.
public final class Workspace {
  private final ObservableList<OpenScan> scans = FXCollections.observableArrayList();
  // Kept, for a view that nobody holds would be collected with its listeners.
  private final ObservableList<OpenScan> scansView =
      FXCollections.unmodifiableObservableList(scans);
  private final ObjectProperty<@Nullable OpenScan> current = new SimpleObjectProperty<>();
  private final ObservableList<Notice> notices = FXCollections.observableArrayList();

  /// Open scans in the order they were opened.
  public ObservableList<OpenScan> scans() {
    return scansView;
  }

  /// The scan that is shown; null when none is open.
  public ObjectProperty<@Nullable OpenScan> currentProperty() {
    return current;
  }

  public @Nullable OpenScan current() {
    return current.get();
  }

  /// Adds a scan and shows it.
  public void add(OpenScan scan) {
    scans.add(scan);
    current.set(scan);
  }

  /// Closes a scan; if it was the shown one, its neighbour is shown.
  public void close(OpenScan scan) {
    int index = scans.indexOf(scan);
    if (index < 0) {
      return;
    }
    if (current.get() == scan) {
      OpenScan next = null;
      if (scans.size() > 1) {
        next = scans.get(index == 0 ? 1 : index - 1);
      }
      current.set(next);
    }
    scans.remove(index);
  }

  /// The open scan that came from this file.
  public Optional<OpenScan> find(Path file) {
    Path wanted = file.toAbsolutePath().normalize();
    return scans.stream().filter(scan -> scan.file().map(wanted::equals).orElse(false)).findFirst();
  }

  /// Everything the person was told, oldest first.
  public ObservableList<Notice> notices() {
    return notices;
  }

  public void tell(Notice notice) {
    notices.add(notice);
  }

  /// Tells of a failure.
  public void tell(Problem problem) {
    tell(Notice.of(problem));
  }
}
