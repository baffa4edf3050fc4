package cadenza.app.labels;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A scan that has, had or may have labels, open or not.
///
/// @param id at least 1, never used again
/// @param file where it lies, or null if it is none of the person's files (the sample, a part)
/// @param pointCount points the labels are for
public record LabelledScan(int id, String name, @Nullable Path file, int pointCount) {
  /// How the name of a scan begins of which a damaged project file only kept the labels.
  public static final String LOST = "lost scan";

  public LabelledScan {
    if (id < 1 || pointCount < 0) {
      throw new IllegalArgumentException("scan " + id + " of " + pointCount + " points");
    }
    file = file == null ? null : file.toAbsolutePath().normalize();
  }

  /// The same scan at another place.
  public LabelledScan at(Path newFile) {
    Path last = newFile.getFileName();
    return new LabelledScan(id, last == null ? name : last.toString(), newFile, pointCount);
  }

  /// Whether an open scan of this name, file and number of points is this one.
  boolean isOf(String otherName, @Nullable Path otherFile, int otherCount) {
    if (pointCount != otherCount) {
      return false;
    }
    if (file == null && name.startsWith(LOST)) {
      return true;
    }
    return Objects.equals(file, otherFile) && (file != null || name.equals(otherName));
  }
}
