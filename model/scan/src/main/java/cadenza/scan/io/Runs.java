package cadenza.scan.io;

import cadenza.scan.Progress;
import java.io.IOException;
import java.util.Optional;

/// Reads runs of rows from all over a file of equally long records: enough to show what it holds
/// while the rest is read, and far quicker than as many single rows.
public final class Runs {
  private static final int RUN_ROWS = 256;

  private Runs() {}

  /// Decodes one run.
  public interface Body {
    /// @param row number of the run's first row in the file
    /// @param block where its rows go; to be closed
    void decode(long row, PointTable.Block block) throws IOException;
  }

  /// Reads about `points` of `rows` rows.
  ///
  /// @param maker makes a table of as many rows as are read
  /// @return empty if the file has not more rows than that anyway
  public static Optional<PointTable> read(
      long rows, int points, TableMaker maker, Progress progress, Body body) throws IOException {
    int runs = Math.max(1, points / RUN_ROWS);
    if (rows <= (long) runs * RUN_ROWS) {
      return Optional.empty();
    }
    PointTable table = maker.make((long) runs * RUN_ROWS);
    Blocks.forEach(
        runs,
        progress,
        "first look",
        run -> {
          long row = (rows - RUN_ROWS) * run / Math.max(1, runs - 1);
          body.decode(row, table.block((long) run * RUN_ROWS, RUN_ROWS));
        });
    return Optional.of(table);
  }
}
