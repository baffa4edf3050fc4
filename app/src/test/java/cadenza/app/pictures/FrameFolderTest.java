package cadenza.app.pictures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cadenza.render.splat.SplatRenderer;
import cadenza.scan.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameFolderTest {
  @TempDir Path directory;

  private static Stream<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void aFilmIsNumberedPictures() throws Exception {
    Path folder = directory.resolve("new");
    FrameFolder.write(Films.film(3), SplatRenderer::new, folder, Progress.none());
    assertThat(names(folder)).containsExactly("frame_0001.png", "frame_0002.png", "frame_0003.png");
    var picture = ImageIO.read(folder.resolve("frame_0002.png").toFile());
    assertThat(picture.getWidth()).isEqualTo(Films.SIZE.width());
    assertThat(Files.mismatch(folder.resolve("frame_0001.png"), folder.resolve("frame_0002.png")))
        .isNotEqualTo(-1);
  }

  @Test
  void aCancelledFilmLeavesNothing() throws Exception {
    Path folder = directory.resolve("new");
    assertThatThrownBy(() ->
            FrameFolder.write(Films.film(5), SplatRenderer::new, folder, Films.cancelledAfter(3)))
        .isInstanceOf(CancellationException.class);
    assertThat(folder).doesNotExist();

    Path old = Files.createDirectory(directory.resolve("old"));
    Files.writeString(old.resolve("frame_0001.png"), "of before");
    assertThatThrownBy(() ->
            FrameFolder.write(Films.film(5), SplatRenderer::new, old, Films.cancelledAfter(3)))
        .isInstanceOf(CancellationException.class);
    assertThat(names(old)).containsExactly("frame_0001.png");
    assertThat(old.resolve("frame_0001.png")).hasContent("of before");
  }

  @Test
  void aLongerFilmIsNotMixedWithAShorterOne() throws Exception {
    Files.writeString(directory.resolve("frame_0007.png"), "of before");
    assertThat(FrameFolder.obstacle(directory, 7)).isEmpty();
    assertThat(FrameFolder.obstacle(directory, 6)).contains("frame_0007.png");
    assertThatThrownBy(
            () -> FrameFolder.write(Films.film(6), SplatRenderer::new, directory, Progress.none()))
        .hasMessageContaining("choose another folder");
  }
}
