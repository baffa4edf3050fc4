package cadenza.app.pretrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.app.SmallRoom;
import cadenza.scan.Progress;
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
    return new SceneStore(List.of(new SceneSource.InFile(file)), folder.resolve("kept"), 0.06f);
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
  void aScanThatCannotBeReadIsNamedBeforeTheFirstStep() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.ply"), "ply\nformat");
    assertThatThrownBy(() -> store(file).prepare(Runnable::run, (done, count) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("broken.ply");
  }
}
