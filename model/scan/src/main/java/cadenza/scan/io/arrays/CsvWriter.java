package cadenza.scan.io.arrays;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.AtomicFile;
import cadenza.scan.io.ColumnName;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanWriter;
import cadenza.scan.io.WideColors;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/// Writes a table of text, comma separated (RFC 4180): a line of names, then a line a point.
///
/// Every number is written with the fewest digits that give the same number back. An attribute
/// whose type a reader would not guess has it behind its name, `gps_time [int64]`; types of text
/// have no other place to stand.
public final class CsvWriter implements ScanWriter {
  private static final int BLOCK_ROWS = 1 << 14;

  /// Blocks made at the same time, before they are written one after another.
  private static final int BATCH = 2 * Runtime.getRuntime().availableProcessors();

  /// Appends one number of a point.
  private interface Cell {
    void append(StringBuilder line, int point);
  }

  @Override
  public String format() {
    return "csv";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("csv");
  }

  @Override
  public void write(ScanContents contents, Path file, Progress progress) throws IOException {
    PointCloud cloud = contents.cloud();
    String header = header(cloud);
    List<Cell> cells = cells(cloud);
    AtomicFile.write(
        file,
        out -> {
          out.write(header.getBytes(StandardCharsets.UTF_8));
          write(cells, cloud.pointCount(), out, progress);
        });
  }

  private static void write(List<Cell> cells, int points, OutputStream out, Progress progress)
      throws IOException {
    int blocks = Math.ceilDiv(points, BLOCK_ROWS);
    for (int first = 0; first < blocks; first += BATCH) {
      progress.checkCancelled();
      progress.report((double) first / blocks, "writing points");
      List<byte[]> texts =
          IntStream.range(first, Math.min(blocks, first + BATCH))
              .parallel()
              .mapToObj(block -> text(cells, block, points))
              .toList();
      for (byte[] text : texts) {
        out.write(text);
      }
    }
  }

  private static byte[] text(List<Cell> cells, int block, int points) {
    int from = block * BLOCK_ROWS;
    int to = Math.min(points, from + BLOCK_ROWS);
    StringBuilder text = new StringBuilder((to - from) * cells.size() * 9);
    for (int point = from; point < to; point++) {
      for (int i = 0; i < cells.size(); i++) {
        cells.get(i).append(text, point);
        text.append(i + 1 < cells.size() ? ',' : '\n');
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static List<Cell> cells(PointCloud cloud) {
    List<Cell> cells = new ArrayList<>();
    double[] origin = cloud.origin();
    float[] positions = cloud.positions();
    for (int axis = 0; axis < 3; axis++) {
      int component = axis;
      Decimals decimals = new Decimals(origin[axis]);
      cells.add((line, point) -> decimals.append(line, positions[3 * point + component]));
    }
    Optional<WideColors> wide = WideColors.of(cloud);
    wide.ifPresent(colors -> colors.channels().forEach(channel -> cells.add(cell(channel))));
    byte[] colors = cloud.colors();
    for (int i = 0; i < 3 && colors != null && wide.isEmpty(); i++) {
      int component = i;
      cells.add((line, point) -> line.append(colors[3 * point + component] & 0xff));
    }
    float[] normals = cloud.normals();
    for (int i = 0; i < 3 && normals != null; i++) {
      int component = i;
      cells.add((line, point) -> Decimals.appendShortest(line, normals[3 * point + component]));
    }
    attributes(cloud).forEach(attribute -> cells.add(cell(attribute)));
    return cells;
  }

  /// All but the wide colours, which stand in place of the others.
  private static List<Attribute> attributes(PointCloud cloud) {
    boolean hasWide = WideColors.of(cloud).isPresent();
    return cloud.attributes().values().stream()
        .filter(attribute -> !hasWide || !WideColors.isName(attribute.name()))
        .toList();
  }

  private static Cell cell(Attribute attribute) {
    return switch (attribute.type()) {
      case INT8, UINT8, INT16, UINT16, INT32, UINT32 ->
          (line, point) -> line.append((long) attribute.get(point));
      case INT64 -> (line, point) -> line.append(attribute.bits(point));
      case UINT64 -> (line, point) -> line.append(Long.toUnsignedString(attribute.bits(point)));
      case FLOAT32 -> (line, point) -> Decimals.appendShortest(line, (float) attribute.get(point));
      case FLOAT64 -> (line, point) -> Decimals.appendShortest(line, attribute.get(point));
    };
  }

  private static String header(PointCloud cloud) {
    StringJoiner names = new StringJoiner(",", "", "\n");
    Set<String> taken = new HashSet<>(List.of("x", "y", "z"));
    names.add("x,y,z");
    WideColors wide = WideColors.of(cloud).orElse(null);
    if (wide != null) {
      taken.addAll(WideColors.NAMES);
      for (Attribute channel : wide.channels()) {
        names.add(new ColumnName(channel.name(), Optional.of(channel.type())).written());
      }
    } else if (cloud.colors() != null) {
      taken.addAll(WideColors.NAMES);
      names.add("red,green,blue");
    }
    if (cloud.normals() != null) {
      taken.addAll(List.of("nx", "ny", "nz"));
      names.add("nx,ny,nz");
    }
    for (Attribute attribute : attributes(cloud)) {
      String name = attribute.name().replaceAll("[\\p{Cntrl}]+", " ").strip();
      String base = name.isEmpty() ? "unnamed" : name;
      String unique = base;
      for (int n = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); n++) {
        unique = base + "_" + n;
      }
      names.add(new ColumnName(unique, Optional.of(attribute.type())).written());
    }
    return names.toString();
  }
}
