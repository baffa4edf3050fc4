package cadenza.scan.io;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.ScalarType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/// Writes binary PCD 0.7: colours packed as the Point Cloud Library does, every attribute in its
/// own type, double coordinates where the cloud has an origin.
public final class PcdWriter implements ScanWriter {
  @Override
  public String format() {
    return "pcd";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("pcd");
  }

  @Override
  public void write(ScanContents contents, Path file, Progress progress) throws IOException {
    PointCloud cloud = contents.cloud();
    Records records = new Records(cloud.pointCount());
    records.addPositions(cloud);
    byte[] colors = cloud.colors();
    if (WideColors.of(cloud).isPresent()) {
      records.addColors(cloud);
    } else if (colors != null) {
      // declared float, as the library does; the bits are 0x00RRGGBB
      records.add("rgb", ScalarType.FLOAT32, packed(colors), 1, 0);
    }
    float[] normals = cloud.normals();
    if (normals != null) {
      records.addTriple(List.of("normal_x", "normal_y", "normal_z"), ScalarType.FLOAT32, normals);
    }
    records.addAttributes(cloud);
    AtomicFile.write(
        file,
        out -> {
          out.write(header(contents, records).getBytes(StandardCharsets.UTF_8));
          records.writeTo(out, progress);
        });
  }

  private static float[] packed(byte[] colors) {
    float[] packed = new float[colors.length / 3];
    for (int i = 0; i < packed.length; i++) {
      int bits =
          (colors[3 * i] & 0xff) << 16 | (colors[3 * i + 1] & 0xff) << 8 | colors[3 * i + 2] & 0xff;
      packed[i] = Float.intBitsToFloat(bits);
    }
    return packed;
  }

  private static String header(ScanContents contents, Records records) {
    int pointCount = contents.cloud().pointCount();
    PcdDetails details =
        contents
            .details()
            .filter(PcdDetails.class::isInstance)
            .map(PcdDetails.class::cast)
            .filter(kept -> kept.width() * kept.height() == pointCount)
            .orElse(new PcdDetails(PcdHeader.IDENTITY_VIEWPOINT, pointCount, 1));
    StringJoiner names = new StringJoiner(" ");
    StringJoiner sizes = new StringJoiner(" ");
    StringJoiner types = new StringJoiner(" ");
    StringJoiner counts = new StringJoiner(" ");
    for (Field field : records.fields()) {
      names.add(field.name());
      sizes.add(Integer.toString(field.type().bytes()));
      types.add(typeName(field.type()));
      counts.add("1");
    }
    return """
    # .PCD v0.7 - Point Cloud Data file format
    VERSION 0.7
    FIELDS %s
    SIZE %s
    TYPE %s
    COUNT %s
    WIDTH %d
    HEIGHT %d
    VIEWPOINT %s
    POINTS %d
    DATA binary
    """
        .formatted(
            names,
            sizes,
            types,
            counts,
            details.width(),
            details.height(),
            details.viewpoint(),
            pointCount);
  }

  private static String typeName(ScalarType type) {
    return switch (type) {
      case INT8, INT16, INT32, INT64 -> "I";
      case UINT8, UINT16, UINT32, UINT64 -> "U";
      case FLOAT32, FLOAT64 -> "F";
    };
  }
}
