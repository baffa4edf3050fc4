package cadenza.scan.io.e57;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.Blocks;
import cadenza.scan.io.FileBytes;
import cadenza.scan.io.Origin;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// A file whose XML section was read and whose packets were found.
final class E57File {
  private static final long MOST_EQUAL_POINTS = 1 << 20;
  private static final int ORIGIN_SAMPLES = 256;
  private static final int PREVIEW_RUN = 32;
  private static final int PAGES_TOLD = 5;

  private final FileBytes file;
  private final Pages pages;
  private final Document document;
  private final List<ScanRows> scans = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final Queue<ScanRows.Room> rooms = new ConcurrentLinkedQueue<>();
  private long rowCount;
  private long promised;

  private E57File(FileBytes file, Pages pages, Document document) {
    this.file = file;
    this.pages = pages;
    this.document = document;
  }

  /// @throws ScanException if nothing of it can be read
  static E57File open(FileBytes bytes, Progress progress) throws IOException {
    FileHeader header = FileHeader.read(bytes);
    Pages pages = new Pages(bytes);
    E57File file = new E57File(bytes, pages, XmlSection.read(bytes, header, pages));
    file.findPoints(new Section(pages, progress));
    return file;
  }

  Document document() {
    return document;
  }

  /// What is odd or lost, as far as it is known without reading the points.
  List<String> warnings() {
    return warnings;
  }

  /// Points of all scans together that are there.
  long rowCount() {
    return rowCount;
  }

  private void findPoints(Section section) throws IOException {
    String lastProblem = "";
    for (int i = 0; i < document.scans().size(); i++) {
      Data3d scan = document.scans().get(i);
      ScanStreams streams = new ScanStreams(scan, i);
      scan.remark().ifPresent(remark -> warnings.add(named(streams) + remark + "."));
      Optional<String> problem = streams.problem();
      if (problem.isPresent()) {
        promised = Math.max(promised, 1);
        lastProblem = named(streams) + problem.get();
        warnings.add(lastProblem + "; it was left out.");
      } else if (scan.recordCount() > 0) {
        lastProblem = find(streams, section, lastProblem);
      }
    }
    if (rowCount == 0 && promised > 0) {
      throw new ScanException(file.path(), lastProblem, "Copy or export the scan again.");
    }
    if (rowCount == 0) {
      warnings.add(
          document.hasPictures()
              ? "the file holds pictures, but no points."
              : "the file holds no points.");
    }
  }

  private String find(ScanStreams streams, Section section, String lastProblem) throws IOException {
    Data3d scan = streams.scan();
    promised += scan.recordCount();
    Section.Packets packets = section.walk(scan);
    long there = packets.index().rowCount();
    boolean areEqual = there == Long.MAX_VALUE;
    long rows = Math.min(scan.recordCount(), areEqual ? MOST_EQUAL_POINTS : there);
    if (!streams.texts().isEmpty()) {
      warnings.add(
          named(streams) + "texts are left out: " + String.join(", ", streams.texts()) + ".");
    }
    if (rows > 0) {
      scans.add(new ScanRows(streams, packets.index(), rows));
      rowCount += rows;
    }
    if (rows == scan.recordCount()) {
      return lastProblem;
    }
    String why = areEqual ? "all of them are the same point" : packets.end();
    String problem =
        named(streams) + "the header promises %d points, %s".formatted(scan.recordCount(), why);
    warnings.add(
        rows == 0
            ? problem + " before the first."
            : problem + " after %d. Opened the first %d.".formatted(rows, rows));
    return problem + " before the first";
  }

  /// The beginning of a sentence about a scan; nothing if there is only one.
  private String named(ScanStreams streams) {
    if (document.scans().size() == 1) {
      return "";
    }
    String name = streams.scan().name().replaceAll("[\\p{Cntrl}\\s]+", " ");
    return "scan %d%s: ".formatted(streams.number() + 1, name.isEmpty() ? "" : " \"" + name + "\"");
  }

