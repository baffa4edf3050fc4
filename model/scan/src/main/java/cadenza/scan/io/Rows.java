package cadenza.scan.io;

import java.nio.file.Path;
import java.util.List;

/// What came out of the body of a file.
///
/// @param rows how many points are good, from the first on
/// @param end why there are no more, as the start of a sentence: "the file ends"
public record Rows(PointTable table, long rows, String end) {
  // More points than the largest surveys of whole countries have.
  private static final long MOST = 100_000_000_000L;

  /// Compares what is there with what the header promised.
  ///
  /// @param warnings where to say that less was there
  /// @throws ScanException if nothing was there, or the promise is beyond all sense
  public void checkPromise(Path file, long promised, List<String> warnings) throws ScanException {
    if (promised > MOST) {
      // No scan is that large by a slip of the disk: the header itself is damaged, and what it says
      // about the layout of a point is as doubtful as the count.
      throw new ScanException(
          file,
          "the header promises %d points, more than any scan holds; %s after %d"
              .formatted(promised, end, rows),
          "Export the scan again, or correct the count in the header if you know the rest is right.");
    }
    if (rows == 0 && promised > 0) {
      throw new ScanException(
          file,
          "the header promises %d points, but %s before the first".formatted(promised, end),
          "Copy or export the scan again.");
    }
    if (rows == 0) {
      warnings.add("the file holds no points.");
    }
    if (rows < promised) {
      warnings.add(
          "the header promises %d points, %s after %d. Opened the first %d."
              .formatted(promised, end, rows, rows));
    }
  }
}
