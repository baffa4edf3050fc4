package cadenza.scan.io.las;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.Origin;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.Rows;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanReader;
import cadenza.scan.io.TableMaker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads LAS and LAZ 1.0 to 1.4 with all point formats and extra bytes, and COPC.
///
/// # How it works
///
/// The points of LAS are read block by block, those of LAZ chunk by chunk, in parallel; both give
/// records that [PointLayout] takes apart. Nothing the header says is believed that the bytes do
/// not bear out.
public final class LasReader implements ScanReader {
  @Override
  public String format() {
    return "las";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("las", "laz");
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    boolean isLas =
        head.length >= 4 && head[0] == 'L' && head[1] == 'A' && head[2] == 'S' && head[3] == 'F';
    return isLas ? Match.CERTAIN : Match.NO;
  }

  @Override
  public ScanContents read(Path file, ReadOptions options, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      LasFile las = LasFile.open(bytes, progress);
      return Origin.settle(las.origin(), origin -> read(las, options, origin, progress));
    }
  }

  private static ScanContents read(
      LasFile las, ReadOptions options, double[] origin, Progress progress) throws IOException {
    double[] scales = las.layout().scales();
    FineCoordinates fine = FineCoordinates.expected(las.header().bounds(), origin, scales);
    ScanContents contents = read(las, options, origin, fine, progress);
    FineCoordinates found = FineCoordinates.of(contents.cloud(), scales);
    // the box in the header was too small
    return fine.contains(found) ? contents : read(las, options, origin, found, progress);
  }

  private static ScanContents read(
      LasFile las, ReadOptions options, double[] origin, FineCoordinates fine, Progress progress)
      throws IOException {
    Path file = las.bytes().path();
    PointLayout layout = las.layout().with(fine);
    List<String> warnings = new ArrayList<>(las.warnings());
    fine.tell(layout.scales(), warnings);
    long rows = las.points().rows();
    PointTable table = PointTable.of(file, layout.tableFields(), rows, options, origin);
    new Rows(table, rows, las.isCompressed() ? "the compressed points end" : "the file ends")
        .checkPromise(file, las.promised(), warnings);
    las.points().read(table, new RecordDecoder(layout), progress, warnings);
    PointTable.Filled filled = table.finish(rows, warnings);
    ScanContents contents =
        new ScanContents(filled.cloud(), las.words())
            .withPointsInFile(rows)
            .withLabelNames(OwnRecords.labelNames(las.records()))
            .withStations(OwnRecords.stations(las.records()))
            .withDetails(
                new LasDetails(las.header(), las.records(), las.layout(), filled.colorFactor()))
            .withWarnings(warnings);
    Optional<String> system = ReferenceSystem.of(las.header(), las.records());
    return system.isPresent() ? contents.withCrs(system.get()) : contents;
  }

  @Override
  public Optional<PointCloud> preview(Path file, int points, Progress progress) throws IOException {
    try (FileBytes bytes = FileBytes.open(file)) {
      LasFile las = LasFile.open(bytes, progress);
      double[] origin = las.origin();
      TableMaker maker =
          rows ->
              PointTable.of(
                  file, las.layout().tableFields(), rows, ReadOptions.everything(), origin);
      return las.points()
          .preview(points, maker, progress)
          .map(table -> table.finish(table.rowCount(), new ArrayList<>()).cloud());
    }
  }
}