  /// Reads the points.
  ///
  /// @param told where to say what was lost
  PointCloud read(ReadOptions options, List<String> told, Progress progress) throws IOException {
    if (scans.isEmpty()) {
      return PointCloud.builder(new float[0]).build();
    }
    Layout layout =
        Layout.of(scans.stream().map(ScanRows::streams).toList(), document.scans().size());
    PointTable table =
        PointTable.of(file.path(), layout.fields(), rowCount, options, Origin.choose(sample()));
    AtomicLong lost = new AtomicLong();
    List<Run> runs = allRuns();
    Blocks.forEach(
        runs.size(),
        progress,
        "reading points",
        i -> lost.addAndGet(decode(runs.get(i), table, layout)));
    if (lost.get() > 0) {
      told.add(wrongPages(lost.get()));
    }
    return table.finish(rowCount, told).cloud();
  }

  /// Rows that are decoded at once.
  ///
  /// @param row number of the first in the scan
  /// @param target number of the first in the table
  private record Run(ScanRows scan, long row, int count, long target) {}

  private List<Run> allRuns() {
    List<Run> runs = new ArrayList<>();
    long before = 0;
    for (ScanRows scan : scans) {
      long[] starts = scan.blockStarts();
      for (int i = 0; i + 1 < starts.length; i++) {
        int count = (int) (starts[i + 1] - starts[i]);
        runs.add(new Run(scan, starts[i], count, before + starts[i]));
      }
      before += scan.rowCount();
    }
    return runs;
  }

  private int decode(Run run, PointTable table, Layout layout) throws IOException {
    ScanRows.Room room = room();
    PointTable.Block block = table.block(run.target, run.count);
    int lost = run.scan.decode(layout, run.row, block, room);
    block.close(run.count);
    rooms.add(room);
    return lost;
  }

  private ScanRows.Room room() {
    ScanRows.Room room = rooms.poll();
    return room == null ? new ScanRows.Room(pages) : room;
  }

  /// Coordinates of some points from all over the file.
  private double[] sample() throws IOException {
    int samples = (int) Math.min(ORIGIN_SAMPLES, rowCount);
    double[] world = new double[3 * samples];
    ScanRows.Room room = room();
    int at = 0;
    for (Run run : spread(samples, 1)) {
      double[] point = run.scan.world(run.row, 1, room);
      System.arraycopy(point, 0, world, at, 3);
      at += 3;
    }
    rooms.add(room);
    return world;
  }

  /// Short runs of rows that are spread evenly over all scans; there are at least as many rows as
  /// the runs have together.
  private List<Run> spread(int runs, int rowsEach) {
    List<Run> spread = new ArrayList<>();
    int scan = 0;
    long before = 0;
    for (int i = 0; i < runs; i++) {
      long row = (long) ((double) rowCount * i / runs);
      while (row >= before + scans.get(scan).rowCount()) {
        before += scans.get(scan).rowCount();
        scan++;
      }
      ScanRows rows = scans.get(scan);
      int count = (int) Math.min(rowsEach, before + rows.rowCount() - row);
      spread.add(new Run(rows, row - before, count, 0));
    }
    return spread;
  }

  /// About so many points from all over the file; empty if there are none.
  Optional<PointCloud> preview(int points, Progress progress) throws IOException {
    if (scans.isEmpty() || points < 1) {
      return Optional.empty();
    }
    Layout layout =
        Layout.of(scans.stream().map(ScanRows::streams).toList(), document.scans().size());
    int wanted = (int) Math.min(points, rowCount);
    List<Run> runs = new ArrayList<>();
    int total = 0;
    for (Run run : spread(Math.ceilDiv(wanted, PREVIEW_RUN), PREVIEW_RUN)) {
      runs.add(new Run(run.scan, run.row, run.count, total));
      total += run.count;
    }
    PointTable table =
        PointTable.of(
            file.path(), layout.fields(), total, ReadOptions.everything(), Origin.choose(sample()));
    Blocks.forEach(
        runs.size(), progress, "looking at points", i -> decode(runs.get(i), table, layout));
    return Optional.of(table.finish(total, new ArrayList<>()).cloud());
  }

  private String wrongPages(long lostRows) {
    BitSet bad = pages.bad();
    String numbers =
        bad.stream()
            .limit(PAGES_TOLD)
            .mapToObj(page -> Integer.toString(page + 1))
            .collect(Collectors.joining(", "));
    int more = bad.cardinality() - PAGES_TOLD;
    return ("pages with a wrong checksum: %s%s of %d. What they say of %d points is left out; where"
            + " it is a coordinate, the point has none.")
        .formatted(
            numbers, more > 0 ? " and %d more".formatted(more) : "", pages.count(), lostRows);
  }
}
