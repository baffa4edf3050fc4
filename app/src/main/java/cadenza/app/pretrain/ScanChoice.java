package cadenza.app.pretrain;

import java.nio.file.Path;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/// A file or folder that a run may learn from.
public final class ScanChoice {
  private final Path file;
  private final boolean open;
  private final BooleanProperty used = new SimpleBooleanProperty(true);

  /// @param open whether it is open in the window; others were added for this
  ScanChoice(Path file, boolean open) {
    this.file = file;
    this.open = open;
  }

  public Path file() {
    return file;
  }

  public String name() {
    Path last = file.getFileName();
    return last == null ? file.toString() : last.toString();
  }

  /// Whether it comes and goes with the open scans.
  public boolean isOpen() {
    return open;
  }

  /// Whether the next run learns from it.
  public BooleanProperty usedProperty() {
    return used;
  }
}
