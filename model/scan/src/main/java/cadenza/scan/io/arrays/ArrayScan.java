package cadenza.scan.io.arrays;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import cadenza.scan.io.Blocks;
import cadenza.scan.io.Column;
import cadenza.scan.io.Field;
import cadenza.scan.io.Origin;
import cadenza.scan.io.PointTable;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.Runs;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanException;
import cadenza.scan.io.TableMaker;
import cadenza.scan.io.layouts.ClassNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the points that some arrays hold.
///
/// # How it works
///
/// Where all arrays lie in the file as they are, blocks of rows are decoded in parallel. Compressed
/// arrays are inflated side by side, a block of rows at a time, so that no array is ever whole in
/// memory. Before that, what the arrays promise is held against what their bytes can become: an
/// honest scan shrinks to a half or a tenth by compression, not to a two-hundredth.
final class ArrayScan {
  private static final int BLOCK_BYTES = 1 << 20;
  private static final int MAX_BLOCK_ROWS = 1 << 16;
  private static final int SAMPLE_ROWS = 1000;
  private static final long MAX_EXPANSION = 200;
  private static final long ALWAYS_ALLOWED = 1 << 24;

  /// A column of a strip and the field it goes to.
  private record Target(int field, ArrayPart.Source source) {}

  private final Path file;
  private final ArrayChoice choice;
  private final List<Field> fields;
  private final Map<Strip, List<Target>> strips = new LinkedHashMap<>();
  private final ScanNotes notes;
  private final long rows;
  private final int blockRows;

  ArrayScan(Path file, ArrayChoice choice, ScanNotes notes) {
    this.file = file;
    this.choice = choice;
    this.notes = notes;
    this.fields = choice.fields();
    int rowBytes = 1;
    long there = Long.MAX_VALUE;
    for (int i = 0; i < choice.chosen().size(); i++) {
      ArrayPart.Source source = choice.chosen().get(i).source();
      List<Target> targets = strips.get(source.strip());
      if (targets == null) {
        targets = new ArrayList<>();
        strips.put(source.strip(), targets);
        rowBytes += source.strip().rowBytes();
        there = Math.min(there, source.strip().atMost());
      }
      targets.add(new Target(i, source));
    }
    this.rows = there;
    this.blockRows = Math.clamp(BLOCK_BYTES / rowBytes, 1, MAX_BLOCK_ROWS);
  }

  /// Refuses what expands beyond any sense.
  ///
  /// @param fileBytes size of the file that all arrays are in
  void checkExpansion(long fileBytes) throws ScanException {
    double bytes = 0;
    for (Strip strip : strips.keySet()) {
      bytes += (double) strip.rowBytes() * rows;
    }
    if (bytes > ALWAYS_ALLOWED && bytes > (double) MAX_EXPANSION * fileBytes) {
      throw new ScanException(
          file,
          "its %,d bytes promise to become %,.0f, more than %d times as many"
              .formatted(fileBytes, bytes, MAX_EXPANSION),
          "No scan shrinks that far by compression; get it from where it was made, uncompressed.");
    }
  }

  /// Reads what `options` ask for.
  ///
  /// @param format to be told
  ScanContents read(String format, ReadOptions options, Progress progress) throws IOException {
    double[] noted = notes.origin();
    ScanContents contents =
        noted != null || hasFloatCoordinates()
            ? read(format, options, noted == null ? new double[3] : noted, progress)
            : Origin.settle(
                Origin.choose(sample()), origin -> read(format, options, origin, progress));
    return notes.crs().map(contents::withCrs).orElse(contents);
  }

  private ScanContents read(String format, ReadOptions options, double[] origin, Progress progress)
      throws IOException {
    List<String> warnings = new ArrayList<>(choice.warnings());
    PointTable table = PointTable.of(file, fields, rows, options, origin);
    long good = isDirect() ? readBlocks(table, progress) : readForward(table, progress);
    long promised = choice.chosen().getFirst().source().strip().rows();
    if (good < promised) {
      warnings.add(
          "the arrays promise %d points, their data end after %d. Opened the first %d."
              .formatted(promised, good, good));
    } else if (good == 0) {
      warnings.add("the file holds no points.");
    }
    tellDamage(good, warnings);
    return new ScanContents(table.finish(good, warnings).cloud(), format)
        .withPointsInFile(good)
        .withLabelNames(labelNames())
        .withStations(notes.stations())
        .withWarnings(warnings);
  }

  /// Pointcept's arrays of this name hold the classes of ScanNet's benchmark.
  private Map<Integer, String> labelNames() {
    boolean isScanNet = choice.labelArray().endsWith("20");
    return notes.labelNames().isEmpty() && isScanNet ? ClassNames.scanNet20() : notes.labelNames();
  }

