package cadenza.app.project;

import static org.assertj.core.api.Assertions.assertThat;

import cadenza.app.SmallRoom;
import cadenza.app.labels.LabelledScan;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanSearchTest {
  @TempDir Path folder;

  private Path project() throws IOException {
    return Files.createDirectories(folder.resolve("work")).resolve("room.cadenza");
  }

  private static Optional<Path> find(Path project, LabelledScan scan, ScanOrigin origin)
      throws IOException {
    return new ScanSearch(project).find(scan, origin, Progress.none());
  }

  private static LabelledScan scan(Path file) {
    return new LabelledScan(1, String.valueOf(file.getFileName()), file, SmallRoom.POINTS);
  }

  private static Path write(Path file, long seed) throws IOException {
    byte[] bytes = new byte[300_000];
    new Random(seed).nextBytes(bytes);
    Files.createDirectories(file.getParent());
    return Files.write(file, bytes);
  }

  @Test
  void findsAScanWhereItWas() throws IOException {
    Path file = write(folder.resolve("scans/a.ply"), 1);
    assertThat(find(project(), scan(file), ScanOrigin.UNKNOWN)).contains(file);
  }

  @Test
  void findsMovedAndRenamedScansByTheirContent() throws IOException {
    Path old = folder.resolve("elsewhere/a.ply");
    Path moved = write(folder.resolve("work/scans/a.ply"), 1);
    write(folder.resolve("work/a.ply"), 2);
    ScanOrigin origin = new ScanOrigin("../elsewhere/a.ply", Fingerprint.of(moved));
    assertThat(find(project(), scan(old), origin)).contains(moved);
    Path renamed = Files.move(moved, folder.resolve("a different name.ply"));
    assertThat(find(project(), scan(old), origin)).contains(renamed);
    Files.delete(renamed);
    assertThat(find(project(), scan(old), origin)).isEmpty();
  }

  @Test
  void aProjectCopiedTogetherWithItsScansUsesTheCopies() throws IOException {
    Path file = write(folder.resolve("work/scans/a.ply"), 1);
    ScanOrigin origin = new ScanOrigin("scans/a.ply", Fingerprint.of(file));
    Path copy = write(folder.resolve("copy/scans/a.ply"), 1);
    Path project = folder.resolve("copy/room.cadenza");
    assertThat(find(project, scan(file), origin)).contains(copy);
  }

  @Test
  void fingerprintsTellContentsApartAndNotNames() throws IOException {
    Path one = write(folder.resolve("one.ply"), 1);
    Path same = write(folder.resolve("same.ply"), 1);
    Path other = write(folder.resolve("other.ply"), 2);
    Path longer = Files.write(folder.resolve("longer.ply"), new byte[1]);
    assertThat(Fingerprint.of(one)).isEqualTo(Fingerprint.of(same)).hasSize(64);
    assertThat(Fingerprint.of(one)).isNotEqualTo(Fingerprint.of(other));
    assertThat(Fingerprint.of(longer)).isNotEqualTo(Fingerprint.of(write(longer, 1)));
    byte[] bytes = Files.readAllBytes(one);
    bytes[bytes.length - 1]++;
    assertThat(Fingerprint.of(Files.write(same, bytes))).isNotEqualTo(Fingerprint.of(one));
    Path room = folder.resolve("room");
    Path coord = write(room.resolve("coord.npy"), 3);
    String before = Fingerprint.of(room);
    write(coord, 4);
    assertThat(Fingerprint.of(room)).isNotEqualTo(before);
    assertThat(Fingerprint.of(Files.writeString(folder.resolve("empty"), ""))).hasSize(64);
  }
}
