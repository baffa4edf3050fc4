package cadenza.scan.io;

import cadenza.scan.Bounds;
import java.util.List;
import java.util.Optional;

/// How much of a scan is to be read, and how.
///
/// @param maxPoints the most points to keep; a scan of more is thinned evenly, and
///   [ScanContents#pointsInFile()] says how many there are
/// @param isThinnedToFit whether a scan that is larger than memory is thinned until it fits;
///   otherwise it is refused
/// @param region keeps the points inside this box, in the file's own coordinates; all if empty
/// @param columns for text without a header: a name for each column as a person gave it, such as `x
///   y z intensity red green blue -`, where `-` leaves the column out; guessed if empty
public record ReadOptions(
    long maxPoints,
    boolean isThinnedToFit,
    Optional<Bounds> region,
    Optional<List<String>> columns) {
  public ReadOptions {
    if (maxPoints < 1) {
      throw new IllegalArgumentException("at least one point must be kept, not " + maxPoints);
    }
    columns = columns.map(List::copyOf);
  }

  /// Every point there is, or nothing: for what must not lose any.
  public static ReadOptions everything() {
    return new ReadOptions(Long.MAX_VALUE, false, Optional.empty(), Optional.empty());
  }

  /// As many points as memory holds: for showing them.
  public static ReadOptions whatFits() {
    return new ReadOptions(Long.MAX_VALUE, true, Optional.empty(), Optional.empty());
  }

  public ReadOptions withMaxPoints(long points) {
    return new ReadOptions(points, isThinnedToFit, region, columns);
  }

  public ReadOptions within(Bounds box) {
    return new ReadOptions(maxPoints, isThinnedToFit, Optional.of(box), columns);
  }

  public ReadOptions withColumns(List<String> names) {
    return new ReadOptions(maxPoints, isThinnedToFit, region, Optional.of(names));
  }
}
