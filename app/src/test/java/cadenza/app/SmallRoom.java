package cadenza.app;

import cadenza.scan.Attribute;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanFormats;
import java.io.IOException;
import java.nio.file.Path;

/// A corner of a room, 2 m wide, of a few thousand points: red floor, green and blue wall, far from
/// the origin, labelled 1, 2, 3.
public final class SmallRoom {
  /// Points along an edge.
  public static final int EDGE = 40;

  /// Points of the whole corner.
  public static final int POINTS = 3 * EDGE * EDGE;

  private static final double[] ORIGIN = {500, -200, 10};

  private SmallRoom() {}

  public static PointCloud cloud() {
    float[] positions = new float[3 * POINTS];
    byte[] colors = new byte[3 * POINTS];
    int[] labels = new int[POINTS];
    int at = 0;
    for (int face = 0; face < 3; face++) {
      for (int i = 0; i < EDGE; i++) {
        for (int j = 0; j < EDGE; j++) {
          float u = 2f * i / (EDGE - 1);
          float v = 2f * j / (EDGE - 1);
          float[] place = {
            face == 1 ? 0 : u, face == 2 ? 0 : face == 1 ? u : v, face == 0 ? 0 : v,
          };
          System.arraycopy(place, 0, positions, 3 * at, 3);
          colors[3 * at + face] = (byte) 200;
          labels[at] = face + 1;
          at++;
        }
      }
    }
    return PointCloud.builder(positions)
        .origin(ORIGIN[0], ORIGIN[1], ORIGIN[2])
        .colors(colors)
        .attribute(Attribute.ofInts(Attribute.LABEL, labels))
        .build();
  }

  public static ScanContents contents() {
    return new ScanContents(cloud(), "test");
  }

  /// Writes it as a PLY file.
  public static Path write(Path file) throws IOException {
    ScanFormats.write(cloud(), file, Progress.none());
    return file;
  }
}
