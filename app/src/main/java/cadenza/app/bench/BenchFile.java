package cadenza.app.bench;

import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.AtomicFile;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// The kinds of files that loading is measured on: one hall with a curved roof, walked along by a
/// scanner, with coordinates and colours.
public enum BenchFile {
  /// Binary little endian.
  PLY("ply", "ply"),
  /// With normals, as floats.
  PLY_NORMALS("ply-normals", "ply"),
  PLY_ASCII("ply-ascii", "ply"),
  XYZ("xyz", "xyz"),
  PCD("pcd", "pcd"),
  LAS("las", "las"),
  LAZ("laz", "laz"),
  E57("e57", "e57");

  private static final double HALL_METERS = 60;
  private static final int BLOCK_LINES = 1 << 14;

  private final String title;
  private final String extension;

  BenchFile(String title, String extension) {
    this.title = title;
    this.extension = extension;
  }

  @Override
  public String toString() {
    return title;
  }

  /// Writes a file of so many points into a folder.
  public Path write(int points, Path folder) throws IOException {
    Path file = folder.resolve(title + "." + extension);
    PointCloud cloud = cloud(points);
    if (this == PLY_NORMALS) {
      cloud = cloud.toBuilder().normals(cloud.positions()).build(); // any numbers will do
    }
    switch (this) {
      case PLY_ASCII -> writeText(cloud, file, plyHeader(points));
      case XYZ -> writeText(cloud, file, "");
      case E57 -> BenchE57.write(cloud, file);
      default -> ScanFormats.write(cloud, file, Progress.none());
    }
    return file;
  }

  /// Rows of points along the hall, each across it: floor, wall, roof, wall; a millimetre of noise.
  static PointCloud cloud(int points) {
    float[] positions = new float[3 * points];
    byte[] colors = new byte[3 * points];
    int across = (int) Math.max(1, Math.sqrt(points));
    for (int i = 0; i < points; i++) {
      int row = i / across;
      double along = HALL_METERS * row / Math.max(1, points / across);
      double turn = 2 * Math.PI * (i - row * across) / across;
      long noise = mix(i);
      positions[3 * i] = millimetres(along + unit(noise));
      positions[3 * i + 1] = millimetres(12 * Math.cos(turn) + unit(noise >> 16));
      positions[3 * i + 2] = millimetres(Math.max(0, 8 * Math.sin(turn)) + unit(noise >> 32));
      colors[3 * i] = (byte) (128 + 90 * Math.cos(turn) + (noise & 7));
      colors[3 * i + 1] = (byte) (128 + 90 * Math.sin(turn) + (noise >> 3 & 7));
      colors[3 * i + 2] = (byte) (100 + along + (noise >> 6 & 7));
    }
    return PointCloud.builder(positions).colors(colors).build();
  }

  private static double unit(long bits) {
    return ((bits & 0xffff) / 65536.0 - 0.5) * 0.002;
  }

  private static float millimetres(double value) {
    return Math.round(value * 1000) / 1000f;
  }

  private static long mix(long number) {
    long z = (number + 1) * 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    return z ^ z >>> 27;
  }

  private static String plyHeader(int points) {
    return """
    ply
    format ascii 1.0
    element vertex %d
    property float x
    property float y
    property float z
    property uchar red
    property uchar green
    property uchar blue
    end_header
    """
        .formatted(points);
  }

  private static void writeText(PointCloud cloud, Path file, String header) throws IOException {
    float[] at = cloud.positions();
    byte[] rgb = cloud.colors() == null ? new byte[at.length] : cloud.colors();
    AtomicFile.write(
        file,
        out -> {
          out.write(header.getBytes(StandardCharsets.US_ASCII));
          StringBuilder text = new StringBuilder();
          for (int i = 0; i < cloud.pointCount(); i++) {
            text.append(at[3 * i]).append(' ');
            text.append(at[3 * i + 1]).append(' ').append(at[3 * i + 2]);
            for (int channel = 0; channel < 3; channel++) {
              text.append(' ').append(rgb[3 * i + channel] & 0xff);
            }
            text.append('\n');
            if (i % BLOCK_LINES == BLOCK_LINES - 1) {
              flush(text, out);
            }
          }
          flush(text, out);
        });
  }

  private static void flush(StringBuilder text, OutputStream out) throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.US_ASCII));
    text.setLength(0);
  }

  /// The kind of a name as [#toString()] gives it.
  ///
  /// @throws IllegalArgumentException if there is none
  public static BenchFile named(String name) {
    for (BenchFile file : values()) {
      if (file.title.equals(name.toLowerCase(Locale.ROOT))) {
        return file;
      }
    }
    throw new IllegalArgumentException("--format: no format " + name + " is measured");
  }
}