  /// Some points from all over the arrays; empty if they can be read forward only.
  Optional<PointCloud> preview(int points, Progress progress) throws IOException {
    if (!isDirect()) {
      return Optional.empty();
    }
    double[] noted = notes.origin();
    double[] origin =
        noted != null ? noted : hasFloatCoordinates() ? new double[3] : Origin.choose(sample());
    TableMaker maker =
        count -> PointTable.of(file, fields, count, ReadOptions.everything(), origin);
    return Runs.read(rows, points, maker, progress, (row, block) -> readBlock(row, block))
        .map(table -> table.finish(table.rowCount(), new ArrayList<>()).cloud());
  }

  private boolean isDirect() {
    return strips.keySet().stream().allMatch(strip -> strip.bytes().isDirect());
  }

  /// Floats are kept as they are: another origin would not make them better.
  private boolean hasFloatCoordinates() {
    return fields.stream()
        .filter(field -> List.of("x", "y", "z").contains(field.name()))
        .allMatch(field -> field.type() == ScalarType.FLOAT32);
  }

  /// Some coordinates, three a point.
  private double[] sample() throws IOException {
    List<ArrayPart.Source> axes = new ArrayList<>();
    for (String name : List.of("x", "y", "z")) {
      for (ArrayChoice.Chosen chosen : choice.chosen()) {
        if (chosen.field().name().equals(name) && axes.size() < 3) {
          axes.add(chosen.source());
          break;
        }
      }
    }
    double[][] sample = new ArrayPart("", "", rows, axes).sample(SAMPLE_ROWS);
    double[] world = new double[axes.size() == 3 ? 3 * sample.length : 0];
    for (int i = 0; i < world.length; i++) {
      world[i] = sample[i / 3][i % 3];
    }
    return world;
  }

  private long readBlocks(PointTable table, Progress progress) throws IOException {
    Blocks.forEach(
        Math.toIntExact(Math.ceilDiv(rows, blockRows)),
        progress,
        "reading points",
        number -> {
          long row = (long) number * blockRows;
          PointTable.Block block = table.block(row, (int) Math.min(blockRows, rows - row));
          if (readBlock(row, block) < block.count()) {
            throw new ScanException(
                file, "the file became shorter while it was read", "Wait until it is written.");
          }
        });
    return rows;
  }

  /// @return how many rows were there
  private long readForward(PointTable table, Progress progress) throws IOException {
    for (long row = 0; row < rows; row += blockRows) {
      progress.checkCancelled();
      progress.report((double) row / rows, "reading points");
      PointTable.Block block = table.block(row, (int) Math.min(blockRows, rows - row));
      int good = readBlock(row, block);
      if (good < block.count()) {
        return row + good;
      }
    }
    return rows;
  }

  /// Fills a block with the rows from `row` on and closes it.
  ///
  /// @return how many rows were there in all arrays
  private int readBlock(long row, PointTable.Block block) throws IOException {
    int good = block.count();
    for (Map.Entry<Strip, List<Target>> entry : strips.entrySet()) {
      Strip strip = entry.getKey();
      byte[] bytes = new byte[strip.rowBytes() * block.count()];
      int there = strip.read(row, block.count(), bytes);
      for (Target target : entry.getValue()) {
        decode(target, bytes, strip.rowBytes(), block, there);
      }
      good = Math.min(good, there);
    }
    block.close(good);
    return good;
  }

  private static void decode(
      Target target, byte[] bytes, int step, PointTable.Block block, int count) {
    Column column = block.column(target.field());
    NpyType type = target.source().type();
    int at = target.source().offset();
    if (type.isAs(column.type())) {
      column.decode(bytes, at, step, type.isBigEndian(), block.row(), count);
      return;
    }
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = type.number(bytes, at + i * step);
    }
    column.put(values, 0, block.row(), count);
  }

  /// Says which arrays are not what they were when they were written.
  private void tellDamage(long good, List<String> warnings) throws IOException {
    Set<ArrayBytes> seen = new HashSet<>();
    for (Strip strip : strips.keySet()) {
      byte[] behind = new byte[1];
      boolean isWhole = good == strip.rows();
      if (isWhole && !strip.bytes().isDirect()) {
        strip.bytes().read(strip.start() + good * strip.rowBytes(), behind, 0, 1);
      }
      if (seen.add(strip.bytes()) && strip.bytes().isDamaged()) {
        warnings.add(
            "the checksum of %s is wrong: some of its numbers are damaged."
                .formatted(strip.array()));
      }
    }
  }
}
