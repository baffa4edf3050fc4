package cadenza.scan.io.las;

import cadenza.scan.Progress;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.TableMaker;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The point records of a file, as they are or compressed.
interface PointRecords {
  /// How many records the bytes of the file vouch for.
  long rows();

  /// Decodes all records into a table of [#rows()] rows.
  ///
  /// @param decoder takes the fields that are wanted
  /// @param warnings where to say what was lost
  void read(PointTable table, RecordDecoder decoder, Progress progress, List<String> warnings)
      throws IOException;

  /// Decodes about `points` records from all over the file; empty if it has not many more.
  Optional<PointTable> preview(int points, TableMaker maker, Progress progress) throws IOException;

  /// World coordinates of some points from all over the file, `(points, 3)`.
  double[] sample() throws IOException;
}
