package cadenza.scan.io;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;

/// Writes binary little endian PLY: every attribute in its own type, double coordinates where the
/// cloud has an origin, so that nothing is lost. A comment says what the values of the attribute
/// `label` mean, as [ScanContents#labelNames()] reads it.
public final class PlyWriter implements ScanWriter {
  @Override
  public String format() {
    return "ply";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("ply");
  }

  @Override
  public void write(ScanContents contents, Path file, Progress progress) throws IOException {
    PointCloud cloud = contents.cloud();
    Records records = new Records(cloud.pointCount());
    records.addPositions(cloud);
    float[] normals = cloud.normals();
    if (normals != null) {
      records.addTriple(List.of("nx", "ny", "nz"), ScalarType.FLOAT32, normals);
    }
    records.addColors(cloud);
    records.addAttributes(cloud);
    AtomicFile.write(
        file,
        out -> {
          out.write(header(contents, records).getBytes(StandardCharsets.UTF_8));
          records.writeTo(out, progress);
        });
  }

  private static String header(ScanContents contents, Records records) {
    PointCloud cloud = contents.cloud();
    Map<Integer, String> labelNames = contents.labelNames();
    StringBuilder header = new StringBuilder("ply\nformat binary_little_endian 1.0\n");
    if (Records.hasOrigin(cloud)) {
      StringJoiner words = new StringJoiner(" ", "comment origin ", "\n");
      for (double component : cloud.origin()) {
        words.add(BigDecimal.valueOf(component).toPlainString());
      }
      header.append(words);
    }
    if (!labelNames.isEmpty()) {
      StringJoiner words = new StringJoiner(" ", "comment labels ", "\n");
      labelNames.forEach((label, name) -> words.add(label + "=" + name.replaceAll("\\s+", "_")));
      header.append(words);
    }
    header.append("element vertex ").append(cloud.pointCount()).append('\n');
    for (Field field : records.fields()) {
      header.append("property ").append(typeName(field.type())).append(' ');
      header.append(field.name()).append('\n');
    }
    return header.append("end_header\n").toString();
  }

  private static String typeName(ScalarType type) {
    return switch (type) {
      case INT8 -> "char";
      case UINT8 -> "uchar";
      case INT16 -> "short";
      case UINT16 -> "ushort";
      case INT32 -> "int";
      case UINT32 -> "uint";
      case INT64 -> "int64"; // the paper has no 64-bit integers; newer writers call them so
      case UINT64 -> "uint64";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
    };
  }
}
