package cadenza.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cadenza.app.SmallRoom;
import cadenza.scan.PointCloud;
import cadenza.scan.Progress;
import cadenza.scan.io.ScanFormats;
import cadenza.scan.synthetic.RoomGenerator;
import cadenza.scan.synthetic.RoomKind;
import cadenza.sonata.pretrain.ViewPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SceneStoreTest {
  @TempDir Path folder;

  private SceneStore store(Path file) {
    return new SceneStore(
        List.of(new SceneSource.InFile(file, false)), folder.resolve("kept"), 0.06f);
  }

  @Test
  void aSceneIsKeptThinnedWithNormals() throws IOException {
    Path file = SmallRoom.write(folder.resolve("room.ply"));
    ViewPoints made = store(file).scene(0, Progress.none());
    ViewPoints kept = store(file).scene(0, Progress.none());

    assertThat(made.pointCount()).isBetween(SmallRoom.POINTS * 9 / 10, SmallRoom.POINTS);
    assertThat(kept.coord()).isEqualTo(made.coord());
    assertThat(kept.color()).isEqualTo(made.color()).contains(200f);
    for (int i = 0; i < kept.normal().length; i += 3) {
      double length =
          Math.hypot(Math.hypot(kept.normal()[i], kept.normal()[i + 1]), kept.normal()[i + 2]);
      assertThat(length).isBetween(0.999, 1.001);
    }
  }

  @Test
  void aChangedScanIsReadAgain() throws IOException {
    Path file = SmallRoom.write(folder.resolve("room.ply"));
    String before = store(file).fingerprint();
    store(file).scene(0, Progress.none());
    Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.fromMillis(1_000_000));
    assertThat(store(file).fingerprint()).isNotEqualTo(before);
    store(file).scene(0, Progress.none());
    try (Stream<Path> files = Files.list(folder.resolve("kept"))) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aScanInMillimetresOnItsSideIsMendedAndThatIsSaid() throws IOException {
    PointCloud room = RoomGenerator.generate(RoomKind.BEDROOM, 3, Progress.none());
    float[] positions = new float[room.positions().length];
    for (int i = 0; i < positions.length; i += 3) {
      positions[i] = 1000 * room.positions()[i];
      positions[i + 1] = 1000 * room.positions()[i + 2];
      positions[i + 2] = -1000 * room.positions()[i + 1];
    }
    Path file = folder.resolve("lying.ply");
    PointCloud lying = PointCloud.builder(positions).colors(room.colors()).build();
    ScanFormats.write(lying, file, Progress.none());

    SceneStore mending = store(file);
    ViewPoints scene = mending.scene(0, Progress.none());
    assertThat(mending.mended())
        .singleElement()
        .asString()
        .startsWith("lying.ply: ")
        .contains("read as millimetres", "turned, for +y is up");
    for (int axis = 0; axis < 3; axis++) {
      assertThat(extent(scene, axis)).isCloseTo((float) room.bounds().extent(axis), within(0.1f));
    }
    // The second time it comes from disk, and is said all the same.
    assertThat(store(file).mended()).hasSize(1);

    SceneStore asIs =
        new SceneStore(List.of(new SceneSource.InFile(file, true)), folder.resolve("kept"), 0.06f);
    assertThatThrownBy(() -> asIs.prepare(Runnable::run, (done, count) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("lying.ply: The scan is ")
        .hasMessageContaining("unit is metres");
    assertThat(asIs.mended()).isEmpty();
  }

  private static float extent(ViewPoints scene, int axis) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = axis; i < scene.coord().length; i += 3) {
      low = Math.min(low, scene.coord()[i]);
      high = Math.max(high, scene.coord()[i]);
    }
    return high - low;
  }

  @Test
  void aScanThatCannotBeReadIsNamedBeforeTheFirstStep() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.ply"), "ply\nformat");
    assertThatThrownBy(() -> store(file).prepare(Runnable::run, (done, count) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.ply");
  }
}
