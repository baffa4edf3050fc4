package cadenza.scan.io.layouts;

import cadenza.scan.Progress;
import cadenza.scan.io.Origin;
import cadenza.scan.io.PointChoice;
import cadenza.scan.io.ReadOptions;
import cadenza.scan.io.ScanContents;
import cadenza.scan.io.ScanReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Reads a room of S3DIS (Stanford 3D Indoor Spaces): the folder `Area_1/office_1` with a text of
/// points for each object in `Annotations`, such as `chair_2.txt`. What an object is, its file's
/// name says. Opened by the name of the folder or of the room's own text, `office_1.txt`.
public final class S3disReader implements ScanReader {
  private static final String ANNOTATIONS = "Annotations";

  @Override
  public String format() {
    return "s3dis";
  }

  @Override
  public Set<String> extensions() {
    return Set.of();
  }

  @Override
  public Match sniff(byte[] head, String fileName) {
    return Match.NO;
  }

  @Override
  public Match sniff(byte[] head, Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    boolean isRoom =
        folder != null
            && folder.getFileName() != null
            && file.endsWith(folder.getFileName() + ".txt")
            && readsFolder(folder);
    return isRoom ? Match.CERTAIN : Match.NO;
  }

  @Override
  public boolean readsFolder(Path folder) {
    return AnnotatedObject.anyIn(folder.resolve(ANNOTATIONS));
  }

  @Override
  public ScanContents read(Path room, ReadOptions options, Progress progress) throws IOException {
    Path text = room.toAbsolutePath().normalize();
    S3disRoom objects =
        S3disRoom.of(
            Files.isDirectory(room) ? room.resolve(ANNOTATIONS) : text.resolveSibling(ANNOTATIONS));
    ScanContents contents = Origin.settle(new double[3], origin -> objects.read(origin, progress));
    return PointChoice.of(contents, options);
  }
}
