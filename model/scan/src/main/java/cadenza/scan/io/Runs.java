package cadenza.scan.io;

import cadenza.scan.Progress;
import java.io.IOException;
import java.util.Optional;

/// Reads runs of rows from all over a file of equally long records: enough to show what it holds
/// while the rest is read, and far quicker than as many single rows. The runs are not quite equally
/// far apart, so that a scanner's lines of one length leave no pattern.
public final class Runs {
  private static final int RUN_ROWS = 32;

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
    int together = 256; // a task for each run would cost more than reading it
    Blocks.forEach(
        Math.ceilDiv(runs, together),
        progress,
        "first look",
        block -> {
          for (int run = block * together; run < Math.min(runs, (block + 1) * together); run++) {
            read(rows, runs, run, table, body);
          }
        });
    return Optional.of(table);
  }

  private static void read(long rows, int runs, int run, PointTable table, Body body)
      throws IOException {
    double gap = (double) (rows - RUN_ROWS) / Math.max(1, runs - 1);
    long slack = (long) Math.max(1, gap - RUN_ROWS);
    boolean isEnd = run == 0 || run == runs - 1;
    long shift = isEnd ? 0 : Long.remainderUnsigned(Thinning.mix(run), slack) - slack / 2;
    long row = Math.clamp((long) (gap * run) + shift, 0, rows - RUN_ROWS);
    body.decode(row, table.block((long) run * RUN_ROWS, RUN_ROWS));
  }
}
