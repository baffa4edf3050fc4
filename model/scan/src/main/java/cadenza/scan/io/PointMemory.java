package cadenza.scan.io;

import cadenza.scan.ScalarType;
import java.nio.file.Path;
import java.util.List;

/// How many points of some fields memory holds.
///
/// @param bytesPerPoint while the points are read; fields that are equal for all points count too
record PointMemory(long bytesPerPoint) {
  // Java keeps a third of its heap for what is young; points are not for long.
  private static final double SHARE = 0.6;
  // Showing and looking at points takes memory too: colours, the order they are drawn in, voxels.
  private static final long SHOWN_BYTES = 100;

  static PointMemory of(List<Field> fields, Roles roles) {
    long bytes = 3L * Float.BYTES;
    int[] rgb = roles.colors();
    if (rgb != null) {
      ScalarType type = Cells.colorType(fields, rgb);
      bytes += 3L * type.bytes() + (type == ScalarType.UINT8 ? 0 : 3);
    }
    bytes += roles.normals() == null ? 0 : 3L * Float.BYTES;
    for (int i = 0; i < fields.size(); i++) {
      bytes += roles.contains(i) ? 0 : fields.get(i).type().bytes();
    }
    return new PointMemory(bytes);
  }

  /// How many points may be kept.
  ///
  /// @throws ScanException if that is fewer than are wanted
  long most(Path file, long rows, ReadOptions options) throws ScanException {
    long wanted = Math.min(rows, options.maxPoints());
    long fit = fitting(wanted, bytesPerPoint + (options.isThinnedToFit() ? SHOWN_BYTES : 0));
    if (wanted <= fit || options.isThinnedToFit()) {
      return Math.clamp(fit, 1, options.maxPoints());
    }
    if (options.region().isPresent()) {
      return Math.max(1, fit); // nobody knows yet how many lie in it
    }
    throw new ScanException(
        file,
        "its %,d points need %,d MB, more than the %,d MB that are free for them"
            .formatted(rows, rows * bytesPerPoint >> 20, fit * bytesPerPoint >> 20),
        "Start Cadenza with a larger -Xmx (CADENZA_JAVA_OPTS=-Xmx…g), read a part of it, or thin it.");
  }

  private static long fitting(long wanted, long bytes) {
    long fit = free() / bytes;
    if (wanted > fit) {
      System.gc(); // what looks taken may be garbage
      fit = free() / bytes;
    }
    return Math.min(fit, PointTable.MAX_POINTS);
  }

  private static long free() {
    Runtime java = Runtime.getRuntime();
    return (long) (SHARE * (java.maxMemory() - java.totalMemory() + java.freeMemory()));
  }
}
